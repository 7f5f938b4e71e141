// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;

/// An entry that is encoded but for its place: time, index and the leaf hash of the entry before are left out. Encoding is the
/// costly part, and it is done once and on the thread of whoever appends. Immutable.
final class Unplaced {
    static final int MAX_BYTES = 65_535;

    // What is left out, in the order of the canonical form.
    private static final String AT = "at";
    private static final String INDEX = "index";
    private static final String PREV = "prev";

    private final byte[] beforeAt;
    private final byte[] beforeIndex;
    private final byte[] beforePrev;
    private final byte[] afterPrev;
    private final Columns columns;
    private final List<String> clauses;

    /// @param members all but what is left out
    /// @param clauses the clauses relied on, each once
    /// @throws IllegalArgumentException if the entry would be too long
    Unplaced(SortedMap<String, Json> members, Columns columns, List<String> clauses) {
        if (members.containsKey(AT) || members.containsKey(INDEX) || members.containsKey(PREV)) {
            throw new IllegalArgumentException("Time, index and predecessor are the sequencer's to say");
        }
        this.beforeAt = bytes("{" + followed(members.headMap(AT)) + "\"at\":\"");
        this.beforeIndex = bytes("\"," + followed(members.subMap(AT, INDEX)) + "\"index\":");
        this.beforePrev = bytes("," + followed(members.subMap(INDEX, PREV)) + "\"prev\":\"");
        SortedMap<String, Json> rest = members.tailMap(PREV);
        this.afterPrev = bytes(rest.isEmpty() ? "\"}" : "\"," + text(rest) + "}");
        this.columns = columns;
        this.clauses = List.copyOf(clauses);
        int longest = at(Json.MAX_WHOLE, Hash.ZEROS, LedgerTime.EPOCH).length;
        if (longest > MAX_BYTES) {
            throw new IllegalArgumentException("An entry has at most " + MAX_BYTES + " bytes, this one " + longest);
        }
    }

    private static String followed(SortedMap<String, Json> members) {
        return members.isEmpty() ? "" : text(members) + ",";
    }

    /// Without the braces.
    private static String text(SortedMap<String, Json> members) {
        String object = new String(CanonicalJson.encode(new Json.Members(members)), UTF_8);
        return object.substring(1, object.length() - 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /// The entry in its place.
    ///
    /// @param time as [LedgerTime#print] writes it
    byte[] at(long index, Hash prev, String time) {
        byte[] at = bytes(time);
        byte[] number = bytes(Long.toString(index));
        byte[] hash = bytes(prev.hex());
        return ByteBuffer.allocate(beforeAt.length + at.length + beforeIndex.length + number.length + beforePrev.length
                + hash.length + afterPrev.length)
                .put(beforeAt).put(at).put(beforeIndex).put(number).put(beforePrev).put(hash).put(afterPrev).array();
    }

    /// What the columns of its row repeat.
    Columns columns() {
        return columns;
    }

    /// The clauses relied on, each once.
    List<String> clauses() {
        return clauses;
    }
}
