// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.time.Duration;
import java.util.Optional;
import org.casegate.policy.check.Limits;
import org.casegate.policy.intake.Quotas;

/// The keys under `limits`: what one account, agency and pack may take up. What is not given is as usual.
final class LimitKeys {
    private static final long MOST_PARTS = 1_000;
    private static final long MOST_PART_BYTES = 50L << 30;
    private static final long MOST_BYTES = 1L << 50;

    private LimitKeys() {}

    static Quotas read(Values values) {
        Quotas usual = Quotas.standard();
        Limits pack = new Limits(
                Math.toIntExact(whole(values, Key.LIMITS_PACK_PARTS, usual.pack().parts(), MOST_PARTS)),
                whole(values, Key.LIMITS_PART_BYTES, usual.pack().partBytes(), MOST_PART_BYTES),
                Duration.ofHours(whole(values, Key.LIMITS_UNFINISHED_HOURS, usual.pack().unfinished().toHours(), 72)));
        return new Quotas(pack,
                Math.toIntExact(whole(values, Key.LIMITS_UNFINISHED_PACKS, usual.unfinishedPacks(), 10_000)),
                whole(values, Key.LIMITS_ACCOUNT_BYTES, usual.accountBytes(), MOST_BYTES),
                whole(values, Key.LIMITS_AGENCY_BYTES, usual.agencyBytes(), MOST_BYTES),
                whole(values, Key.LIMITS_FREE_DISK_PERCENT, Math.round(usual.freeFraction() * 100), 90) / 100.0,
                usual.answerWithin());
    }

    private static long whole(Values values, Key key, long usual, long most) {
        return values.value(key, text -> between(text, most), "a whole number from 1 to " + most).orElse(usual);
    }

    private static Optional<Long> between(String text, long most) {
        return text.matches("[1-9][0-9]{0,17}") && Long.parseLong(text) <= most
                ? Optional.of(Long.valueOf(text))
                : Optional.empty();
    }
}
