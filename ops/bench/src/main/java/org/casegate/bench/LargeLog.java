// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;

/// Years of a partnership's entries, one after the other, each of about 480 bytes in its canonical form and linked to the one
/// before it. Entry 0 is the ledger's own; packs have six entries each.
final class LargeLog {
    /// Bodies, accounts, clauses and codes, so many of each.
    static final int AGENCIES = 200;
    static final int ACTORS = 2_000;
    static final int CLAUSES = 60;
    static final int CODES = 30;
    static final List<String> AGREEMENTS = List.of("coventry", "pan-dorset", "solihull", "staffordshire", "wirral");
    static final Instant FIRST_DAY = Instant.parse("2023-01-01T00:00:00Z");
    private static final int SECONDS_APART = 9;
    private static final int ENTRIES_OF_PACK = 6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.000000'Z'")
            .withZone(ZoneOffset.UTC);

    private long index;
    private Hash prev = Hash.ZEROS;
    private Frontier frontier = Frontier.empty();

    /// One entry, with what its row repeats.
    record Entry(long index, Instant at, String kind, String agreement, String agency, String actor, String code,
            List<String> clauses, UUID subject, Octets body, Hash leaf) {}

    /// The next entry.
    Entry next() {
        long number = index++;
        long mixed = mix(number);
        String kind = kind(Math.floorMod(mixed, 100));
        boolean refusal = kind.equals("REFUSED");
        String agreement = AGREEMENTS.get((int) Math.floorMod(number / ENTRIES_OF_PACK, (long) AGREEMENTS.size()));
        String agency = agency(Math.floorMod(mixed >>> 8, AGENCIES));
        String actor = actor(Math.floorMod(mixed >>> 20, ACTORS));
        String code = refusal ? code(Math.floorMod(mixed >>> 32, CODES)) : "";
        List<String> clauses = List.of(clause(Math.floorMod(mixed >>> 40, CLAUSES)));
        UUID subject = pack(number / ENTRIES_OF_PACK);
        Instant at = FIRST_DAY.plusSeconds(number * SECONDS_APART);
        byte[] body = """
                {"actor":"%s","agency":"%s","agreement":"%s","at":"%s","clauses":["%s"],%s"index":%d,"kind":"%s",\
                "prev":"%s","sealed":{"case":"%s"},"subject":"%s","v":1,"version":"1.1"}"""
                .formatted(actor, agency, agreement, TIME.format(at), clauses.getFirst(),
                        refusal ? "\"code\":\"" + code + "\"," : "", number, kind, prev.hex(), prev.hex(), subject)
                .getBytes(UTF_8);
        Hash leaf = Hash.leaf(body);
        prev = leaf;
        frontier = frontier.add(leaf);
        return new Entry(number, at, kind, agreement, agency, actor, code, clauses, subject, Octets.copyOf(body), leaf);
    }

    /// The next entries.
    List<Entry> next(int many) {
        List<Entry> entries = new ArrayList<>(many);
        for (int i = 0; i < many; i++) {
            entries.add(next());
        }
        return entries;
    }

    /// The tree over all entries so far.
    Frontier frontier() {
        return frontier;
    }

    static String agency(int number) {
        return "safeguarding-body-%03d".formatted(number);
    }

    static String actor(int number) {
        return "review-officer-%04d".formatted(number);
    }

    static String code(int number) {
        return "REASON-%02d".formatted(number);
    }

    static String clause(int number) {
        return "Part %d.%d".formatted(1 + number / 10, number % 10);
    }

    /// The id of a pack; those of two packs are far apart, as random ones are.
    static UUID pack(long number) {
        return new UUID((mix(number) & ~0xF000L) | 0x4000L, (mix(~number) >>> 2) | Long.MIN_VALUE);
    }

    private static String kind(int percent) {
        if (percent < 40) {
            return "DOWNLOADED";
        }
        if (percent < 70) {
            return "ACCEPTED";
        }
        return percent < 94 ? "NOTIFIED" : "REFUSED";
    }

    /// SplitMix64's finish: every bit of the result depends on every bit of the number.
    private static long mix(long number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
