// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.util.Arrays;
import java.util.Optional;

/// The version of the packet (RFC 9580 section 5.13) that the owner of a certificate reads. What he is sealed to is that
/// version and no other, so that nobody is talked down to the weaker one.
public enum Reads {
    /// GnuPG: a second object, made for him by [org.casegate.crypto.seal.CompatibleSealer].
    V1(1),
    /// What is stored.
    V2(2);

    private final int version;

    Reads(int version) {
        this.version = version;
    }

    public int version() {
        return version;
    }

    public static Optional<Reads> of(int version) {
        return Arrays.stream(values()).filter(each -> each.version == version).findFirst();
    }
}
