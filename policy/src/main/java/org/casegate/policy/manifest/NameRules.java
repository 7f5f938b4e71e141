// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules behind [PartName]: what a name may hold and when two names are one.
final class NameRules {

    private static final Set<String> OURS = Stream
            .of("manifest.yaml", "manifest-template.yaml", "withdraw.yaml", "README.txt", "STATUS.txt", "RECEIPT.txt",
                    "receipt.json", "receipt.entry", "receipt.tlog-proof")
            .map(NameRules::key).collect(Collectors.toUnmodifiableSet());
    private static final String WINDOWS_FORBIDS = "<>:\"|?*\\";
    private static final Pattern WINDOWS_DEVICE = Pattern
            .compile("(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])( *\\..*)?");

    private NameRules() {}

    static Optional<String> objection(String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            return Optional.of("A file needs a name.");
        }
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        Optional<String> character = composed.codePoints().mapToObj(NameRules::objectionTo).flatMap(Optional::stream)
                .findFirst();
        if (character.isPresent()) {
            return character;
        }
        if (composed.getBytes(StandardCharsets.UTF_8).length > PartName.LONGEST_BYTES) {
            return Optional.of("The file name is longer than " + PartName.LONGEST_BYTES
                    + " octets of UTF-8; give the file a shorter name.");
        }
        if (composed.startsWith(" ") || composed.endsWith(" ") || composed.endsWith(".")) {
            return Optional.of("The file name begins or ends with a space, or ends with a dot; rename the file.");
        }
        if (WINDOWS_DEVICE.matcher(composed.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of("The name '" + composed + "' is reserved by Windows; give the file another name.");
        }
        return OURS.contains(key(composed))
                ? Optional.of("The name '" + composed + "' belongs to the gateway; give the file another name.")
                : Optional.empty();
    }

    /// NFKC and case folding. Upper case first, so that one letter that becomes two (ß) meets its spelling as two.
    static String key(String name) {
        String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(compatible.length());
        compatible.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static Optional<String> objectionTo(int character) {
        if (character == '/') {
            return Optional.of("A file name cannot hold '/'; parts stand in the pack's own directory.");
        }
        if (WINDOWS_FORBIDS.indexOf(character) >= 0) {
            return Optional.of("The file name holds the character '" + Character.toString(character)
                    + "', which Windows cannot store; rename the file.");
        }
        return isVisible(character)
                ? Optional.empty()
                : Optional.of("The file name holds the hidden or unusual character U+%04X; rename the file."
                        .formatted(character));
    }

    private static boolean isVisible(int character) {
        if (character == ' ') {
            return true;
        }
        return switch (Character.getType(character)) {
            // FORMAT holds the bidirectional controls, the zero-width characters and the soft hyphen
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                false;
            default -> !isBlankByLooks(character);
        };
    }

    /// Letters and marks that show nothing: fillers, joiners, variation selectors, the empty Braille cell.
    private static boolean isBlankByLooks(int character) {
        return character == 0x034F || character == 0x115F || character == 0x1160 || character == 0x17B4
                || character == 0x17B5 || character == 0x2800 || character == 0x3164 || character == 0xFFA0
                || character == 0xFFFC || character == 0xFFFD || within(character, 0x180B, 0x180F)
                || within(character, 0xFE00, 0xFE0F) || within(character, 0xE0000, 0xE0FFF);
    }

    private static boolean within(int character, int first, int last) {
        return first <= character && character <= last;
    }
}
