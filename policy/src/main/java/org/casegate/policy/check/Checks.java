// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.casegate.policy.clock.ReviewCycle;
import org.casegate.policy.document.Fields;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.register.AgencyId;

/// Makes checks from an agreement's data: the one place that knows every kind by its name.
public final class Checks {

    private static final String PACK_KINDS = "channel, in-force, sender-bound, sender-trained, sender-checked, "
            + "sender-risk-controls, sender-member-condition, spoc, recipients-named, recipients-are-bodies, "
            + "recipients-bound, recipients-risk-controls, recipients-member-condition, need-to-know, role-in-case, "
            + "territory, not-law-enforcement, purpose-listed, purpose-clear, purpose-additional, external-reference, "
            + "adults-related, adult-pack-held, anonymous, subjects-declared, lawful-basis, gateway-named, "
            + "special-category, special-condition, consent-free, consent-considered, consent-respected, "
            + "consent-or-reason, categories-listed, necessity, within-template, third-parties, content-matches, nature, as-at, phase, "
            + "historical, originator, court-material, reason, informed, wellbeing, retention, not-reused, "
            + "ico-registered, recorded";
    private static final Set<String> PACK_KIND = Set.of(PACK_KINDS.split(", ", -1));
    private static final String DOWNLOAD_KINDS = "named-recipient, still-covered, trained, checked, allowed-place, "
            + "available, reminder, ground, recorded, filed";
    private static final String CODES = "one of the reason codes";
    private static final String COUNTED_FROM = "SIGNATURE, START, or a month such as 2023-10";
    private static final String AGENCIES = "agency ids";

    private Checks() {}

    /// The kinds of check for packs, by the names that agreements use.
    public static List<String> packKinds() {
        return List.of(PACK_KINDS.split(", ", -1));
    }

    /// The kinds of check for downloads.
    public static List<String> downloadKinds() {
        return List.of(DOWNLOAD_KINDS.split(", ", -1));
    }

