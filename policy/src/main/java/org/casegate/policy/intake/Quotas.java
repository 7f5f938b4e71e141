// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Duration;
import org.casegate.policy.check.Limits;

/// What one account, agency and pack may take up. All are settings of the site.
///
/// @param pack            what one pack may hold, and for how long unfinished
/// @param unfinishedPacks packs of one account that are not decided
/// @param accountBytes    content in undecided packs of one account
/// @param agencyBytes     content in undecided packs of one agency
/// @param freeFraction    below this share of free disk nothing more is taken in
/// @param answerWithin    a judgement that takes longer is answered as pending
public record Quotas(Limits pack, int unfinishedPacks, long accountBytes, long agencyBytes, double freeFraction,
        Duration answerWithin) {
    private static final long GIB = 1L << 30;

    /// The limits of `formats.md` section 6.
    public static Quotas standard() {
        return new Quotas(Limits.STANDARD, 20, 50 * GIB, 200 * GIB, 0.1, Duration.ofSeconds(8));
    }

    /// The same with another time in which to answer.
    public Quotas answeringWithin(Duration time) {
        return new Quotas(pack, unfinishedPacks, accountBytes, agencyBytes, freeFraction, time);
    }
}
