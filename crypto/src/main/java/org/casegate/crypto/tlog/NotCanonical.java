// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

/// Bytes that are not the one canonical form of a value. The message says where and why, without the content.
public final class NotCanonical extends Exception {
    private static final long serialVersionUID = 1L;

    NotCanonical(String message) {
        super(message);
    }
}
