// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Looks through the bytes of an entry once and tells whether they are canonical, as [CanonicalJson] would, and what every
/// entry must have; without making anything of the rest, so that a million entries take a second.
///
/// One at a time; not for several threads.
public final class EntryScan {
    private static final int MAX_DEPTH = 16;
    private static final byte[] V = "v".getBytes(US_ASCII);
    private static final byte[] INDEX = "index".getBytes(US_ASCII);
    private static final byte[] PREV = "prev".getBytes(US_ASCII);
    private static final byte[] AT = "at".getBytes(US_ASCII);
    private static final byte[] KIND = "kind".getBytes(US_ASCII);
    private static final byte[] ACTOR = "actor".getBytes(US_ASCII);
    private static final byte[] TIME = "0000-00-00T00:00:00.000000Z".getBytes(US_ASCII);
    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle TWO_BYTES = MethodHandles.byteArrayViewVarHandle(short[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    /// By octet: its two hexadecimal digits.
    private static final short[] DIGITS = digits();

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean wrong;

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

    private static short[] digits() {
        byte[] characters = "0123456789abcdef".getBytes(US_ASCII);
        short[] digits = new short[256];
        for (int octet = 0; octet < digits.length; octet++) {
            byte[] two = {characters[octet >> 4], characters[octet & 0xf]};
            digits[octet] = (short) TWO_BYTES.get(two, 0);
        }
        return digits;
    }

    /// Looks through an entry.
    ///
    /// @return whether the bytes are the canonical form of an object
    public boolean scan(byte[] in, int from, int to) {
        bytes = in;
        at = from;
        end = to;
        wrong = false;
        version = -1;
        index = -1;
        prevFrom = prevTo = timeFrom = timeTo = 0;
        kind = actor = false;
        if (peek() != '{') {
            return false;
        }
        members(0);
        return !wrong && at == end;
    }

    /// Whether it has version, kind, actor and a time, each in its form.
    public boolean wellFormed() {
        return version == 1 && kind && actor && timely();
    }

    private boolean timely() {
        if (timeTo - timeFrom != TIME.length) {
            return false;
        }
        for (int i = 0; i < TIME.length; i++) {
            int c = bytes[timeFrom + i];
            if (TIME[i] == '0' ? c < '0' || c > '9' : c != TIME[i]) {
                return false;
            }
        }
        return true;
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
        boolean same = true;
        for (int i = 0; i < Hash.SIZE_BYTES; i++) {
            int octet = hashes[place * Hash.SIZE_BYTES + i] & 0xff;
            same &= (short) TWO_BYTES.get(bytes, prevFrom + 2 * i) == DIGITS[octet];
        }
        return same;
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

    private void value(int depth) {
        if (depth > MAX_DEPTH) {
            wrong = true;
            return;
        }
        switch (peek()) {
            case '"' -> text();
            case '{' -> members(depth);
            case '[' -> items(depth);
            case 't' -> truth();
            default -> whole();
        }
    }

    private void members(int depth) {
        at++;
        if (peek() == '}') {
            at++;
            return;
        }
        int beforeFrom = 0;
        int beforeTo = 0;
        boolean first = true;
        while (!wrong) {
            int from = at + 1;
            name();
            int to = at - 1;
            if (wrong || (!first && !ascend(beforeFrom, beforeTo, from, to))) {
                wrong = true;
                return;
            }
            expect(':');
            int valueFrom = at;
            value(depth + 1);
            if (depth == 0 && !wrong) {
                note(from, to, valueFrom);
            }
            first = false;
            beforeFrom = from;
            beforeTo = to;
            if (peek() != ',') {
                expect('}');
                return;
            }
            at++;
        }
    }

    /// Whether one name stands before another, which seldom begins alike.
    private boolean ascend(int beforeFrom, int beforeTo, int from, int to) {
        return (bytes[beforeFrom] < bytes[from] && bytes[beforeFrom] != '"')
                || Arrays.compareUnsigned(bytes, beforeFrom, beforeTo, bytes, from, to) < 0;
    }

    private void note(int from, int to, int valueFrom) {
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
                    timeTo = at - 1;
                }
            }
            case 4 -> {
                if (text && is(PREV, from)) {
                    prevFrom = valueFrom + 1;
                    prevTo = at - 1;
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

    private void items(int depth) {
        at++;
        if (peek() == ']') {
            at++;
            return;
        }
        while (!wrong) {
            value(depth + 1);
            if (peek() != ',') {
                expect(']');
                return;
            }
            at++;
        }
    }

    private void truth() {
        if (end - at < TRUE.length || !Arrays.equals(TRUE, 0, TRUE.length, bytes, at, at + TRUE.length)) {
            wrong = true;
        }
        at += TRUE.length;
    }

    private void whole() {
        int from = at;
        int to = Math.min(end, from + 17);
        int i = from;
        long value = 0;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            value = 10 * value + (bytes[i] - '0');
            i++;
        }
        int digits = i - from;
        if (digits == 0 || digits > 16 || (digits > 1 && bytes[from] == '0') || value > Json.MAX_WHOLE) {
            wrong = true;
        }
        at = i;
        number = value;
    }

    private void name() {
        expect('"');
        int i = at;
        if (i + Long.BYTES <= end) {
            long eight = (long) EIGHT_BYTES.get(bytes, i);
            long special = special(eight) | (((eight ^ (0x7f * ONES)) - ONES) & HIGH_BITS);
            i += special == 0 ? Long.BYTES : Long.numberOfTrailingZeros(special) / Byte.SIZE;
        }
        while (i < end && bytes[i] >= 0x20 && bytes[i] < 0x7f && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        at = i;
        expect('"');
    }

    private void text() {
        at++;
        while (at < end) {
            at = plain(at);
            int c = at < end ? bytes[at] : 0;
            if (c == '"') {
                at++;
                return;
            } else if (c == '\\') {
                escape();
            } else if (c < 0) {
                more(c & 0xff);
            } else if (c < 0x20) {
                break;
            } else {
                at++;
            }
            if (wrong) {
                return;
            }
        }
        wrong = true;
    }

    /// Eight bytes at once, the first from there on that is no plain character, or a place less than eight from the end.
    private int plain(int from) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long special = special((long) EIGHT_BYTES.get(bytes, i));
            if (special != 0) {
                return i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
        }
        return i;
    }

    /// The lowest high bit that is set stands in the first byte that is below 0x20, a quotation mark, a backslash or not ASCII:
    /// taking away borrows from the next byte only where the byte itself is one of these.
    private static long special(long eight) {
        long control = eight - 0x20 * ONES;
        long quotation = (eight ^ ('"' * ONES)) - ONES;
        long backslash = (eight ^ ('\\' * ONES)) - ONES;
        return (control | quotation | backslash | eight) & HIGH_BITS;
    }

    /// The seven short escapes; and one in hexadecimal digits for each control that has none.
    private void escape() {
        int c = at + 1 < end ? bytes[at + 1] : -1;
        switch (c) {
            case '"', '\\', 'b', 't', 'n', 'f', 'r' -> at += 2;
            case 'u' -> control();
            default -> wrong = true;
        }
    }

    private void control() {
        if (end - at < 6 || bytes[at + 2] != '0' || bytes[at + 3] != '0'
                || (bytes[at + 4] != '0' && bytes[at + 4] != '1')) {
            wrong = true;
            return;
        }
        int low = bytes[at + 5];
        int digit = low >= '0' && low <= '9' ? low - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
        int c = 16 * (bytes[at + 4] - '0') + digit;
        wrong |= digit < 0 || c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
        at += 6;
    }

    /// A character of two to four bytes, as Unicode's table 3-7 has them: no second spelling, no half of a pair.
    private void more(int lead) {
        int second = at + 1 < end ? bytes[at + 1] & 0xff : 0;
        if (lead >= 0xc2 && lead <= 0xdf) {
            tail(second >= 0x80 && second <= 0xbf, 2);
        } else if (lead >= 0xe0 && lead <= 0xef) {
            tail(second >= (lead == 0xe0 ? 0xa0 : 0x80) && second <= (lead == 0xed ? 0x9f : 0xbf), 3);
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            tail(second >= (lead == 0xf0 ? 0x90 : 0x80) && second <= (lead == 0xf4 ? 0x8f : 0xbf), 4);
        } else {
            wrong = true;
        }
    }

    private void tail(boolean secondIsRight, int length) {
        if (!secondIsRight || end - at < length) {
            wrong = true;
            return;
        }
        for (int i = 2; i < length; i++) {
            wrong |= (bytes[at + i] & 0xc0) != 0x80;
        }
        at += length;
    }

    private int peek() {
        if (at >= end) {
            wrong = true;
            return -1;
        }
        return bytes[at];
    }

    private void expect(int c) {
        if (at >= end || bytes[at] != c) {
            wrong = true;
        }
        at++;
    }
}
