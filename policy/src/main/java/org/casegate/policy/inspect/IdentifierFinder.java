// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
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
    private static final String NAME = "name";
    /// No label of a name is longer before the word `name` in it: `brother's middle_`.
    private static final int LONGEST_BEFORE_NAME = 24;
    /// What ends so close to the end of a piece may go on in the next.
    private static final int UNSURE = 8;
    private static final int SEEN_BEFORE = 4;

    private boolean begun;
    private boolean headed;

    /// Looks at one piece.
    ///
    /// @param last no further piece follows
    void find(String piece, boolean last, Sightings sightings) {
        int sure = last ? piece.length() : piece.length() - UNSURE;
        search(NHS_NUMBER, piece, at -> isDigit(piece, at) && !isWordBefore(piece, at), sure, found -> {
            number(found, sightings);
            return false;
        });
        search(POSTCODE, piece, at -> beginsPostcode(piece, at), sure, found -> isPostcode(found, sightings));
        names(piece, sightings);
        birthDates(piece, sightings);
        begun = true;
    }

    /// Goes through what a pattern matches, from the left, but tries it only where it can begin: that costs a tenth.
    ///
    /// @param sure what ends behind this is left to the next piece
    /// @param found whether it is enough
    /// @return whether it was
    private boolean search(Pattern pattern, String piece, IntPredicate begins, int sure, Predicate<Matcher> found) {
        Matcher matcher = matcher(pattern, piece);
        int at = start(piece);
        while (at < piece.length()) {
            if (!begins.test(at) || !matcher.region(at, piece.length()).lookingAt()) {
                at++;
            } else if (matcher.end() > sure) {
                return false;
            } else if (found.test(matcher)) {
                return true;
            } else {
                at = matcher.end();
            }
        }
        return false;
    }

    private static Matcher matcher(Pattern pattern, String piece) {
        return pattern.matcher(piece).useTransparentBounds(true).useAnchoringBounds(false);
    }

    /// What begins right at the start of a later piece was seen whole in the piece before; here it may be the tail of
    /// something longer.
    private int start(String piece) {
        return begun ? Math.min(SEEN_BEFORE, piece.length()) : 0;
    }

    private static boolean isDigit(String piece, int at) {
        return at < piece.length() && piece.charAt(at) >= '0' && piece.charAt(at) <= '9';
    }

    private static boolean isLetter(String piece, int at) {
        if (at < 0 || at >= piece.length()) {
            return false;
        }
        int small = piece.charAt(at) | 0x20;
        return small >= 'a' && small <= 'z';
    }

    private static boolean isWordBefore(String piece, int at) {
        return at > 0 && (isDigit(piece, at - 1) || isLetter(piece, at - 1));
    }

    /// One or two letters and a digit.
    private static boolean beginsPostcode(String piece, int at) {
        return isLetter(piece, at) && (isDigit(piece, at + 1) || (isLetter(piece, at + 1) && isDigit(piece, at + 2)))
                && !isWordBefore(piece, at);
    }

    private static void number(Matcher found, Sightings sightings) {
        long digits = Long.parseLong(found.group(1) + found.group(3) + found.group(4));
        if (NhsNumber.isValid(digits)) {
            sightings.number(new NhsNumber(digits));
        }
    }

    private static boolean isPostcode(Matcher found, Sightings sightings) {
        String area = found.group(1) == null ? found.group(2) : found.group(1);
        boolean known = Postcode.isArea(area.toUpperCase(Locale.ROOT));
        if (known) {
            sightings.identifier(Identifier.POSTCODE);
        }
        return known;
    }

    /// Whether the whole text is a date of any usual form.
    static boolean isDate(String text) {
        return WHOLE_DATE.matcher(text).matches();
    }

    /// Looks around each `name`, for every label of one holds that word.
    private void names(String piece, Sightings sightings) {
        Matcher matcher = matcher(LABELLED_NAME, piece);
        int tried = start(piece);
        for (int at = 0; at + NAME.length() <= piece.length(); at++) {
            if ((piece.charAt(at) | 0x20) != 'n' || !piece.regionMatches(true, at, NAME, 0, NAME.length())) {
                continue;
            }
            for (int from = Math.max(tried, at - LONGEST_BEFORE_NAME); from <= at; from++) {
                if (matcher.region(from, piece.length()).lookingAt() && PersonName.isLikely(matcher.group(1))) {
                    sightings.identifier(Identifier.NAME);
                    return;
                }
            }
            tried = at + 1;
        }
    }

    /// A date behind a label, or any date in a table whose first line has the label.
    private void birthDates(String piece, Sightings sightings) {
        if (!begun) {
            headed = LABEL.matcher(piece.lines().findFirst().orElse("")).find();
        }
        int end = piece.length();
        if (search(LABELLED_DATE, piece, at -> beginsBirth(piece, at), end, _ -> true)
                || (headed && search(DATE, piece, at -> isDigit(piece, at), end, _ -> true))) {
            sightings.identifier(Identifier.DATE_OF_BIRTH);
        }
    }

    private static boolean beginsBirth(String piece, int at) {
        int small = piece.charAt(at) | 0x20;
        return (small == 'b' || small == 'd') && !isLetter(piece, at - 1);
    }
}
