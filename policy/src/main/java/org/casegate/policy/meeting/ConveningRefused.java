// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

/// A convener asked for something that is not his to do, or that cannot be done. Nothing was changed.
public final class ConveningRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ConveningRefused(String sentence) {
        super(sentence);
    }

    /// Why, for the convener.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
