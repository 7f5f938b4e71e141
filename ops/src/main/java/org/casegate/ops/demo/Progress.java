// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

/// Told what has been done, for somebody who waits.
@FunctionalInterface
public interface Progress {
    void done(String what);

    /// Nobody waits.
    static Progress silent() {
        return _ -> {
        };
    }
}
