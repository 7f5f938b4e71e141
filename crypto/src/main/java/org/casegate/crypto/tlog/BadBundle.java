// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

/// A bundle of entries that ends in the middle of one.
public final class BadBundle extends Exception {
    private static final long serialVersionUID = 1L;

    BadBundle(String message) {
        super(message);
    }
}
