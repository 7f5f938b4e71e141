// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.Commitment;

/// Events that say something, for tests to whom it is all the same what.
public final class SomeEvents {
    public static final Under STAFFORDSHIRE = new Under("staffordshire", "1.1");
    public static final UUID PACK = UUID.fromString("6f1c2f60-2f4e-4d3a-9c1b-1d2e3f405162");
    private static final UUID OTHER = UUID.fromString("6f1c2f60-2f4e-4d3a-9c1b-1d2e3f405163");
    private static final String HASH = "ab".repeat(32);
    private static final Map<String, Commitment> CASE = Map.of("case", Commitment.parse("54".repeat(32)));
    private static final Instant AT = Instant.parse("2026-05-06T09:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-06-10");
    private static final List<String> CLAUSES = List.of("ST 4.0");
    private static final RegisterEvent.Dated DATED = new RegisterEvent.Dated(Optional.of("2026-05-01"),
            Optional.of("2026-05-02"),
            Optional.of("2026-05-03"), Optional.of("ALL"), Optional.of(HASH), Optional.of("solihull-council,sscb"));
    private static final RegisterEvent.Dated UNDATED = new RegisterEvent.Dated(Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private SomeEvents() {}

    public static RegisterEvent reviewed() {
        return new RegisterEvent.Reviewed(STAFFORDSHIRE, "2026-05-06");
    }

    public static RegisterEvent registerLoaded() {
        return new RegisterEvent.Loaded(List.of());
    }

    /// Committed to nothing, so that nothing has to be there to open.
    public static PackEvent accepted(Under under) {
        return new PackEvent.Accepted(judgement(under, Map.of()), CLAUSES, List.of("so-lead"), List.of(), List.of(),
                Optional.empty());
    }

    /// An accepted pack of one part.
    public static PackEvent accepted(About pack, PackEvent.Part part) {
        return new PackEvent.Accepted(new PackEvent.Judgement(STAFFORDSHIRE, pack, List.of(part), OptionalInt.empty(),
                List.of(), 1, HASH, "ST-2026-000001", 1), CLAUSES, List.of("so-lead"), List.of(), List.of(),
                Optional.empty());
    }

    public static PackEvent refused(Under under, String code, String clause) {
        return new PackEvent.FileRefused(under, PACK, code, List.of(clause));
    }

    public static PackEvent declined(Under under) {
        return new PackEvent.Declined(answer(under, Map.of(), Optional.empty()));
    }

    public static RecipientEvent downloaded() {
        return new RecipientEvent.Downloaded(access(Optional.empty()), 1);
    }

    public static PackEvent abandoned(UUID pack) {
        return new PackEvent.Abandoned(STAFFORDSHIRE, pack, "UNFINISHED", List.of("[project]"), List.of());
    }

    public static PackEvent destroyed(UUID pack, List<UUID> erased) {
        return new PackEvent.Destroyed(STAFFORDSHIRE, pack, List.of("ST 6.1"), List.of("RAPID_REVIEW"), List.of(1), DAY,
                erased);
    }

    public static NoticeEvent noticeRetried() {
        return new NoticeEvent.Retried(told(Optional.empty(), Optional.empty(), false));
    }

    private static PackEvent.Judgement judgement(Under under, Map<String, Commitment> sealed) {
        return new PackEvent.Judgement(under, new About(PACK, sealed), List.of(), OptionalInt.empty(), List.of(), 7,
                HASH,
                "ST-2026-000001", 2);
    }

    private static PackEvent.Answer answer(Under under, Map<String, Commitment> sealed,
            Optional<String> role) {
        return new PackEvent.Answer(under, new About(PACK, sealed), "REUSE", CLAUSES, "ST-2026-000001",
                List.of("REUSE"),
                7, role);
    }

    private static RecipientEvent.Access access(Optional<String> role) {
        return new RecipientEvent.Access(STAFFORDSHIRE, HASH, PACK, "ST-2026-000001", role);
    }

    private static NoticeEvent.Told told(Optional<UUID> about, Optional<String> month, boolean spoc) {
        return new NoticeEvent.Told("PACK_READY", OTHER, about, month, new NoticeEvent.To(spoc, "so-lead"));
    }

    private static IncidentEvent.Incident incident(Under under) {
        return new IncidentEvent.Incident(under, new About(OTHER, Map.of()));
    }

    public static IncidentEvent recorded(Under under) {
        return new IncidentEvent.Recorded(incident(under), CLAUSES, AT, Optional.empty(), AT.plus(Duration.ofDays(3)),
                "sscb", "sscb", "sscb", List.of());
    }

    public static IncidentEvent assessed(Under under) {
        return new IncidentEvent.Assessed(incident(under), CLAUSES, IncidentEvent.Severity.NO_RISK, false, "so-lead");
    }

    /// Each event, with all that it can say; where it can say less, with as little once more.
    public static List<Event> all() {
        return Stream.of(ofPacks(), ofRecipientsAndCases(), ofTheRegister(), ofApprovals(), ofTheLedger(),
                notWrittenYet())
                .flatMap(List::stream).toList();
    }

    private static List<Event> ofPacks() {
        PackEvent.Part part = new PackEvent.Part(OTHER, Map.of("name", Commitment.parse("55".repeat(32))), 1234);
        PackEvent.Judgement full = new PackEvent.Judgement(STAFFORDSHIRE, new About(PACK, CASE), List.of(part),
                OptionalInt.of(151), List.of(OTHER), 7, HASH, "ST-2026-000001", 2);
        PackEvent.Findings findings = new PackEvent.Findings("AS-AT-MISSING", CLAUSES, List.of("AS-AT-MISSING"),
                List.of("ST-19"));
        return List.of(
                new PackEvent.Accepted(full, CLAUSES, List.of("so-lead"), List.of("so-lead solihull-council"),
                        List.of("READ-AS"), Optional.of("ST-2026-000000")),
                accepted(STAFFORDSHIRE),
                new PackEvent.Held(full, findings, List.of("solihull-council/SPOC"), AT, List.of(OTHER.toString())),
                new PackEvent.Held(judgement(STAFFORDSHIRE, CASE), findings, List.of("solihull-council/SPOC"), AT,
                        List.of()),
                new PackEvent.Refused(full, findings),
                refused(STAFFORDSHIRE, "TOO-LARGE", "[project]"),
                new PackEvent.RefusedOften(false, STAFFORDSHIRE, "TOO-LARGE", CLAUSES, 40,
                        "2026-05-06T09:00:00.000000Z",
                        "2026-05-06T09:09:00.000000Z"),
                new PackEvent.RefusedOften(true, STAFFORDSHIRE, "ACCESS-GROUND", CLAUSES, 40,
                        "2026-05-06T09:00:00.000000Z", "2026-05-06T09:09:00.000000Z"),
                new PackEvent.Abandoned(STAFFORDSHIRE, PACK, "UNFINISHED", List.of("[project]"), List.of(OTHER)),
                new PackEvent.Released(answer(STAFFORDSHIRE, CASE, Optional.of("so-spoc")), 1),
                declined(STAFFORDSHIRE),
                new PackEvent.Corrected(STAFFORDSHIRE, new About(PACK, CASE), CLAUSES, "ST-2026-000001",
                        "ST-2026-000002", OTHER),
                new PackEvent.Corrected(STAFFORDSHIRE, new About(PACK, Map.of()), CLAUSES, "ST-2026-000001",
                        "ST-2026-000002", OTHER),
                new PackEvent.Withdrawn(STAFFORDSHIRE, new About(PACK, CASE), CLAUSES, "ST-2026-000001", "ACCEPTED"),
                destroyed(PACK, List.of(PACK, OTHER)));
    }

    private static List<Event> ofRecipientsAndCases() {
        About about = new About(PACK, CASE);
        return List.of(
                new RecipientEvent.Downloaded(access(Optional.of("so-role")), 2),
                new RecipientEvent.DownloadRefused(access(Optional.empty()), "ACCESS-GROUND", "ST 4.0",
                        OptionalInt.of(2)),
                new RecipientEvent.DownloadRefused(access(Optional.empty()), "ACCESS-GROUND", "ST 4.0",
                        OptionalInt.empty()),
                new RecipientEvent.Acknowledged(access(Optional.empty())),
                new CaseEvent.Opened(STAFFORDSHIRE, about, "RAPID_REVIEW", List.of("sp-sender"), List.of("so-lead"), 2),
                new CaseEvent.Loaded(),
                new CaseEvent.Amended(STAFFORDSHIRE, about, List.of("sp-sender"), List.of("so-lead")),
                new CaseEvent.Closed(STAFFORDSHIRE, about),
                new CaseEvent.MeetingOpened(STAFFORDSHIRE, about, OTHER, AT),
                new CaseEvent.MeetingMoved(STAFFORDSHIRE, about, OTHER, AT, AT.plusSeconds(3600)),
                new CaseEvent.MeetingCancelled(STAFFORDSHIRE, about, OTHER, AT),
                new CaseEvent.Ended(Optional.of(STAFFORDSHIRE), true, PACK, DAY),
                new CaseEvent.Ended(Optional.empty(), false, PACK, DAY));
    }

    private static List<Event> ofTheRegister() {
        return List.of(
                new RegisterEvent.Loaded(List.of("AGENCY sscb")),
                new RegisterEvent.GatewaySet(RegisterEvent.GatewaySetting.TERRITORY_CEILING, "UK", "UK,EEA"),
                new RegisterEvent.GatewaySet(RegisterEvent.GatewaySetting.STORAGE_PLACES, "unset", "GB"),
                new RegisterEvent.Agency(RegisterEvent.Effect.CHANGED, "sscb", List.of("spoc")),
                new RegisterEvent.Agency(RegisterEvent.Effect.REMOVED, "sscb", List.of()),
                new RegisterEvent.Certificate(RegisterEvent.Sealed.TEST_MADE, "sscb", HASH, "V2"),
                new RegisterEvent.Certificate(RegisterEvent.Sealed.NUMBER_WRONG, "sscb", HASH, "V1"),
                new RegisterEvent.Account(RegisterEvent.Effect.CHANGED, "so-lead",
                        Optional.of(new RegisterEvent.Holding("PERSON", List.of("SENDER"))), List.of("roles")),
                new RegisterEvent.Account(RegisterEvent.Effect.REMOVED, "so-lead", Optional.empty(), List.of()),
                new RegisterEvent.Membership(STAFFORDSHIRE, RegisterEvent.Effect.ADDED, "sscb", List.of()),
                new RegisterEvent.Membership(STAFFORDSHIRE, RegisterEvent.Effect.CHANGED, "sscb", List.of("class")),
                new RegisterEvent.Member(STAFFORDSHIRE, RegisterEvent.Step.SIGNED, "sscb", DATED),
                new RegisterEvent.Member(STAFFORDSHIRE, RegisterEvent.Step.ADMITTED, "sscb", UNDATED),
                new RegisterEvent.Member(STAFFORDSHIRE, RegisterEvent.Step.AGREEMENT_GIVEN, "sscb", UNDATED),
                new RegisterEvent.Member(STAFFORDSHIRE, RegisterEvent.Step.SUSPENDED, "sscb", UNDATED),
                new RegisterEvent.Member(STAFFORDSHIRE, RegisterEvent.Step.RISK_CONTROLS_ATTESTED, "sscb", UNDATED),
                new RegisterEvent.Agreement(STAFFORDSHIRE, RegisterEvent.Effect.CHANGED, List.of("title")),
                new RegisterEvent.Agreement(STAFFORDSHIRE, RegisterEvent.Effect.ADDED, List.of()),
                new RegisterEvent.TextKept(STAFFORDSHIRE, HASH),
                new RegisterEvent.InForce(STAFFORDSHIRE, true, Optional.of(HASH)),
                new RegisterEvent.InForce(STAFFORDSHIRE, false, Optional.empty()),
                reviewed(),
                new RegisterEvent.Terminated(STAFFORDSHIRE, DATED),
                new RegisterEvent.TerminationWithdrawn(STAFFORDSHIRE),
                new RegisterEvent.Setting(STAFFORDSHIRE, "A-18", "unset", "true"),
                new RegisterEvent.RetentionSet(STAFFORDSHIRE, "RAPID_REVIEW", "NONE", "P6Y", Optional.of("CLOSED"),
                        Optional.of("DESTROY"), Optional.of("P1Y")),
                new RegisterEvent.RetentionSet(STAFFORDSHIRE, "RAPID_REVIEW", "P6Y", "NONE", Optional.empty(),
                        Optional.empty(), Optional.empty()),
                new RegisterEvent.Warranted(new RegisterEvent.TerminationWithdrawn(STAFFORDSHIRE), 4, List.of("sscb")));
    }

    private static List<Event> ofApprovals() {
        ApprovalEvent.Concerned none = new ApprovalEvent.Concerned(Optional.empty(), List.of());
        ApprovalEvent.Concerned several = new ApprovalEvent.Concerned(Optional.of(STAFFORDSHIRE),
                List.of("staffordshire", "wirral"));
        return List.of(
                new ApprovalEvent.Wanted(several, CLAUSES, List.of("agency sscb spoc"), HASH, List.of("sscb")),
                new ApprovalEvent.ApprovedByAsking(CLAUSES, "sscb", List.of("agency sscb spoc"), List.of(),
                        Optional.empty()),
                new ApprovalEvent.ApprovedByAsking(CLAUSES, "sscb", List.of("agency sscb spoc"), List.of("wscp"),
                        Optional.of(HASH)),
                new ApprovalEvent.Approved(several, CLAUSES, 4, HASH, "sscb", "SPOC",
                        Optional.of(new ApprovalEvent.Document("minute-12", Optional.of(HASH))), List.of("wscp")),
                new ApprovalEvent.Approved(none, CLAUSES, 4, HASH, "sscb", "", Optional.empty(), List.of()),
                new ApprovalEvent.Overtaken(4),
                new ApprovalEvent.Closed(true, 4, HASH),
                new ApprovalEvent.Closed(false, 4, HASH),
                new AccountEvent(AccountEvent.Act.ENROLLED, "so-lead"),
                new AccountEvent(AccountEvent.Act.DISABLED, "so-lead"),
                new AccountEvent(AccountEvent.Act.ENABLED, "so-lead"));
    }

    private static List<Event> ofTheLedger() {
        return List.of(
                new NoticeEvent.Notified(STAFFORDSHIRE, told(Optional.of(PACK), Optional.empty(), false), CASE, 1,
                        "250",
                        true),
                new NoticeEvent.Notified(STAFFORDSHIRE, told(Optional.of(PACK), Optional.empty(), false), Map.of(), 9,
                        "550", false),
                new NoticeEvent.Notified(STAFFORDSHIRE, told(Optional.empty(), Optional.of("2026-05"), true), Map.of(),
                        1, "250", true),
                new NoticeEvent.CameBack(told(Optional.of(PACK), Optional.empty(), false), "came back 5.1.1"),
                noticeRetried(),
                new LedgerEvent.Begun(),
                new LedgerEvent.Restored("old+key", "new+key", "a note\n"),
                new LedgerEvent.Searched(Optional.of(new About(PACK, CASE)), 50, Optional.of(EntryKind.REFUSED),
                        Optional.of("staffordshire"), Optional.of("sscb"), Optional.of("so-lead"),
                        Optional.of("TOO-LARGE"), Optional.of("ST 4.0"), Optional.of("2026-05-06T09:00:00.000000Z"),
                        Optional.of("2026-05-07T09:00:00.000000Z"), OptionalLong.of(12), Optional.of("count")),
                new LedgerEvent.Searched(Optional.empty(), 50, Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                        OptionalLong.empty(), Optional.empty()),
                new LedgerEvent.BundleRead(3, 256),
                new LedgerEvent.TilesExported(),
                new LedgerEvent.Replayed(STAFFORDSHIRE, HASH, AT));
    }

    /// Of the kinds that no feature writes yet.
    public static List<Event> notWrittenYet() {
        Commitment system = Commitment.parse("5a".repeat(32));
        RequestEvent.Request request = new RequestEvent.Request(STAFFORDSHIRE, new About(OTHER, CASE),
                "REQ-ST-2026-040");
        About report = new About(OTHER, Map.of("title", Commitment.parse("56".repeat(32))));
        IncidentEvent.Incident incident = new IncidentEvent.Incident(STAFFORDSHIRE,
                new About(OTHER, Map.of("words", Commitment.parse("57".repeat(32)))));
        NoticeEvent.To lead = new NoticeEvent.To(false, "so-lead");
        return List.of(
                new RecipientEvent.Rejected(access(Optional.of("so-role")), RecipientEvent.SentBack.LACKS_CONSENT,
                        CLAUSES, DAY),
                new RecipientEvent.PurposeChanged(access(Optional.empty()), CLAUSES, "AUDIT", "UK-GDPR"),
                new RecipientEvent.FiledToCms(access(Optional.empty()), CLAUSES, system, DAY),
                new RequestEvent.Requested(request, CLAUSES, "sscb", "RAPID_REVIEW", List.of("ART6-1-E"), DAY,
                        Optional.of("NOT-SOUGHT"), Optional.of("YES")),
                new RequestEvent.Requested(request, CLAUSES, "sscb", "RAPID_REVIEW", List.of("ART6-1-E"), DAY,
                        Optional.empty(), Optional.empty()),
                new RequestEvent.Escalated(request, CLAUSES, List.of("icb", "police", "sscb"), AT),
                new RequestEvent.EscalationDecided(request, CLAUSES, true),
                new RequestEvent.EscalationDecided(request, CLAUSES, false),
                new PublicationEvent.Published(STAFFORDSHIRE, report, CLAUSES, DAY, DAY.plusYears(1)),
                new PublicationEvent.Unpublished(STAFFORDSHIRE, report, CLAUSES, DAY.plusYears(1).plusDays(1),
                        List.of()),
                new PublicationEvent.Unpublished(STAFFORDSHIRE, new About(OTHER, Map.of()), CLAUSES, DAY.plusDays(9),
                        List.of("icb", "police", "sscb")),
                new IncidentEvent.Recorded(incident, CLAUSES, AT, Optional.of(AT.plus(Duration.ofDays(1))),
                        AT.plus(Duration.ofDays(3)), "sscb", "icb", "sscb", List.of(PACK)),
                new IncidentEvent.Recorded(incident, CLAUSES, AT, Optional.empty(), AT.plus(Duration.ofDays(3)),
                        "sscb", "sscb", "sscb", List.of()),
                new IncidentEvent.Assessed(incident, CLAUSES, IncidentEvent.Severity.SIGNIFICANT_RISK, true,
                        "so-lead"),
                new IncidentEvent.Assessed(incident, CLAUSES, IncidentEvent.Severity.NO_RISK, false, "so-lead"),
                new IncidentEvent.BusinessTeamConsidered(incident, CLAUSES, true),
                new IncidentEvent.BusinessTeamConsidered(incident, CLAUSES, false),
                new NoticeEvent.Reminded(STAFFORDSHIRE, NoticeEvent.Task.AGREEMENT_REVIEW, Optional.empty(),
                        Optional.of(new NoticeEvent.Due(DAY, 60)), new NoticeEvent.To(true, "sscb")),
                new NoticeEvent.Reminded(STAFFORDSHIRE, NoticeEvent.Task.FILING, Optional.of(PACK), Optional.empty(),
                        lead));
    }
}
