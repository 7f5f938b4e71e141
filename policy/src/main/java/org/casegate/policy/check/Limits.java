// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Duration;

/// How much one pack may hold and how long it may stay unfinished.
public record Limits(int parts, long partBytes, Duration unfinished) {

    /// As shipped: 1,000 parts, 50 GiB each, 72 hours.
    public static final Limits STANDARD = new Limits(1_000, 50L << 30, Duration.ofDays(3));
}
