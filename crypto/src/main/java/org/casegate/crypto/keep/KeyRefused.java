// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;

/// A key file cannot be used: missing, open to others, of another owner, or not what it should be. The message is a
/// sentence for the operator that says what to do; it never contains what the file holds.
public final class KeyRefused extends IOException {
    private static final long serialVersionUID = 1;

    /// @param message says what to do
    public KeyRefused(String message) {
        super(message);
    }
}
