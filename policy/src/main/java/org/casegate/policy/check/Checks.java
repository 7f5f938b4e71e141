// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Period;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.casegate.policy.clock.ReviewCycle;
import org.casegate.policy.document.Fields;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.DataCategory;

/// Makes checks from an agreement's data: the one place that knows every kind by its name.
public final class Checks {

    private static final String PACK_KINDS = "channel, in-force, sender-bound, sender-trained, recipients-named, "
            + "recipients-bound, need-to-know, territory, not-law-enforcement, purpose-listed, anonymous, "
            + "subjects-declared, lawful-basis, special-category, categories-listed, necessity, content-matches, "
            + "nature, as-at, phase, retention, not-reused, contacts, recorded";
    private static final String DOWNLOAD_KINDS = "named-recipient, still-covered, trained, allowed-place, available, "
            + "reminder, ground, recorded";

    private Checks() {}

    /// The check that a step of an agreement names under `check`, with its parameters beside it.
    ///
    /// @param lists what the agreement lists once, for the checks that ask for it
    public static Optional<Check> pack(Fields step, Lists lists) {
        step.need("check", PACK_KINDS);
        return step.value("check", kind -> Optional.of(kind).filter(Set.of(PACK_KINDS.split(", ", -1))::contains),
                PACK_KINDS).flatMap(kind -> pack(kind, step, lists));
    }

    /// The same for a step of the download gate.
    public static Optional<DownloadCheck> download(Fields step) {
        step.need("check", DOWNLOAD_KINDS);
        return step.value("check", Checks::download, DOWNLOAD_KINDS);
    }

    private static Optional<Check> pack(String kind, Fields step, Lists lists) {
        return switch (kind) {
            case "channel" -> Optional.of(new ChannelSecure());
            case "in-force" -> inForce(step);
            case "sender-bound" -> Optional.of(new SenderBound());
            case "sender-trained" -> Optional.of(new SenderTrained());
            case "recipients-named" -> Optional.of(new RecipientsNamed());
            case "recipients-bound" -> Optional.of(new RecipientsBound());
            case "need-to-know" -> Optional.of(new NeedToKnow(categories(step, "named_person_for")));
            case "territory" -> Optional.of(new InTerritory());
            case "not-law-enforcement" -> Optional.of(new NotLawEnforcement());
            case "purpose-listed" -> Optional.of(new PurposeListed(lists.purposes()));
            case "anonymous" -> Optional.of(new Anonymous());
            case "subjects-declared" -> Optional.of(new SubjectsDeclared());
            case "lawful-basis" -> Optional.of(new LawfulBasis(
                    new HashSet<>(step.choices("art6", Basis.Article6.class, Basis.Article6::code)), lists.gateways()));
            case "special-category" -> specialCategory(step);
            case "categories-listed" -> Optional.of(new CategoriesListed(lists.categories()));
            case "necessity" -> Optional.of(new NecessityStated());
            case "content-matches" -> Optional.of(new ContentMatches());
            case "nature" -> Optional.of(new NatureStated());
            case "as-at" -> Optional.of(new AsAtStated());
            case "phase" -> Optional.of(new PhaseFits());
            case "retention" -> Optional.of(new RetentionSet());
            case "not-reused" -> Optional.of(new NotReused());
            case "contacts" -> Optional.of(new ContactsKnown());
            case "recorded" -> Optional.of(new Recorded());
            default -> Optional.empty();
        };
    }

    private static Optional<DownloadCheck> download(String kind) {
        return switch (kind) {
            case "named-recipient" -> Optional.of(new NamedRecipient());
            case "still-covered" -> Optional.of(new StillCovered());
            case "trained" -> Optional.of(new RecipientTrained());
            case "allowed-place" -> Optional.of(new FromAllowedPlace());
            case "available" -> Optional.of(new StillAvailable());
            case "reminder" -> Optional.of(new ReminderAccepted());
            case "ground" -> Optional.of(new GroundChosen());
            case "recorded" -> Optional.of(new DownloadRecorded());
            default -> Optional.empty();
        };
    }

    private static Optional<Check> inForce(Fields step) {
        step.need("first_review_after", "a period such as P6M");
        step.need("review_every", "a period such as P1Y");
        Optional<Period> first = step.period("first_review_after");
        Optional<Period> then = step.period("review_every");
        return first.flatMap(one -> then.map(other -> new AgreementInForce(new ReviewCycle(one, other, false))));
    }

    private static Optional<Check> specialCategory(Fields step) {
        step.need("art9", "a condition of Article 9(2), a to j");
        step.need("dpa_condition", "the condition of the Data Protection Act 2018");
        Optional<Basis.Article9> condition = step.choice("art9", Basis.Article9.class, Basis.Article9::code);
        Optional<String> dpa = step.line("dpa_condition");
        return condition.flatMap(one -> dpa.map(other -> new SpecialCategory(one, other)));
    }

    private static Set<DataCategory> categories(Fields step, String key) {
        Function<DataCategory, String> code = DataCategory::code;
        return new HashSet<>(step.choices(key, DataCategory.class, code));
    }

    /// What an agreement lists once.
    public record Lists(Set<String> purposes, Set<String> gateways, Set<DataCategory> categories) {
        public Lists {
            purposes = Set.copyOf(purposes);
            gateways = Set.copyOf(gateways);
            categories = Set.copyOf(categories);
        }
    }
}
