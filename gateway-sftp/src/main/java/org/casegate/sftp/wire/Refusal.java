// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

/// A request that is answered with a status other than OK. It is an answer, not a fault: it carries no stack trace and is
/// never logged.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final Status status;
    private final String sentence;

    /// A refusal of any status.
    ///
    /// @param sentence what happened and what to do next, for a person
    public Refusal(Status status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.sentence = sentence;
    }

    /// A refusal whose sentence the sender should read.
    public static Refusal because(String sentence) {
        return new Refusal(Status.FAILURE, sentence);
    }

    /// There is nothing under that name, or nothing that this account may know of.
    public static Refusal notFound(String sentence) {
        return new Refusal(Status.NO_SUCH_FILE, sentence);
    }

    /// Nobody may ever do this.
    public static Refusal never(String sentence) {
        return new Refusal(Status.PERMISSION_DENIED, sentence);
    }

    public Status status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }
}