    /// The check that a step of an agreement names under `check`, with its parameters beside it.
    ///
    /// @param lists what the agreement lists once, for the checks that ask for it
    public static Optional<Check> pack(Fields step, Lists lists) {
        step.need("check", PACK_KINDS);
        return step.value("check", kind -> Optional.of(kind).filter(PACK_KIND::contains), PACK_KINDS)
                .flatMap(kind -> pack(kind, step, lists));
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
            case "sender-bound" -> senderBound(step);
            case "sender-trained" -> Optional.of(new SenderTrained());
            case "sender-checked" -> Optional.of(new SenderChecked());
            case "sender-risk-controls" -> Optional.of(new RiskControls(Side.SENDER));
            case "sender-member-condition" -> Optional.of(new MemberCondition(Side.SENDER));
            case "spoc" -> Optional.of(new SpocKnown());
            case "ico-registered" -> Optional.of(new IcoRegistered());
            case "recipients-named" -> Optional.of(new RecipientsNamed());
            case "recipients-are-bodies" -> Optional.of(new RecipientsAreBodies());
            case "recipients-bound" -> code(step, "unbound").map(RecipientsBound::new);
            case "recipients-risk-controls" -> Optional.of(new RiskControls(Side.RECIPIENTS));
            case "recipients-member-condition" -> Optional.of(new MemberCondition(Side.RECIPIENTS));
            case "need-to-know" -> needToKnow(step);
            case "role-in-case" -> Optional.of(new RoleInCase());
            case "territory" -> Optional.of(new InTerritory(step.line("adequacy")));
            case "anonymous" -> Optional.of(new Anonymous());
            case "subjects-declared" -> Optional.of(new SubjectsDeclared());
            case "content-matches" -> Optional.of(new ContentMatches());
            case "retention" -> Optional.of(retention(step));
            case "not-reused" -> Optional.of(new NotReused());
            case "recorded" -> Optional.of(new Recorded());
            default ->
                purpose(kind, step, lists).or(() -> basis(kind, step, lists)).or(() -> record(kind, step, lists));
        };
    }

    private static Optional<Check> purpose(String kind, Fields step, Lists lists) {
        return switch (kind) {
            case "not-law-enforcement" ->
                Optional.of(new NotLawEnforcement(step.flag("may_be_part3").orElse(false)));
            case "purpose-listed" -> Optional.of(new PurposeListed(lists.purposes()));
            case "purpose-clear" -> Optional.of(new PurposeClear(lists.purposes(),
                    step.number("statement_letters", 1, 1_000).orElse(1)));
            case "purpose-additional" -> line(step, "purpose").map(PurposeAdditional::new);
            case "external-reference" -> line(step, "purpose").map(code -> new ExternalReference(Set.of(code)));
            case "adults-related" -> Optional.of(new AdultsRelated(
                    step.choice("unless_category", DataCategory.class, DataCategory::code)));
            case "adult-pack-held" -> line(step, "purpose").map(AdultPackHeld::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Check> basis(String kind, Fields step, Lists lists) {
        return switch (kind) {
            case "lawful-basis" -> Optional.of(new LawfulBasis(
                    new HashSet<>(step.choices("art6", Basis.Article6.class, Basis.Article6::code)), lists.gateways()));
            case "gateway-named" -> Optional.of(new GatewayNamed(lists.gateways()));
            case "special-category" -> specialCategory(step);
            case "special-condition" -> line(step, "safeguarding").map(SpecialCondition::new);
            case "consent-free" -> Optional.of(new ConsentFree());
            case "consent-considered" -> Optional.of(new ConsentConsidered());
            case "consent-respected" -> Optional.of(new ConsentRespected(step.flag("recorded").orElse(false)));
            case "consent-or-reason" -> Optional.of(new ConsentOrReason(lists.gateways()));
            default -> Optional.empty();
        };
    }

    private static Optional<Check> record(String kind, Fields step, Lists lists) {
        return switch (kind) {
            case "categories-listed" -> Optional.of(new CategoriesListed(lists.categories()));
            case "necessity" -> Optional.of(new NecessityStated());
            case "within-template" -> Optional.of(new WithinTemplate(lists.templates()));
            case "third-parties" -> Optional.of(new ThirdPartiesWeighed());
            case "nature" -> Optional.of(new NatureStated());
            case "as-at" -> Optional.of(new AsAtStated());
            case "phase" -> Optional.of(new PhaseFits());
            case "historical" -> Optional.of(new HistoricalExplained());
            case "originator" -> Optional.of(new OriginatorShown());
            case "court-material" -> Optional.of(new CourtMaterialCleared());
            case "reason" -> Optional.of(new ReasonStated());
            case "informed" -> code(step, "code").map(InformedStated::new);
            case "wellbeing" -> code(step, "code").map(WellbeingConsidered::new);
            default -> Optional.empty();
        };
    }

    private static Optional<DownloadCheck> download(String kind) {
        return switch (kind) {
            case "named-recipient" -> Optional.of(new NamedRecipient());
            case "still-covered" -> Optional.of(new StillCovered());
            case "trained" -> Optional.of(new RecipientTrained());
            case "checked" -> Optional.of(new RecipientChecked());
            case "allowed-place" -> Optional.of(new FromAllowedPlace());
            case "available" -> Optional.of(new StillAvailable());
            case "reminder" -> Optional.of(new ReminderAccepted());
            case "ground" -> Optional.of(new GroundChosen());
            case "recorded" -> Optional.of(new DownloadRecorded());
            case "filed" -> Optional.of(new FiledAfterwards());
            default -> Optional.empty();
        };
    }

    private static Optional<Check> inForce(Fields step) {
        step.need("first_review_after", "a period such as P6M");
        step.need("review_every", "a period such as P1Y");
        step.need("count_from", COUNTED_FROM);
        Optional<Period> first = step.period("first_review_after");
        Optional<Period> then = step.period("review_every");
        Optional<ReviewAnchor> anchor = step.value("count_from", ReviewAnchor::parse, COUNTED_FROM);
        return first.flatMap(one -> then.flatMap(other -> anchor
                .map(from -> new AgreementInForce(new ReviewCycle(one, other, false), from))));
    }

    private static Optional<Check> senderBound(Fields step) {
        Optional<Code> unbound = code(step, "unbound");
        Optional<Code> unnamed = step.value("unnamed", Code::find, CODES).or(() -> unbound);
        return unbound.flatMap(one -> unnamed.map(other -> new SenderBound(one, other)));
    }

    private static Optional<Check> needToKnow(Fields step) {
        Code code = step.value("code", Code::find, CODES).orElse(Code.NEED_TO_KNOW);
        NeedToKnow.Preparation preparation = step.choice("recipients_are", NeedToKnow.Preparation.class)
                .orElse(NeedToKnow.Preparation.NONE);
        return Optional.of(new NeedToKnow(code, preparation, categories(step, "named_person_for")));
    }

    private static Check retention(Fields step) {
        boolean indefinite = step.flag("indefinite").orElse(false);
        List<AgencyId> originators = step.values("joint_originators", AgencyId::parse, AGENCIES);
        List<AgencyId> lead = step.values("joint_classes_of", AgencyId::parse, AGENCIES);
        return new RetentionSet(indefinite, new Joint(originators, lead));
    }

    private static Optional<Check> specialCategory(Fields step) {
        step.need("art9", "a condition of Article 9(2), a to j");
        step.need("dpa_condition", "the condition of the Data Protection Act 2018");
        Optional<Basis.Article9> condition = step.choice("art9", Basis.Article9.class, Basis.Article9::code);
        Optional<String> dpa = step.line("dpa_condition");
        return condition.flatMap(one -> dpa.map(other -> new SpecialCategory(one, other)));
    }

    private static Optional<Code> code(Fields step, String key) {
        step.need(key, CODES);
        return step.value(key, Code::find, CODES);
    }

    private static Optional<String> line(Fields step, String key) {
        step.need(key, "a code");
        return step.line(key);
    }

    private static Set<DataCategory> categories(Fields step, String key) {
        Function<DataCategory, String> code = DataCategory::code;
        return new HashSet<>(step.choices(key, DataCategory.class, code));
    }

    /// What an agreement lists once.
    ///
    /// @param templates by purpose, the types of information that may be needed for it; most agreements have none
    public record Lists(Set<String> purposes, Set<String> gateways, Set<DataCategory> categories,
            Map<String, Set<DataCategory>> templates) {
        public Lists {
            purposes = Set.copyOf(purposes);
            gateways = Set.copyOf(gateways);
            categories = Set.copyOf(categories);
            templates = Map.copyOf(templates);
        }
    }
}
