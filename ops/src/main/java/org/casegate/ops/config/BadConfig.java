// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.util.List;

/// The configuration cannot be used. The message holds every complaint, a line each.
public final class BadConfig extends Exception {
    private static final long serialVersionUID = 1L;

    BadConfig(List<String> complaints) {
        super(String.join("\n", complaints));
    }
}
