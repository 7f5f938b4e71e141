// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.manifest.Manifest.Phase;
import org.casegate.policy.manifest.Manifest.Regime;
import org.casegate.policy.manifest.Manifest.Statements;
import org.casegate.policy.manifest.Manifest.Timing;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.MeetingRef;
import org.casegate.policy.register.RetentionClassId;

/// What the convener of a case settled for every manifest sent to it. A manifest may leave it out, and is then read as if it
/// had said so; it may say the same; it overrides nothing ([Difference]). Everything may be empty.
///
/// @param external       the reference of a request from outside
/// @param recipients     whom packs are for, and why each needs them; empty where the convener left it open
/// @param basis          legal basis, gateways, and whether the family is told; never consent, which is the sender's to record
/// @param statements     purpose in words, justification, reason; the rest is the sender's
/// @param retentionClass of every part
/// @param meetings       of the case, by time
/// @param cancelled      meetings of the case that will not take place
/// @param next           the meeting that is meant where a manifest names none
public record Settled(Optional<String> purpose, Optional<Regime> regime, Optional<Phase> phase,
        Optional<String> external, List<Addressee> recipients, Basis basis, Statements statements,
        Optional<RetentionClassId> retentionClass, List<CaseRecord.Meeting> meetings, Set<MeetingRef> cancelled,
        Optional<CaseRecord.Meeting> next) {

    /// Nothing is settled: every answer is the sender's.
    public static final Settled NOTHING = new Settled(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), List.of(), Basis.NONE, Statements.NONE, Optional.empty(), List.of(), Set.of(),
            Optional.empty());

    public Settled {
        recipients = List.copyOf(recipients);
        meetings = List.copyOf(meetings);
        cancelled = Set.copyOf(cancelled);
    }

    /// What a case settles of which only the record is known.
    public static Settled of(CaseRecord record) {
        return NOTHING.in(record, Set.of());
    }

    /// The same with purpose and meetings as they stand in the record.
    ///
    /// @param dropped meetings that were cancelled
    public Settled in(CaseRecord record, Set<MeetingRef> dropped) {
        return new Settled(Optional.of(record.purpose()), regime, phase, external, recipients, basis, statements,
                retentionClass, record.meetings(), dropped, Optional.empty());
    }

    /// Only what the convener wrote down besides purpose and meetings.
    public Settled withoutCase() {
        return new Settled(Optional.empty(), regime, phase, external, recipients, basis, statements, retentionClass,
                List.of(), Set.of(), Optional.empty());
    }

    /// The same at a moment: a manifest that names no meeting means the one to come, where there is just one. Among several
    /// nothing is guessed.
    public Settled at(Instant now) {
        List<CaseRecord.Meeting> coming = meetings.stream().filter(meeting -> meeting.at().isAfter(now)).toList();
        return meaning(coming.size() == 1 ? Optional.of(coming.getFirst()) : Optional.empty());
    }

    /// The same at a moment, for a template: the first meeting to come is suggested.
    public Settled next(Instant now) {
        return meaning(meetings.stream().filter(meeting -> meeting.at().isAfter(now))
                .min(Comparator.comparing(CaseRecord.Meeting::at)));
    }

    /// The same as it was applied to this manifest, for whoever reads the manifest's text again later.
    public Settled appliedTo(Manifest manifest) {
        List<CaseRecord.Meeting> meant = manifest.timing().meeting()
                .flatMap(ref -> manifest.timing().meetingAt().map(at -> new CaseRecord.Meeting(ref, at))).stream()
                .toList();
        return new Settled(purpose, regime, manifest.timing().phase(), external, recipients, basis, statements,
                retentionClass, meant, Set.of(), meant.stream().findFirst());
    }

    private Settled meaning(Optional<CaseRecord.Meeting> meeting) {
        return new Settled(purpose, regime, phase, external, recipients, basis, statements, retentionClass, meetings,
                cancelled, meeting);
    }

    /// What the sender said of phase and meeting, with what follows from it.
    Timing fill(Timing said) {
        boolean silent = said.phase().isEmpty() && said.meeting().isEmpty() && said.action().isEmpty();
        Optional<Phase> known = said.phase().or(() -> phase)
                .or(() -> next.filter(_ -> silent).map(_ -> Phase.PRE_MEETING));
        Optional<MeetingRef> ref = said.meeting().or(() -> next.map(CaseRecord.Meeting::ref)
                .filter(_ -> known.filter(Phase.PRE_MEETING::equals).isPresent()));
        Optional<Instant> at = said.meetingAt().or(() -> ref.flatMap(this::time));
        return new Timing(known, ref, at, said.action());
    }

    private Optional<Instant> time(MeetingRef ref) {
        return meetings.stream().filter(meeting -> meeting.ref().equals(ref)).map(CaseRecord.Meeting::at).findFirst();
    }

    /// The recipients that the sender named, with the why that is settled; all of them where he named none.
    List<Addressee> fill(List<Addressee> said) {
        return said.isEmpty() ? recipients : said.stream().map(this::fill).toList();
    }

    private Addressee fill(Addressee said) {
        return settled(said).map(fixed -> new Addressee(said.agency(), said.account(),
                said.whyNeeded().or(fixed::whyNeeded), said.roleInCase().or(fixed::roleInCase),
                said.unit().or(fixed::unit), said.memberCondition() || fixed.memberCondition())).orElse(said);
    }

    private Optional<Addressee> settled(Addressee said) {
        return recipients.stream().filter(fixed -> said.account().isPresent() && fixed.account().equals(said.account()))
                .findFirst();
    }

    Basis fill(Basis said) {
        return new Basis(said.article6().or(basis::article6), said.article9().or(basis::article9),
                said.dpaCondition().or(basis::dpaCondition), said.noConsentReason().or(basis::noConsentReason),
                said.gateways().isEmpty() ? basis.gateways() : said.gateways(),
                said.otherGateway().or(basis::otherGateway), said.consent(), said.informed().or(basis::informed),
                said.confidentiality().or(basis::confidentiality));
    }

    Statements fill(Statements said) {
        return new Statements(said.purposeStatement().or(statements::purposeStatement),
                said.additionalJustification().or(statements::additionalJustification), said.necessity(),
                said.thirdPartyImpact(), said.wellbeing(), said.reason().or(statements::reason));
    }

    Manifest.Part fill(Manifest.Part said) {
        return new Manifest.Part(said.file(), said.nature(), said.distinguishedInText(), said.historical(),
                said.historicalNote(), said.courtMaterial(), said.courtAuthority(),
                said.retentionClass().or(() -> retentionClass), said.sha256());
    }

    /// Where a manifest says something else than what is settled. Purpose, meetings and who may be named are not among them.
    public List<Difference> differences(Manifest manifest) {
        Differences differences = new Differences();
        differences.code("regime", regime, Optional.of(manifest.regime()));
        differences.code("phase", phase, manifest.timing().phase());
        differences.code("external_ref", external, manifest.references().external());
        differences.of(basis, manifest.basis());
        differences.words("purpose_statement", statements.purposeStatement(),
                manifest.statements().purposeStatement());
        differences.words("additional_justification", statements.additionalJustification(),
                manifest.statements().additionalJustification());
        differences.words("reason", statements.reason(), manifest.statements().reason());
        for (Addressee said : manifest.recipients()) {
            settled(said).ifPresent(fixed -> differences.of(fixed, said));
        }
        Set<Optional<RetentionClassId>> classes = new LinkedHashSet<>();
        manifest.parts().forEach(part -> classes.add(part.retentionClass()));
        classes.forEach(said -> differences.code("retention_class", retentionClass, said));
        return differences.found();
    }
}
