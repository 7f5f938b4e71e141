// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

/// A certificate that nothing is sealed to, and in one sentence what its owner has to change. The sentence holds nothing of what
/// he sent but figures and the names of algorithms.
public final class CertificateRefused extends Exception {
    private static final long serialVersionUID = 1;

    CertificateRefused(String sentence) {
        super(sentence);
    }

    /// What is wrong and what to do, as one or more sentences.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
