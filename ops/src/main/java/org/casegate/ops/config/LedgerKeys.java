// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.ledger.Vouching;

/// Reads who vouches for the ledger: the keys below `ledger` that tell of witnesses and anchors.
final class LedgerKeys {
    private static final Pattern ADDRESS = Pattern.compile(
            "https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?|http://(?:127\\.0\\.0\\.1|localhost)(?::[0-9]{1,5})?/?");
    private static final long USUAL_ENTRIES = 1_000;
    private static final Duration USUAL_TIME = Duration.ofHours(1);
    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private LedgerKeys() {}

    static Vouching read(Values values) {
        List<Vouching.Witness> witnesses = values.value(Key.LEDGER_WITNESSES, LedgerKeys::witnesses,
                "a line for each witness: its address (https://...), a blank, its verifier key").orElse(List.of());
        if (!values.has(Key.LEDGER_ANCHORS)) {
            for (Key key : List.of(Key.LEDGER_ANCHORS_KEPT_BY, Key.LEDGER_ANCHOR_ENTRIES, Key.LEDGER_ANCHOR_EVERY)) {
                values.refuse(key, "belongs to `ledger.anchors`, which is not given");
            }
        }
        if (witnesses.isEmpty()) {
            values.refuse(Key.LEDGER_WITNESS_AUTHORITY, "belongs to `ledger.witnesses`, which is not given");
        }
        Optional<String> keeper = values.value(Key.LEDGER_ANCHORS_KEPT_BY, LedgerKeys::oneLine,
                "the name of the other body on whose machine the anchors lie");
        long entries = values.value(Key.LEDGER_ANCHOR_ENTRIES, LedgerKeys::entries, "a whole number from 1 to 1000000")
                .orElse(USUAL_ENTRIES);
        Duration every = values.value(Key.LEDGER_ANCHOR_EVERY, text -> Times.between(text, SOONEST, LONGEST), "a time from PT1M to P7D")
                .orElse(USUAL_TIME);
        return new Vouching(witnesses, values.pathIfGiven(Key.LEDGER_WITNESS_AUTHORITY),
                values.pathIfGiven(Key.LEDGER_ANCHORS)
                        .map(directory -> new Vouching.Place(directory, keeper, entries, every)));
    }

    private static Optional<List<Vouching.Witness>> witnesses(String text) {
        List<Vouching.Witness> witnesses = new ArrayList<>();
        for (String line : text.strip().lines().toList()) {
            String[] words = line.strip().split(" +", -1);
            if (words.length != 2 || !ADDRESS.matcher(words[0]).matches()) {
                return Optional.empty();
            }
            try {
                witnesses.add(new Vouching.Witness(URI.create(words[0]), VerifierKey.parse(words[1])));
            } catch (IllegalArgumentException notAWitness) {
                return Optional.empty();
            }
        }
        return Optional.of(witnesses);
    }

    private static Optional<String> oneLine(String text) {
        return text.isBlank() || text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Long> entries(String text) {
        return text.matches("[1-9][0-9]{0,5}|1000000") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
