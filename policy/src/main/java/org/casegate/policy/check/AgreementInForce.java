// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.policy.clock.London;
import org.casegate.policy.clock.ReviewCycle;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.AgreementRegistration.Termination;
import org.casegate.policy.register.Setting;

/// Refuses where no approved version is active or a notice of termination has taken effect; remarks on a missed review.
///
/// @param review when reviews fall due, counted from the anchor
/// @param anchor where the count begins; without it there is no clock
record AgreementInForce(ReviewCycle review, ReviewAnchor anchor) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.standing().isActive(matter.today())) {
            return Answer.breached(Breach.of(Code.AGREEMENT_NOT_ACTIVE));
        }
        Optional<Breach> ended = ended(matter);
        if (ended.isPresent()) {
            return Answer.of(ended);
        }
        return Answer.of(overdue(matter).map(due -> missedReview(matter, due)));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("AGREEMENT-NOT-ACTIVE", "AGREEMENT-NOT-ACTIVE/review", "AGREEMENT-ENDED", "AGREEMENT-ENDED/party",
                "REVIEW-OVERDUE");
    }

    private static Optional<Breach> ended(Matter matter) {
        Instant now = matter.facts().received();
        return Stream.concat(matter.senderAgency().stream(), matter.recipientAgencies().stream())
                .flatMap(agency -> matter.standing().ended(agency, now).stream()
                        .map(notice -> breach(matter, agency, notice)))
                .findFirst();
    }

    private static Breach breach(Matter matter, AgencyId agency, Termination notice) {
        return Breach.of(Code.AGREEMENT_ENDED, matter.standing().endsForAll(notice) ? "" : "party")
                .with("agency", matter.nameOf(agency))
                .with("date", London.written(London.dateOf(notice.effective())));
    }

    private static Breach missedReview(Matter matter, LocalDate due) {
        boolean suspends = matter.settings().is(Setting.REVIEW_OVERDUE, "SUSPEND_NEW");
        Breach breach = suspends ? Breach.of(Code.AGREEMENT_NOT_ACTIVE, "review") : Breach.of(Code.REVIEW_OVERDUE);
        return breach.with("date", London.written(due));
    }

    private Optional<LocalDate> overdue(Matter matter) {
        List<LocalDate> reviewed = matter.standing().registration().map(AgreementRegistration::reviewed)
                .orElse(List.of());
        boolean rolling = matter.settings().is(Setting.REVIEW_CADENCE, "ROLLING");
        ReviewCycle cycle = new ReviewCycle(review.first(), review.then(), rolling);
        return anchor.date(matter).flatMap(date -> cycle.overdue(date, reviewed, matter.today()));
    }
}
