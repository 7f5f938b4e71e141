// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.console;

/// Ends a command with an exit status and one sentence for whoever started it. Not a fault of the program.
public final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The answer to the question asked is no.
    public static final int ANSWER_IS_NO = 1;
    /// Bad input or configuration.
    public static final int BAD_INPUT = 2;
    /// The gateway or its database cannot be reached.
    public static final int NOT_REACHED = 3;
    /// An unexpected fault.
    public static final int FAULT = 4;

    private final int status;

    private Stop(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    public static Stop answerIsNo(String sentence) {
        return new Stop(ANSWER_IS_NO, sentence);
    }

    public static Stop badInput(String sentence) {
        return new Stop(BAD_INPUT, sentence);
    }

    public static Stop notReached(String sentence) {
        return new Stop(NOT_REACHED, sentence);
    }

    public int status() {
        return status;
    }
}
