// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.io.IOException;

/// A download that was cut because the pack was taken back while it ran. What went out before is not whole; the caller must break
/// the transfer off, never end it.
public final class NoLongerAvailable extends IOException {
    private static final long serialVersionUID = 1L;

    NoLongerAvailable(ReleaseRefused refused) {
        super(refused.sentence(), refused);
    }
}
