// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import org.casegate.policy.check.DownloadRefusal;

/// A part that is not given out, or a pack that is not shown. The attempt is in the ledger when the pack exists.
public final class ReleaseRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String clause;

    private ReleaseRefused(String code, String clause, String sentence) {
        super(sentence);
        this.code = code;
        this.clause = clause;
    }

    static ReleaseRefused of(DownloadRefusal refusal) {
        return new ReleaseRefused(refusal.code().printed(), refusal.clause().toString(), refusal.text());
    }

    /// What does not exist looks like what is not yours.
    static ReleaseRefused unknown() {
        return new ReleaseRefused("NOT-THE-RECIPIENT", "[project]",
                "You cannot open this pack because it was not addressed to you.");
    }

    /// The reason code of `clauses.md` 4.9, for example `NOT-THE-RECIPIENT`.
    public String code() {
        return code;
    }

    /// The clause cited, or `[project]`.
    public String clause() {
        return clause;
    }

    /// What the recipient reads.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
