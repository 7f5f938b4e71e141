// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// The `Content-Disposition` of a file that somebody outside has named (RFC 6266): a plain fallback for old programs, and the
/// true name in the escapes of RFC 8187.
final class Disposition {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNESCAPED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    private Disposition() {}

    static String attachment(String fileName) {
        String name = harmless(fileName);
        return "attachment; filename=\"" + fallback(name) + "\"; filename*=UTF-8''" + escaped(name);
    }

    /// The name without what could mislead a person or a program about it: no folders, no control or invisible or
    /// direction-changing characters, no leading or trailing dots.
    private static String harmless(String fileName) {
        StringBuilder kept = new StringBuilder();
        fileName.codePoints().forEach(c -> {
            if (c == '/' || c == '\\' || c == ':' || c == '"' || c == '<' || c == '>' || c == '|' || c == '?'
                    || c == '*') {
                kept.append('_');
            } else if (isText(c)) {
                kept.appendCodePoint(c);
            }
        });
        String name = kept.toString().strip().replaceAll("^\\.+|[. ]+$", "");
        return name.isEmpty() ? "part" : name;
    }

    private static boolean isText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    private static String fallback(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(c -> plain.append(c == ' ' || UNESCAPED.indexOf(c) >= 0 ? (char) c : '_'));
        return plain.toString();
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (UNESCAPED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits(octet).toUpperCase(Locale.ROOT));
            }
        }
        return text.toString();
    }
}
