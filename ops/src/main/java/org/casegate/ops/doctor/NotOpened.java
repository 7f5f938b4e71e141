// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

/// The gateway could not be opened, so that what is inside it cannot be looked at. The check of the gateway says why.
final class NotOpened extends Exception {
    private static final long serialVersionUID = 1L;

    NotOpened(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    /// Why, in a sentence.
    String why() {
        return String.valueOf(getMessage());
    }
}
