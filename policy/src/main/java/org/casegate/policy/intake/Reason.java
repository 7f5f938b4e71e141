// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.Optional;

/// Why somebody did something, in his own words. Free text, so personal: it is sealed beside the entry and never stands in it.
public record Reason(String text) {
    static final int LONGEST = 2_000;

    public Reason {
        Optional<String> objection = objection(text);
        if (objection.isPresent()) {
            throw new IllegalArgumentException(objection.get());
        }
        text = text.strip();
    }

    /// Why this is no reason, as the end of a sentence that begins with its name; empty where it is one.
    static Optional<String> objection(String text) {
        if (text.isBlank()) {
            return Optional.of("says nothing; a sentence is wanted");
        }
        if (text.strip().length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        boolean hidden = text.strip().codePoints().anyMatch(point -> point != '\n'
                && (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT));
        return hidden ? Optional.of("holds characters that cannot be seen") : Optional.empty();
    }

    @Override
    public String toString() {
        return "Reason";
    }
}
