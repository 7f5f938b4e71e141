// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a relay replied, without its words.
final class Reply {
    private static final Pattern START = Pattern
            .compile("([2-5][0-9][0-9])(?:[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.]))?");

    private Reply() {}

    /// The code and enhanced status at the beginning of a reply (RFC 5321 4.2, RFC 3463), else the words given.
    static String code(String reply, String otherwise) {
        Matcher found = START.matcher(reply);
        if (!found.lookingAt()) {
            return otherwise;
        }
        return found.group(2) == null ? found.group(1) : found.group(1) + " " + found.group(2);
    }
}
