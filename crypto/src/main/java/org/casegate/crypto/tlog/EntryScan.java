// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.casegate.crypto.tlog.TextScan.NOWHERE;

import java.util.Arrays;

/// Looks through the bytes of an entry once and tells whether they are canonical, as [CanonicalJson] would, and what every
/// entry must have; without making anything of the rest, so that a million entries take a fifth of a second.
///
/// One at a time; not for several threads. Whatever reads a value takes the place where it begins and returns the one behind
/// it: places are handed on and not kept, for what is kept is written to memory again and again.
public final class EntryScan {
    private static final int MAX_DEPTH = 16;
    private static final byte[] V = "v".getBytes(US_ASCII);
    private static final byte[] INDEX = "index".getBytes(US_ASCII);
    private static final byte[] PREV = "prev".getBytes(US_ASCII);
    private static final byte[] AT = "at".getBytes(US_ASCII);
    private static final byte[] KIND = "kind".getBytes(US_ASCII);
    private static final byte[] ACTOR = "actor".getBytes(US_ASCII);
    private static final byte[] TIME = "0000-00-00T00:00:00.000000Z".getBytes(US_ASCII);
    private static final int LAST_OF_TIME = TIME.length - Long.BYTES;
    private static final byte[] TRUE = "true".getBytes(US_ASCII);

    private byte[] bytes = new byte[0];
    private int end;

    private long version;
    private long index;
    private int prevFrom;
    private int prevTo;
    private int timeFrom;
    private int timeTo;
    private boolean kind;
    private boolean actor;
    /// Of the value read last.
    private long number;

    /// Looks through an entry.
    ///
    /// @return whether the bytes are the canonical form of an object
    public boolean scan(byte[] in, int from, int to) {
        bytes = in;
        end = to;
        version = -1;
        index = -1;
        prevFrom = prevTo = timeFrom = timeTo = 0;
        kind = actor = false;
        return from < to && in[from] == '{' && members(from, 0) == to;
    }

    /// Whether it has version, kind, actor and a time, each in its form.
    public boolean wellFormed() {
        return version == 1 && kind && actor && timely();
    }

    private boolean timely() {
        return timeTo - timeFrom == TIME.length && timely(0) && timely(8) && timely(16) && timely(LAST_OF_TIME);
    }

    private boolean timely(int from) {
        return Eight.like(Eight.at(bytes, timeFrom + from), Eight.at(TIME, from));
    }

    /// The index that it says it has; -1 where it says none.
    public long index() {
        return index;
    }

    /// Whether it names this hash as that of the entry before.
    public boolean follows(Hash before) {
        return follows(before.bytes(), 0);
    }

    /// The same, of a hash that stands among others.
    ///
    /// @param place how many hashes stand before it
    public boolean follows(byte[] hashes, int place) {
        if (prevTo - prevFrom != 2 * Hash.SIZE_BYTES) {
            return false;
        }
        long differing = 0;
        for (int i = 0; i < Hash.SIZE_BYTES; i += Integer.BYTES) {
            differing |= Eight.at(bytes, prevFrom + 2 * i) ^ Eight.digits(hashes, place * Hash.SIZE_BYTES + i);
        }
        return differing == 0;
    }

    /// What stands in it as the hash of the entry before; empty where nothing does.
    public String prev() {
        return new String(bytes, prevFrom, prevTo - prevFrom, US_ASCII);
    }

    /// Its time, as it stands there: of a fixed width, so that the order of texts is that of times.
    public String time() {
        return new String(bytes, timeFrom, timeTo - timeFrom, US_ASCII);
    }

    /// Where its time stands in the bytes.
    public int timeAt() {
        return timeFrom;
    }

    /// Whether it is not older than the entry before it in the same bytes.
    ///
    /// @param before [#timeAt] of that one; both are well formed
    public boolean notBefore(int before) {
        return Arrays.compareUnsigned(bytes, timeFrom, timeTo, bytes, before, before + TIME.length) >= 0;
    }

