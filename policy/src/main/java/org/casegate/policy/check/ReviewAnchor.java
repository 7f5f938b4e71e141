// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Setting;

/// Where an agreement's reviews are counted from.
sealed interface ReviewAnchor {

    /// The date, if there is one.
    Optional<LocalDate> date(Matter matter);

    /// Reads `SIGNATURE`, `START` or a month, `2023-10`.
    static Optional<ReviewAnchor> parse(String text) {
        return switch (text) {
            case "SIGNATURE" -> Optional.of(new FirstSignature());
            case "START" -> Optional.of(new Start());
            default -> month(text);
        };
    }

    /// The first of all signatures, not the last, unless the partnership sets another date.
    record FirstSignature() implements ReviewAnchor {
        @Override
        public Optional<LocalDate> date(Matter matter) {
            return matter.settings().value(Setting.REVIEW_ANCHOR).map(LocalDate::parse)
                    .or(() -> matter.register().firstSigned(matter.standing().terms().version().agreement()));
        }
    }

    /// The day that the partnership enters as the agreement's start.
    record Start() implements ReviewAnchor {
        @Override
        public Optional<LocalDate> date(Matter matter) {
            return matter.standing().registration().flatMap(AgreementRegistration::start);
        }
    }

    /// A month that the agreement prints without a day.
    record Printed(YearMonth month) implements ReviewAnchor {
        @Override
        public Optional<LocalDate> date(Matter matter) {
            return Optional
                    .of(matter.settings().is(Setting.MONTH_ONLY, "FIRST") ? month.atDay(1) : month.atEndOfMonth());
        }
    }

    private static Optional<ReviewAnchor> month(String text) {
        try {
            return Optional.of(new Printed(YearMonth.parse(text)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
