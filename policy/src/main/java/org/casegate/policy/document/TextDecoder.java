// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/// Turns octets into text: UTF-8, or UTF-16 as Windows saves it, with or without a byte order mark.
final class TextDecoder {

    private TextDecoder() {}

    /// The text with LF line ends, or nothing and a complaint.
    static Optional<String> decode(byte[] octets, Complaints complaints) {
        if (isPlain(octets)) {
            return Optional.of(new String(octets, StandardCharsets.US_ASCII));
        }
        Charset charset = charsetOf(octets);
        Optional<String> text = decode(octets, markLength(octets), charset);
        if (text.isEmpty()) {
            complaints.add(lineOfFault(octets, charset), "",
                    "is not " + charset.name() + " text from here on; save the file as UTF-8");
            return Optional.empty();
        }
        String lines = text.get().replace("\r\n", "\n").replace('\r', '\n');
        OptionalInt control = firstControl(lines);
        if (control.isPresent()) {
            int at = control.getAsInt();
            complaints.add(lineOf(lines, at), "",
                    "holds the control character U+%04X; remove it".formatted(lines.codePointAt(at)));
            return Optional.empty();
        }
        return Optional.of(lines);
    }

    /// Nothing but what a typewriter has: in every encoding but UTF-16 it means the same, and nothing in it is refused.
    private static boolean isPlain(byte[] octets) {
        for (byte octet : octets) {
            if (octet < ' ' ? octet != '\n' && octet != '\t' : octet == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static Charset charsetOf(byte[] octets) {
        if (startsWith(octets, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(octets, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (octets.length >= 2 && octets.length % 2 == 0 && octets[0] != octets[1]) {
            // without a mark: the first character of a manifest is ASCII, so one of its two octets is zero
            if (octets[1] == 0) {
                return StandardCharsets.UTF_16LE;
            }
            if (octets[0] == 0) {
                return StandardCharsets.UTF_16BE;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static int markLength(byte[] octets) {
        if (startsWith(octets, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return startsWith(octets, 0xFE, 0xFF) || startsWith(octets, 0xFF, 0xFE) ? 2 : 0;
    }

    private static boolean startsWith(byte[] octets, int... mark) {
        if (octets.length < mark.length) {
            return false;
        }
        for (int index = 0; index < mark.length; index++) {
            if ((octets[index] & 0xFF) != mark[index]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> decode(byte[] octets, int from, Charset charset) {
        try {
            return Optional.of(strict(charset).decode(ByteBuffer.wrap(octets, from, octets.length - from)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static int lineOfFault(byte[] octets, Charset charset) {
        CharBuffer good = CharBuffer.allocate(octets.length + 1);
        CoderResult result = strict(charset).decode(ByteBuffer.wrap(octets), good, true);
        good.flip();
        return result.isError() ? lineOf(good.toString(), good.length()) : 1;
    }

    private static OptionalInt firstControl(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean control = Character.isISOControl(character) && character != '\t' && character != '\n';
            if (control || character >= '\uFFFE' || character == '\uFEFF') {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private static int lineOf(String text, int at) {
        return 1 + (int) text.chars().limit(at).filter(character -> character == '\n').count();
    }
}
