// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/// Writes and reads values in their one canonical form, that of RFC 8785, restricted to what [Json] holds. Anybody can check
/// the form with the JSON reader at hand: for every entry `encode(parse(bytes))` is `bytes`.
public final class CanonicalJson {
    private CanonicalJson() {}

    /// The canonical form, as UTF-8.
    public static byte[] encode(Json value) {
        StringBuilder out = new StringBuilder(512);
        write(value, out);
        return out.toString().getBytes(UTF_8);
    }

    /// Reads an object.
    ///
    /// @throws NotCanonical if the bytes are not the canonical form of an object
    public static Json.Members parse(byte[] bytes) throws NotCanonical {
        Json value = new JsonReader(text(bytes)).read();
        if (!Arrays.equals(encode(value), bytes)) {
            throw new NotCanonical("not in canonical form: order of names, repeated names, escapes or numbers differ");
        }
        if (!(value instanceof Json.Members members)) {
            throw new NotCanonical("not an object");
        }
        return members;
    }

    private static String text(byte[] bytes) throws NotCanonical {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new NotCanonical("not UTF-8");
        }
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Text text -> writeText(text.value(), out);
            case Json.Whole whole -> out.append(whole.value());
            case Json.True _ -> out.append("true");
            case Json.Items items -> writeItems(items, out);
            case Json.Members members -> writeMembers(members, out);
        }
    }

    private static void writeItems(Json.Items items, StringBuilder out) {
        out.append('[');
        for (Iterator<Json> rest = items.values().iterator(); rest.hasNext();) {
            write(rest.next(), out);
            if (rest.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private static void writeMembers(Json.Members members, StringBuilder out) {
        out.append('{');
        for (Iterator<Map.Entry<String, Json>> rest = members.values().entrySet().iterator(); rest.hasNext();) {
            Map.Entry<String, Json> member = rest.next();
            out.append('"').append(member.getKey()).append("\":");
            write(member.getValue(), out);
            if (rest.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> writeOrdinary(c, out);
            }
        }
        out.append('"');
    }

    private static void writeOrdinary(char c, StringBuilder out) {
        if (c < 0x20) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
            out.append(c);
        }
    }
}
