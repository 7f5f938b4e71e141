// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

/// A note that is malformed or not signed by the key it should be signed by.
public final class BadNote extends Exception {
    private static final long serialVersionUID = 1L;

    BadNote(String message) {
        super(message);
    }
}
