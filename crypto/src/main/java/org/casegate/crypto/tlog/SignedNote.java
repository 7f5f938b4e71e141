// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with signature lines below it: C2SP `signed-note`. Signatures by keys we do not know are carried and ignored.
public final class SignedNote {
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_SIGNATURES = 100;
    private static final Pattern LINE = Pattern.compile("\u2014 ([^ +\\n]+) ([A-Za-z0-9+/]+={0,2})");

    private final String text;
    private final List<Line> lines;

    private SignedNote(String text, List<Line> lines) {
        this.text = text;
        this.lines = List.copyOf(lines);
    }

    /// @param base64 of key id and signature
    private record Line(String name, String base64) {
        byte[] octets() {
            return Base64.getDecoder().decode(base64);
        }

        @Override
        public String toString() {
            return "\u2014 " + name + " " + base64 + "\n";
        }
    }

    /// A note with one signature.
    ///
    /// @param text ends with a newline
    public static SignedNote sign(String text, SignerKey key) {
        requireText(text);
        String base64 = Base64.getEncoder().encodeToString(key.signatureLine(text.getBytes(UTF_8)));
        return new SignedNote(text, List.of(new Line(key.verifier().name(), base64)));
    }

    /// Reads a note. Says nothing yet about its signatures.
    public static SignedNote parse(String note) throws BadNote {
        int split = note.lastIndexOf("\n\n");
        if (note.length() > MAX_CHARACTERS || split < 0 || !note.endsWith("\n") || split + 2 >= note.length()) {
            throw new BadNote("A signed note is a text, an empty line and signature lines");
        }
        String text = note.substring(0, split + 1);
        if (hasControls(text)) {
            throw new BadNote("The note's text holds control characters");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            lines.add(line(line));
        }
        if (lines.size() > MAX_SIGNATURES) {
            throw new BadNote("The note has more than " + MAX_SIGNATURES + " signatures");
        }
        return new SignedNote(text, lines);
    }

    private static Line line(String line) throws BadNote {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new BadNote("A signature line is a dash, a name and base64");
        }
        try {
            Line parsed = new Line(parts.group(1), parts.group(2));
            if (parsed.octets().length <= VerifierKey.ID_BYTES) {
                throw new BadNote("A signature is too short");
            }
            // The decoder ignores bits that the last character has to spare; a signature has one spelling here.
            if (!Base64.getEncoder().encodeToString(parsed.octets()).equals(parsed.base64())) {
                throw new BadNote("A signature is not in its one base64 spelling");
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new BadNote("A signature is not base64");
        }
    }

    private static void requireText(String text) {
        if (!text.endsWith("\n") || hasControls(text)) {
            throw new IllegalArgumentException("A note's text ends with a newline and has no other control characters");
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < 0x20 && c != '\n');
    }

    /// The text that is signed, with its last newline; only if the key signed it.
    ///
    /// @throws BadNote if no line is this key's, or this key's line does not verify
    public String textSignedBy(VerifierKey key) throws BadNote {
        boolean found = false;
        for (Line line : lines) {
            byte[] octets = line.octets();
            if (line.name().equals(key.name()) && key.madeBy(octets)) {
                if (!key.verifies(text.getBytes(UTF_8), octets)) {
                    throw new BadNote("The signature of " + key.name() + " does not verify");
                }
                found = true;
            }
        }
        if (!found) {
            throw new BadNote("The note is not signed by " + key.name());
        }
        return text;
    }

    /// The whole note, as published.
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(note::append);
        return note.toString();
    }
}
