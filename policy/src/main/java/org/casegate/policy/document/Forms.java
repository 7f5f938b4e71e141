// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The forms that single values may have. Each reads a text, or gives nothing where the text is not of that form.
final class Forms {

    private static final Pattern PERIOD = Pattern.compile("P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?");

    private Forms() {}

    static Optional<String> oneLine(String text) {
        return isWriting(text, false) ? Optional.of(text) : Optional.empty();
    }

    static Optional<String> severalLines(String text) {
        return isWriting(text, true) ? Optional.of(text) : Optional.empty();
    }

    private static boolean isWriting(String text, boolean lines) {
        int character;
        for (int at = 0; at < text.length(); at += Character.charCount(character)) {
            character = text.codePointAt(at);
            boolean ascii = character >= ' ' && character <= '~';
            boolean space = lines && (character == '\n' || character == '\t');
            if (!ascii && !space && !isWriting(character)) {
                return false;
            }
        }
        return true;
    }

    /// An escape in quotes can put any character into a value, so what the text itself may not hold is refused here too.
    private static boolean isWriting(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            // joiners belong to the writing of some languages, the rest hides or reorders what is written
            case Character.FORMAT -> character == 0x200C || character == 0x200D;
            default -> true;
        };
    }

    static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> localDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(date -> date.getYear() >= 1900 && date.getYear() < 3000);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= 1900 && time.getYear() < 3000).map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<Period> positivePeriod(String text) {
        return PERIOD.matcher(text).matches()
                ? Optional.of(Period.parse(text)).filter(period -> !period.isZero())
                : Optional.empty();
    }

    static <E extends Enum<E>> Function<String, Optional<E>> coded(Class<E> type, Function<E, String> code) {
        return text -> {
            for (E value : type.getEnumConstants()) {
                if (code.apply(value).equals(text)) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        };
    }

    static <E extends Enum<E>> String codes(Class<E> type, Function<E, String> code) {
        return Arrays.stream(type.getEnumConstants()).map(code).collect(Collectors.joining(", "));
    }
}
