// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads one value of [Json]. It may take a spelling that is not the canonical one (an escape where none is needed): that
/// both are the same is [CanonicalJson]'s to check, by writing again.
final class JsonReader {
    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    Json read() throws NotCanonical {
        Json value = value(0);
        if (at != text.length()) {
            throw wrong("more after the value");
        }
        return value;
    }

    private Json value(int depth) throws NotCanonical {
        if (depth > MAX_DEPTH) {
            throw wrong("nested too deep");
        }
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(quoted());
            case 't' -> truth();
            default -> whole();
        };
    }

    private Json members(int depth) throws NotCanonical {
        SortedMap<String, Json> members = new TreeMap<>();
        expect('{');
        if (peek() != '}') {
            member(members, depth);
            while (peek() == ',') {
                at++;
                member(members, depth);
            }
        }
        expect('}');
        return new Json.Members(members);
    }

    private void member(SortedMap<String, Json> members, int depth) throws NotCanonical {
        String name = quoted();
        if (!name.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\')) {
            throw wrong("name of a member outside printable ASCII");
        }
        expect(':');
        members.put(name, value(depth + 1));
    }

    private Json items(int depth) throws NotCanonical {
        List<Json> items = new ArrayList<>();
        expect('[');
        if (peek() != ']') {
            items.add(value(depth + 1));
            while (peek() == ',') {
                at++;
                items.add(value(depth + 1));
            }
        }
        expect(']');
        return new Json.Items(items);
    }

    private Json truth() throws NotCanonical {
        if (!text.startsWith("true", at)) {
            throw wrong("neither text, whole number, true, array nor object");
        }
        at += 4;
        return new Json.True();
    }

    private Json whole() throws NotCanonical {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        // 2^53 - 1 has 16 digits; a longer run cannot overflow what follows.
        if (at == from || at - from > 16) {
            throw wrong("neither text, whole number, true, array nor object");
        }
        long value = Long.parseLong(text, from, at, 10);
        if (value > Json.MAX_WHOLE) {
            throw wrong("whole number above 2^53 - 1");
        }
        return new Json.Whole(value);
    }

    private String quoted() throws NotCanonical {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < 0x20) {
                throw wrong("control character in text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        if (out.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw wrong("half a surrogate pair");
        }
        return out.toString();
    }

    private char escaped() throws NotCanonical {
        return switch (next()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> unicode();
            default -> throw wrong("unknown escape");
        };
    }

    private char unicode() throws NotCanonical {
        if (at + 4 > text.length() || !text.substring(at, at + 4).chars().allMatch(HexFormat::isHexDigit)) {
            throw wrong("unknown escape");
        }
        at += 4;
        return (char) HexFormat.fromHexDigits(text, at - 4, at);
    }

    private char peek() throws NotCanonical {
        if (at >= text.length()) {
            throw wrong("ends too early");
        }
        return text.charAt(at);
    }

    private char next() throws NotCanonical {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char c) throws NotCanonical {
        if (next() != c) {
            throw wrong("no '" + c + "' where one must be");
        }
    }

    private NotCanonical wrong(String what) {
        return new NotCanonical(what + " (at character " + at + ")");
    }
}
