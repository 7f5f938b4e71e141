// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;

/// The key that an envelope names is not in the ring: destroyed, or ring or master key are others. What lies in the
/// envelope cannot be read here.
public final class KeyUnavailable extends IOException {
    private static final long serialVersionUID = 1;

    private KeyUnavailable(String message) {
        super(message);
    }

    static KeyUnavailable of(EpochKeyId id) {
        return new KeyUnavailable(
                "The key ring has no epoch key " + id + ": it was destroyed, or the ring is an older one.");
    }

    static KeyUnavailable ofMaster(EpochKeyId id) {
        return new KeyUnavailable("The envelope bears the id " + id + ": it was sealed under another master key.");
    }
}
