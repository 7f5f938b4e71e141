// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

/// Why nothing can be done to an agency's certificate, in one sentence for whoever asked. Nothing has changed.
public final class CertificateRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateRefusal(String sentence) {
        super(sentence);
    }

    /// What is wrong and what to do.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