    private int value(int from, int depth) {
        if (depth > MAX_DEPTH || from >= end) {
            return NOWHERE;
        }
        return switch (bytes[from]) {
            case '"' -> behind(TextScan.text(bytes, from + 1, end));
            case '{' -> members(from, depth);
            case '[' -> items(from, depth);
            case 't' -> truth(from);
            default -> whole(from);
        };
    }

    private static int behind(int place) {
        return place == NOWHERE ? NOWHERE : place + 1;
    }

    private int members(int from, int depth) {
        byte[] in = bytes;
        int i = from + 1;
        if (i < end && in[i] == '}') {
            return i + 1;
        }
        int beforeFrom = 0;
        int beforeTo = 0;
        while (i < end && in[i] == '"') {
            int nameFrom = i + 1;
            int nameTo = TextScan.name(in, nameFrom, end);
            if (nameTo == NOWHERE || nameTo + 1 >= end || in[nameTo + 1] != ':'
                    || (beforeTo != 0 && !ascend(beforeFrom, beforeTo, nameFrom, nameTo))) {
                return NOWHERE;
            }
            int valueFrom = nameTo + 2;
            int valueTo = value(valueFrom, depth + 1);
            if (valueTo == NOWHERE || valueTo >= end) {
                return NOWHERE;
            }
            if (depth == 0) {
                note(nameFrom, nameTo, valueFrom, valueTo);
            }
            if (in[valueTo] != ',') {
                return in[valueTo] == '}' ? valueTo + 1 : NOWHERE;
            }
            beforeFrom = nameFrom;
            beforeTo = nameTo;
            i = valueTo + 1;
        }
        return NOWHERE;
    }

    /// Whether one name stands before another; most differ in their first or second character.
    private boolean ascend(int beforeFrom, int beforeTo, int from, int to) {
        int common = Math.min(beforeTo - beforeFrom, to - from);
        for (int i = 0; i < common; i++) {
            int difference = bytes[from + i] - bytes[beforeFrom + i];
            if (difference != 0) {
                return difference > 0;
            }
        }
        return beforeTo - beforeFrom < to - from;
    }

    private void note(int from, int to, int valueFrom, int valueTo) {
        boolean text = bytes[valueFrom] == '"';
        boolean whole = bytes[valueFrom] >= '0' && bytes[valueFrom] <= '9';
        switch (to - from) { // most names are of none of these lengths
            case 1 -> {
                if (is(V, from)) {
                    version = whole ? number : -1;
                }
            }
            case 2 -> {
                if (text && is(AT, from)) {
                    timeFrom = valueFrom + 1;
                    timeTo = valueTo - 1;
                }
            }
            case 4 -> {
                if (text && is(PREV, from)) {
                    prevFrom = valueFrom + 1;
                    prevTo = valueTo - 1;
                } else {
                    kind |= text && is(KIND, from);
                }
            }
            case 5 -> {
                if (is(INDEX, from)) {
                    index = whole ? number : -1;
                }
                actor |= text && is(ACTOR, from);
            }
            default -> {
            }
        }
    }

    private boolean is(byte[] name, int from) {
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int items(int from, int depth) {
        int i = from + 1;
        if (i < end && bytes[i] == ']') {
            return i + 1;
        }
        while (true) {
            i = value(i, depth + 1);
            if (i == NOWHERE || i >= end || bytes[i] != ',') {
                return i != NOWHERE && i < end && bytes[i] == ']' ? i + 1 : NOWHERE;
            }
            i++;
        }
    }

    private int truth(int from) {
        return end - from >= TRUE.length && is(TRUE, from) ? from + TRUE.length : NOWHERE;
    }

    private int whole(int from) {
        int to = Math.min(end, from + 17);
        int i = from;
        long value = 0;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            value = 10 * value + (bytes[i] - '0');
            i++;
        }
        int digits = i - from;
        number = value;
        boolean wrong = digits == 0 || digits > 16 || (digits > 1 && bytes[from] == '0') || value > Json.MAX_WHOLE;
        return wrong ? NOWHERE : i;
    }
}
