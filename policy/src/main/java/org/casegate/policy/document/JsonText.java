// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes JSON: objects in the order of their map, everything beyond printable ASCII as it is, controls escaped.
public final class JsonText {

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /// The value as JSON on one line.
    ///
    /// @param value of strings, booleans, whole numbers, lists and maps with string keys
    /// @throws IllegalArgumentException where the value holds anything else
    public static String of(Object value) {
        JsonText text = new JsonText();
        text.write(value);
        return text.out.toString();
    }

    /// As [#of(Object)], in ASCII alone: for readers whose encoding nobody knows.
    public static String ascii(Object value) {
        StringBuilder ascii = new StringBuilder();
        of(value).chars().forEach(unit -> {
            if (unit < 0x7F) {
                ascii.append((char) unit);
            } else {
                ascii.append("\\u%04x".formatted(unit));
            }
        });
        return ascii.toString();
    }

    private void write(Object value) {
        switch (value) {
            case String string -> quote(string);
            case Boolean truth -> out.append(truth.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case List<?> list -> list(list);
            case Map<?, ?> map -> object(map);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
        }
    }

    private void list(List<?> items) {
        out.append('[');
        for (Iterator<?> each = items.iterator(); each.hasNext();) {
            write(each.next());
            if (each.hasNext()) {
                out.append(", ");
            }
        }
        out.append(']');
    }

    private void object(Map<?, ?> entries) {
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> each = entries.entrySet().iterator(); each.hasNext();) {
            Map.Entry<?, ?> entry = each.next();
            quote((String) entry.getKey());
            out.append(": ");
            write(entry.getValue());
            if (each.hasNext()) {
                out.append(", ");
            }
        }
        out.append('}');
    }

    private void quote(String text) {
        out.append('"');
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            switch (character) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (character < ' ' || character == '\u007F' || character == '\u2028' || character == '\u2029') {
                        out.append("\\u%04x".formatted((int) character));
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        out.append('"');
    }
}
