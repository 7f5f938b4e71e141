// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of a form or of a query, read strictly: UTF-8 only, each name once, no control characters but line ends and
/// tabs, and no more fields than any form of ours has.
public final class Form {
    private static final int MOST_FIELDS = 40;
    private static final Form EMPTY = new Form(Map.of());

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /// @param text `application/x-www-form-urlencoded`
    /// @throws BadForm if a browser would not have sent this for a page of ours
    static Form parse(String text) throws BadForm {
        if (text.isEmpty()) {
            return EMPTY;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new BadForm(Trouble.badRequest(), "a field without a name or a value");
            }
            if (fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))) != null) {
                throw new BadForm(Trouble.badRequest(), "a field given twice");
            }
            if (fields.size() > MOST_FIELDS) {
                throw new BadForm(Trouble.badRequest(), "too many fields");
            }
        }
        return new Form(Map.copyOf(fields));
    }

    /// What was typed into a field, without blanks around it; empty if it was left empty or is not there.
    public Optional<String> field(String name) {
        return Optional.of(text(name).strip()).filter(typed -> !typed.isEmpty());
    }

    /// A field exactly as it came; "" if it is not there.
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decode(String escaped) throws BadForm {
        ByteBuffer octets = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                if (i + 3 > escaped.length() || !HexFormat.isHexDigit(escaped.charAt(i + 1))
                        || !HexFormat.isHexDigit(escaped.charAt(i + 2))) {
                    throw new BadForm(Trouble.badRequest(), "a broken escape");
                }
                octets.put((byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else if (c > 0x7e || c < 0x21) {
                throw new BadForm(Trouble.badRequest(), "a character that should be escaped");
            } else {
                octets.put((byte) (c == '+' ? ' ' : c));
            }
        }
        return utf8(octets.flip());
    }

    private static String utf8(ByteBuffer octets) throws BadForm {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(octets)
                    .toString();
            if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\r' && c != '\n' && c != '\t')) {
                throw new BadForm(Trouble.badRequest(), "a control character");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new BadForm(Trouble.badRequest(), "text that is not UTF-8");
        }
    }
}
