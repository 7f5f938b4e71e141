// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.console;

/// Numbers of things, as people write them.
public final class Count {
    private Count() {}

    /// @param noun a singular that takes an s
    /// @return `1 part`, `2 parts`
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
