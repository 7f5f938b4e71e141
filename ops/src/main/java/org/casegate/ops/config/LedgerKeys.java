// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.bucket.BucketAddress;
import org.casegate.policy.bucket.LockedBucket;
import org.casegate.policy.ledger.Anchors;
import org.casegate.policy.ledger.Vouching;

/// Reads who vouches for the ledger: the keys below `ledger` that tell of witnesses and anchors.
final class LedgerKeys {
    private static final Pattern ADDRESS = Pattern.compile(
            "https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?|http://(?:127\\.0\\.0\\.1|localhost)(?::[0-9]{1,5})?/?");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final long MOST_DAYS = 36_500;
    private static final List<Key> OF_A_BUCKET = List.of(Key.LEDGER_ANCHOR_BUCKET_ENDPOINT,
            Key.LEDGER_ANCHOR_BUCKET_REGION, Key.LEDGER_ANCHOR_BUCKET_CREDENTIALS, Key.LEDGER_ANCHOR_BUCKET_DAYS,
            Key.LEDGER_ANCHOR_BUCKET_KEPT_BY);
    private static final long USUAL_ENTRIES = 1_000;
    private static final Duration USUAL_TIME = Duration.ofHours(1);
    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private LedgerKeys() {}

    static Vouching read(Values values) {
        List<Vouching.Witness> witnesses = values.value(Key.LEDGER_WITNESSES, LedgerKeys::witnesses,
                "a line for each witness: its address (https://...), a blank, its verifier key").orElse(List.of());
        if (!values.has(Key.LEDGER_ANCHORS)) {
            values.refuse(Key.LEDGER_ANCHORS_KEPT_BY, "belongs to `ledger.anchors`, which is not given");
        }
        if (!values.has(Key.LEDGER_ANCHOR_BUCKET)) {
            OF_A_BUCKET.forEach(key -> values.refuse(key, "belongs to `ledger.anchor_bucket`, which is not given"));
        }
        if (!values.has(Key.LEDGER_ANCHORS) && !values.has(Key.LEDGER_ANCHOR_BUCKET)) {
            for (Key key : List.of(Key.LEDGER_ANCHOR_ENTRIES, Key.LEDGER_ANCHOR_EVERY)) {
                values.refuse(key, "belongs to `ledger.anchors` or `ledger.anchor_bucket`, and neither is given");
            }
        }
        if (witnesses.isEmpty()) {
            values.refuse(Key.LEDGER_WITNESS_AUTHORITY, "belongs to `ledger.witnesses`, which is not given");
        }
        Optional<String> keeper = values.value(Key.LEDGER_ANCHORS_KEPT_BY, LedgerKeys::oneLine,
                "the name of the other body on whose machine the anchors lie");
        long entries = values.value(Key.LEDGER_ANCHOR_ENTRIES, LedgerKeys::entries, "a whole number from 1 to 1000000")
                .orElse(USUAL_ENTRIES);
        Duration every = values
                .value(Key.LEDGER_ANCHOR_EVERY, text -> Times.between(text, SOONEST, LONGEST),
                        "a time from PT1M to P7D")
                .orElse(USUAL_TIME);
        List<Vouching.Place> places = new ArrayList<>();
        values.pathIfGiven(Key.LEDGER_ANCHORS)
                .ifPresent(directory -> places.add(new Vouching.Place(Anchors.in(directory), keeper, entries, every)));
        bucket(values).ifPresent(bucket -> places.add(new Vouching.Place(
                Anchors.in(new LockedBucket(bucket, InstantSource.system())),
                values.value(Key.LEDGER_ANCHOR_BUCKET_KEPT_BY, LedgerKeys::oneLine,
                        "the name of the other body whose bucket it is"),
                entries, every)));
        return new Vouching(witnesses, values.pathIfGiven(Key.LEDGER_WITNESS_AUTHORITY), places);
    }

    private static Optional<BucketAddress> bucket(Values values) {
        if (!values.has(Key.LEDGER_ANCHOR_BUCKET)) {
            return Optional.empty();
        }
        Optional<String> name = values.need(Key.LEDGER_ANCHOR_BUCKET, text -> matching(BUCKET, text),
                "a bucket's name: 3 to 63 small letters, digits, full stops and hyphens");
        Optional<String> region = values.need(Key.LEDGER_ANCHOR_BUCKET_REGION, text -> matching(REGION, text),
                "the region that requests are signed for, such as eu-west-2");
        Optional<URI> endpoint = values
                .need(Key.LEDGER_ANCHOR_BUCKET_ENDPOINT, text -> matching(ADDRESS, text),
                        "https://HOST or https://HOST:PORT")
                .map(URI::create);
        Optional<Long> days = values.need(Key.LEDGER_ANCHOR_BUCKET_DAYS,
                text -> matching(DAYS, text).map(Long::valueOf).filter(each -> each <= MOST_DAYS),
                "for how many days nobody may remove an anchor: 1 to " + MOST_DAYS);
        Optional<String> credentials = values.need(Key.LEDGER_ANCHOR_BUCKET_CREDENTIALS, Optional::of,
                "a file with the credentials, as the store's own tools write it");
        return credentials.flatMap(_ -> name.flatMap(bucket -> region.flatMap(where -> endpoint.flatMap(at -> days.map(
                kept -> new BucketAddress(at, where, bucket, values.path(Key.LEDGER_ANCHOR_BUCKET_CREDENTIALS),
                        Duration.ofDays(kept)))))));
    }

    private static Optional<String> matching(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
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
