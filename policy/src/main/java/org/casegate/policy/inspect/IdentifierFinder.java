// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.policy.inspect.PartFindings.Identifier;

/// Finds identifiers in pieces of text that overlap. What is found twice counts once.
final class IdentifierFinder {

    /// Ten digits, or three, three and four with the same single space or hyphen between; no part of a longer word or
    /// decimal number. A spreadsheet writes whole numbers as `9990000018.0`.
    private static final Pattern NHS_NUMBER = Pattern
            .compile(
                    "(?<![0-9A-Za-z])(?<![0-9]\\.)([0-9]{3})([ -]?)([0-9]{3})\\2([0-9]{4})(?![0-9A-Za-z])(?!\\.(?!0+(?![0-9]))[0-9])");
    private static final Pattern POSTCODE = Pattern.compile(
            "(?<![0-9A-Za-z])([A-Z]{1,2})[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}(?![0-9A-Za-z])|"
                    + "(?<![0-9A-Za-z])([a-z]{1,2})[0-9][a-z0-9]? [0-9][abd-hjlnp-uw-z]{2}(?![0-9A-Za-z])");
    private static final String DATE_FORM = "(?:[0-3]?[0-9][/. -][01]?[0-9][/. -](?:19|20)?[0-9]{2}"
            + "|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
            + "|[0-3]?[0-9](?:st|nd|rd|th)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},?[ -](?:19|20)?[0-9]{2})";
    private static final String LABEL_FORM = "(?<![A-Za-z])(?:d\\.?o\\.?b\\.?|date[ _-]?of[ _-]?birth|birth[ _-]?date|born)(?![A-Za-z])";
    private static final Pattern LABELLED_DATE = Pattern.compile(
            LABEL_FORM + "[^0-9]{0,40}(?<![0-9])" + DATE_FORM + "(?![0-9])", Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile(LABEL_FORM, Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE_DATE = Pattern.compile(DATE_FORM, Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile("(?<![0-9])" + DATE_FORM + "(?![0-9])",
            Pattern.CASE_INSENSITIVE);

    /// A name behind what the text itself calls one.
    private static final Pattern LABELLED_NAME = Pattern.compile("(?<!\\p{L})(?i:"
            + "(?:child|mother|father|parent|carer|patient|subject|sibling|brother|sister|person)(?:'?s)?[ _-]?"
            + "(?:(?:full|first|middle|last|given|family|birth)[ _-]?)?name"
            + "|(?:full|first|middle|last|given|family|birth)[ _-]?name|fore[ _-]?names?|sur[ _-]?names?"
            // a ward, a file and a school have names too
            + "|(?<![\\p{L}'][ _-])name)"
            + "\\s?[:=]\\s?\"?(\\p{Lu}\\p{Ll}+(?:[ '-]\\p{Lu}?\\p{Ll}+){0,3})");
    /// Without one of these in it, a text holds no label of the kind. To look for them costs a tenth of the expression.
    private static final List<String> NAME_WORDS = List.of("name");
    private static final List<String> BIRTH_WORDS = List.of("birth", "born", "dob", "d.o", "do.b");
    /// What ends so close to the end of a piece may go on in the next.
    private static final int UNSURE = 8;
    private static final int SEEN_BEFORE = 4;

    private boolean begun;
    private boolean headed;

    /// Looks at one piece.
    ///
    /// @param last no further piece follows
    void find(CharSequence piece, boolean last, Sightings sightings) {
        int sure = last ? piece.length() : piece.length() - UNSURE;
        numbers(in(NHS_NUMBER, piece), sure, sightings);
        postcodes(in(POSTCODE, piece), sure, sightings);
        if (mentions(piece, NAME_WORDS)) {
            names(in(LABELLED_NAME, piece), sightings);
        }
        birthDates(piece, sightings);
        begun = true;
    }

    /// What begins right at the start of a later piece was seen whole in the piece before; here it may be the tail of
    /// something longer.
    private Matcher in(Pattern pattern, CharSequence piece) {
        int start = begun ? Math.min(SEEN_BEFORE, piece.length()) : 0;
        return pattern.matcher(piece).region(start, piece.length()).useTransparentBounds(true)
                .useAnchoringBounds(false);
    }

    /// Whether one of the words stands in the text, in capitals or not.
    private static boolean mentions(CharSequence piece, List<String> words) {
        for (int at = 0; at < piece.length(); at++) {
            char character = piece.charAt(at);
            for (String word : words) {
                if (isLetter(character, word.charAt(0)) && stands(piece, at, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean stands(CharSequence piece, int from, String word) {
        for (int at = 1; at < word.length(); at++) {
            if (from + at >= piece.length() || !isLetter(piece.charAt(from + at), word.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character, char small) {
        return character == small || (character + ('a' - 'A') == small && character >= 'A' && character <= 'Z');
    }

    private static void numbers(Matcher found, int sure, Sightings sightings) {
        while (found.find() && found.end() <= sure) {
            long digits = Long.parseLong(found.group(1) + found.group(3) + found.group(4));
            if (NhsNumber.isValid(digits)) {
                sightings.number(new NhsNumber(digits));
            }
        }
    }

    private static void postcodes(Matcher found, int sure, Sightings sightings) {
        while (found.find() && found.end() <= sure) {
            String area = found.group(1) == null ? found.group(2) : found.group(1);
            if (Postcode.isArea(area.toUpperCase(Locale.ROOT))) {
                sightings.identifier(Identifier.POSTCODE);
                return;
            }
        }
    }

    /// Whether the whole text is a date of any usual form.
    static boolean isDate(String text) {
        return WHOLE_DATE.matcher(text).matches();
    }

    private static void names(Matcher found, Sightings sightings) {
        while (found.find()) {
            if (PersonName.isLikely(found.group(1))) {
                sightings.identifier(Identifier.NAME);
                return;
            }
        }
    }

    /// A date behind a label, or any date in a table whose first line has the label.
    private void birthDates(CharSequence piece, Sightings sightings) {
        if (!begun) {
            headed = LABEL.matcher(piece.toString().lines().findFirst().orElse("")).find();
        }
        if ((mentions(piece, BIRTH_WORDS) && in(LABELLED_DATE, piece).find()) || (headed && in(DATE, piece).find())) {
            sightings.identifier(Identifier.DATE_OF_BIRTH);
        }
    }
}
