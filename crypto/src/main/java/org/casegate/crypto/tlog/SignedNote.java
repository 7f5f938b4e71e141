// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with signature lines below it: C2SP `signed-note`. Signatures by keys we do not know are carried and ignored.
public final class SignedNote {
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_SIGNATURES = 100;
    private static final int TIME_BYTES = Long.BYTES;
    private static final Pattern LINE = Pattern.compile("\u2014 ([^ +\\n]+) ([A-Za-z0-9+/]+={0,2})");

    private final String text;
    private final List<Line> lines;

    private SignedNote(String text, List<Line> lines) {
        this.text = text;
        this.lines = List.copyOf(lines);
    }

    /// @param base64 of key id and signature
    private record Line(String name, String base64) {
        static Line of(VerifierKey key, byte[]... signature) {
            ByteBuffer octets = ByteBuffer.allocate(VerifierKey.ID_BYTES + TIME_BYTES + 64).put(key.id());
            Arrays.stream(signature).forEach(octets::put);
            byte[] filled = Arrays.copyOf(octets.array(), octets.position());
            return new Line(key.name(), Base64.getEncoder().encodeToString(filled));
        }

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
    /// @param key  a log's
    public static SignedNote sign(String text, SignerKey key) {
        require(key, VerifierKey.Type.LOG);
        requireText(text);
        return new SignedNote(text, List.of(Line.of(key.verifier(), key.sign(text.getBytes(UTF_8)))));
    }

    /// This note, and below its lines a witness's cosignature: that at this time it was the largest head it had seen of the
    /// log, and consistent with all before (C2SP `tlog-cosignature`, `cosignature/v1`).
    public SignedNote cosign(SignerKey witness, Instant at) {
        require(witness, VerifierKey.Type.WITNESS);
        byte[] time = ByteBuffer.allocate(TIME_BYTES).putLong(at.getEpochSecond()).array();
        return with(Line.of(witness.verifier(), time, witness.sign(cosigned(at.getEpochSecond()))));
    }

    private static void require(SignerKey key, VerifierKey.Type type) {
        if (key.verifier().type() != type) {
            throw new IllegalArgumentException("The key " + key.verifier() + " is of the wrong type for this");
        }
    }

    private byte[] cosigned(long seconds) {
        return ("cosignature/v1\ntime " + Long.toUnsignedString(seconds) + "\n" + text).getBytes(UTF_8);
    }

    private SignedNote with(Line line) {
        List<Line> more = new ArrayList<>(lines);
        more.add(line);
        return new SignedNote(text, more);
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
        return new SignedNote(text, lines(note.substring(split + 2)));
    }

    private static List<Line> lines(String text) throws BadNote {
        List<Line> lines = new ArrayList<>();
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            lines.add(line(line));
        }
        if (lines.size() > MAX_SIGNATURES) {
            throw new BadNote("The note has more than " + MAX_SIGNATURES + " signatures");
        }
        return lines;
    }

    private static Line line(String line) throws BadNote {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || !VerifierKey.isName(parts.group(1))) {
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
                if (!verifies(key, octets)) {
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

    private boolean verifies(VerifierKey key, byte[] line) {
        byte[] signature = Arrays.copyOfRange(line, VerifierKey.ID_BYTES, line.length);
        return switch (key.type()) {
            case LOG -> key.verifies(text.getBytes(UTF_8), signature);
            case WITNESS -> {
                if (signature.length <= TIME_BYTES) {
                    yield false;
                }
                ByteBuffer timed = ByteBuffer.wrap(signature);
                long seconds = timed.getLong();
                yield seconds >= 0 && key.verifies(cosigned(seconds),
                        Arrays.copyOfRange(signature, TIME_BYTES, signature.length));
            }
        };
    }

    /// When a witness cosigned the note; nothing where it did not.
    ///
    /// @throws BadNote if a line is this witness's but does not verify
    public Optional<Instant> cosignedAt(VerifierKey witness) throws BadNote {
        if (witness.type() != VerifierKey.Type.WITNESS) {
            throw new IllegalArgumentException("The key " + witness + " is no witness's");
        }
        Optional<Line> line = lineOf(witness);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        textSignedBy(witness);
        return Optional.of(Instant.ofEpochSecond(ByteBuffer.wrap(line.get().octets(), VerifierKey.ID_BYTES, TIME_BYTES)
                .getLong()));
    }

    private Optional<Line> lineOf(VerifierKey key) {
        return lines.stream().filter(line -> line.name().equals(key.name()) && key.madeBy(line.octets())).findFirst();
    }

    /// Whether some line stands under the key's name but was made by another key.
    public boolean signedInTheNameOf(VerifierKey key) {
        return lines.stream().anyMatch(line -> line.name().equals(key.name()) && !key.madeBy(line.octets()));
    }

    /// The signature line of a key, with its newline; nothing where it has none.
    ///
    /// @throws BadNote if the key has one that does not verify
    public Optional<String> signatureLine(VerifierKey key) throws BadNote {
        Optional<Line> line = lineOf(key);
        if (line.isPresent()) {
            textSignedBy(key);
        }
        return line.map(Line::toString);
    }

    /// This note with further signature lines, those that it does not hold yet.
    ///
    /// @param signatures lines, each with its newline
    /// @throws BadNote if they are not signature lines
    public SignedNote with(String signatures) throws BadNote {
        if (!signatures.endsWith("\n")) {
            throw new BadNote("A signature line ends with a newline");
        }
        SignedNote more = this;
        for (Line line : lines(signatures)) {
            more = more.lines.contains(line) ? more : more.with(line);
        }
        return more;
    }

    /// The first line of the text, whoever signed it: only to find out whose key should have.
    public String firstLine() {
        return text.substring(0, text.indexOf('\n'));
    }

    /// The text, of which nothing is known yet.
    String unverifiedText() {
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
