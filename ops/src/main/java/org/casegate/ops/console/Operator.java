// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.console;

/// Whoever runs a command on the gateway's own machine: the entry names his account there.
public final class Operator {
    private Operator() {}

    /// As the ledger names him.
    public static String name() {
        return "os:" + System.getProperty("user.name", "unknown");
    }
}
