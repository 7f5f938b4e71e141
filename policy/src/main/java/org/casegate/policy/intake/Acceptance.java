// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.RECIPIENT;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.clock.London;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.Notices;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.casegate.schema.ManyRows;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// What changes when a pack is accepted: the session key of each part is wrapped to each who may collect, the gateway's own
/// hold on it goes, and its last day is set, and the recipients are told.
final class Acceptance {
    private final Cases cases;
    private final TransitKeys transit;
    private final RecipientWraps wraps;
    private final ReceivedContent received;

    Acceptance(Cases cases, TransitKeys transit, RecipientWraps wraps, ReceivedContent received) {
        this.cases = cases;
        this.transit = transit;
        this.wraps = wraps;
        this.received = received;
    }

    /// @param subject of the pack
    /// @throws NotSealable if it cannot be sealed to its recipients now
    StateChange of(Candidate candidate, Subject subject, Outcome.Accepted accepted, Register register, Instant now)
            throws IOException {
        PackRow pack = candidate.pack();
        RecipientWraps.Collectors collectors = wraps.collectors(accepted.recipients(), candidate.files(), register,
                now);
        Map<UUID, Octets> envelopes = transit.envelopes(candidate.everyFile());
        StateChange change = text(candidate, subject, envelopes); // beside the other words of the decision
        Optional<UUID> meeting = candidate.manifest().timing().meeting()
                .flatMap(ref -> cases.meeting(pack.caseId(), ref));
        if (meeting.isPresent()) {
            change = change
                    .with(DSL.update(CASE_PACK).set(CASE_PACK.MEETING_ID, meeting.get())
                            .where(CASE_PACK.ID.eq(pack.id().value())), 1);
        }
        List<Kept> kept = new ArrayList<>();
        Map<UUID, Sha256> contents = new LinkedHashMap<>();
        for (Manifest.Part declared : candidate.manifest().parts()) {
            PartRow file = candidate.file(declared.file()).orElseThrow();
            kept.add(new Kept(file, candidate.manifest().numberOf(declared.file()), declared,
                    retainedFrom(candidate, declared, register, now),
                    Optional.ofNullable(accepted.destroyOn().get(declared.file()))));
            contents.put(file.id(), candidate.sha256(file));
        }
        return change
                .with(insert(pack, accepted.recipients()), accepted.recipients().size())
                .with(keep(kept), kept.size())
                .and(wraps.of(pack, kept.stream().map(Kept::file).toList(), envelopes, collectors, now))
                .and(received.received(contents, accepted.recipients(), register))
                .and(manifest(candidate))
                .and(tell(pack, accepted.recipients(), now));
    }

    /// A part that stays, with its place in the manifest.
    private record Kept(PartRow file, int number, Manifest.Part declared, LocalDate retainedFrom,
            Optional<LocalDate> destroyOn) {}

    /// Each who may collect is told that something waits.
    private static StateChange tell(PackRow pack, List<Recipient> recipients, Instant now) {
        return Notices.queue(NoticeKind.PACK_TO_COLLECT, pack.matter(),
                Addressee.accounts(recipients.stream().map(Recipient::account).toList()), now);
    }

    private static Query insert(PackRow pack, List<Recipient> recipients) {
        return ManyRows.of(recipients)
                .all(RECIPIENT.PACK_ID, pack.id().value())
                .each(RECIPIENT.ACCOUNT, each -> each.account().value())
                .each(RECIPIENT.AGENCY, each -> each.agency().value())
                .each(RECIPIENT.NUMBER, each -> recipients.indexOf(each) + 1)
                .insertInto(RECIPIENT);
    }

    private static Query keep(List<Kept> parts) {
        return ManyRows.of(parts)
                .key(PART.ID, each -> each.file().id())
                .all(PART.STATE, PackRows.KEPT.getValue())
                .each(PART.NUMBER, Kept::number)
                .each(PART.NATURE, each -> each.declared().nature().map(Manifest.Nature::name).orElse(null))
                .each(PART.RETENTION_CLASS, each -> each.declared().retentionClass().orElseThrow().value())
                .each(PART.RETAINED_FROM, Kept::retainedFrom)
                .each(PART.DESTROY_ON, each -> each.destroyOn().orElse(null))
                .update(PART, PART.STATE.eq(PackRows.RECEIVED));
    }

    /// The day that the period of a part counts from: the meeting's, or today.
    private static LocalDate retainedFrom(Candidate candidate, Manifest.Part declared, Register register, Instant now) {
        boolean byMeeting = register.agreement(candidate.pack().agreement())
                .flatMap(agreement -> declared.retentionClass().map(agreement.retention()::get))
                .filter(retention -> retention.trigger() == RetentionClass.Trigger.MEETING)
                .isPresent();
        return London.dateOf(byMeeting ? candidate.manifest().timing().meetingAt().orElse(now) : now);
    }

    /// The manifest's text, and what the case settled of it, move to the openings of the pack, where the cover page reads it and destruction erases it. Its row
    /// stays for the digest, so that the same manifest sent again is known.
    private StateChange text(Candidate candidate, Subject subject, Map<UUID, Octets> envelopes) throws IOException {
        String settled = SettledText.json(candidate.of().settled().appliedTo(candidate.manifest()));
        String text = Base64.getEncoder()
                .encodeToString(transit.read(candidate.manifestRow(), ManifestParser.LARGEST_BYTES, envelopes));
        return StateChange.none()
                .with(subject.seal(Words.MANIFEST, text).insert(), 1)
                .with(subject.seal(Words.SETTLED, settled).insert(), 1);
    }

    private static StateChange manifest(Candidate candidate) {
        PartRow row = candidate.manifestRow();
        return StateChange.none()
                .with(DSL.update(PART).set(PART.STATE, "KEPT").where(PART.ID.eq(row.id())), 1)
                .with(PackRows.deleteWraps(List.of(row.id())), 1)
                .with(PackRows.discard(List.of(row.object()), candidate.pack().changedAt()), 1);
    }
}
