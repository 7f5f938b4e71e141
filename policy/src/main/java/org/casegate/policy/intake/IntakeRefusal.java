// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

/// A request of a sender that is not carried out: nothing was changed by it. The sentence says what to do instead.
public final class IntakeRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// How a gateway says no.
    public enum Kind {
        /// There is no such thing, or not for this sender; both look the same.
        NOT_FOUND,
        /// Not now, or not like this.
        REFUSED,
        /// Nobody may ever do this.
        NEVER
    }

    private IntakeRefusal(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    static IntakeRefusal notFound() {
        return new IntakeRefusal(Kind.NOT_FOUND, "There is nothing of that name here.");
    }

    static IntakeRefusal refused(String sentence) {
        return new IntakeRefusal(Kind.REFUSED, sentence);
    }

    static IntakeRefusal never(String sentence) {
        return new IntakeRefusal(Kind.NEVER, sentence);
    }

    public Kind kind() {
        return kind;
    }

    /// One plain sentence or more, without personal data but names that the sender chose.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
