// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.RECIPIENT;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.jooq.Query;
import org.jooq.impl.DSL;

/// What changes when a pack is accepted: the session key of each part is wrapped to each who may collect, the gateway's own
/// hold on it goes, and its last day is set, and the recipients are told.
final class Acceptance {
    private final Cases cases;
    private final TransitKeys transit;
    private final RecipientWraps wraps;
    private final Words words;
    private final ReceivedContent received;

    Acceptance(Cases cases, TransitKeys transit, RecipientWraps wraps, Words words, ReceivedContent received) {
        this.cases = cases;
        this.transit = transit;
        this.wraps = wraps;
        this.words = words;
        this.received = received;
    }

    /// @throws NotSealable if it cannot be sealed to its recipients now
    StateChange of(Candidate candidate, Outcome.Accepted accepted, Register register, Instant now) throws IOException {
        PackRow pack = candidate.pack();
        RecipientWraps.Collectors collectors = wraps.collectors(accepted.recipients(), candidate.files(), register,
                now);
        StateChange change = StateChange.none();
        Optional<UUID> meeting = candidate.manifest().timing().meeting()
                .flatMap(ref -> cases.meeting(pack.caseId(), ref));
        if (meeting.isPresent()) {
            change = change
                    .with(DSL.update(CASE_PACK).set(CASE_PACK.MEETING_ID, meeting.get())
                            .where(CASE_PACK.ID.eq(pack.id().value())), 1);
        }
        int number = 0;
        for (Recipient recipient : accepted.recipients()) {
            change = change.with(insert(pack, recipient, ++number), 1);
        }
        for (Manifest.Part declared : candidate.manifest().parts()) {
            PartRow file = candidate.file(declared.file()).orElseThrow();
            Optional<LocalDate> destroyOn = Optional.ofNullable(accepted.destroyOn().get(declared.file()));
            change = change
                    .with(keep(candidate, declared, file, destroyOn, retainedFrom(candidate, declared, register, now)),
                            1)
                    .and(wraps.of(pack, file, collectors, now))
                    .and(received.received(file, candidate.sha256(file), accepted.recipients(), register));
        }
        return change.and(manifest(candidate)).and(tell(pack, accepted.recipients(), now));
    }

    /// Each who may collect is told that something waits.
    private static StateChange tell(PackRow pack, List<Recipient> recipients, Instant now) {
        return Notices.queue(NoticeKind.PACK_TO_COLLECT, pack.matter(),
                Addressee.accounts(recipients.stream().map(Recipient::account).toList()), now);
    }

    private static Query insert(PackRow pack, Recipient recipient, int number) {
        return DSL.insertInto(RECIPIENT)
                .set(RECIPIENT.PACK_ID, pack.id().value())
                .set(RECIPIENT.ACCOUNT, recipient.account().value())
                .set(RECIPIENT.AGENCY, recipient.agency().value())
                .set(RECIPIENT.NUMBER, number);
    }

    private static Query keep(Candidate candidate, Manifest.Part declared, PartRow file,
            Optional<LocalDate> destroyOn, LocalDate retainedFrom) {
        return DSL.update(PART)
                .set(PART.STATE, "KEPT")
                .set(PART.NUMBER, candidate.manifest().numberOf(declared.file()))
                .set(PART.NATURE, declared.nature().map(Manifest.Nature::name).orElse(null))
                .set(PART.RETENTION_CLASS, declared.retentionClass().orElseThrow().value())
                .set(PART.RETAINED_FROM, retainedFrom)
                .set(PART.DESTROY_ON, destroyOn.orElse(null))
                .where(PART.ID.eq(file.id()), PART.STATE.eq("RECEIVED"));
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
    private StateChange manifest(Candidate candidate) throws IOException {
        PartRow row = candidate.manifestRow();
        Subject subject = words.require(candidate.pack().id().value());
        String settled = SettledText.json(candidate.of().settled().appliedTo(candidate.manifest()));
        String text = Base64.getEncoder().encodeToString(transit.read(row, ManifestParser.LARGEST_BYTES));
        return StateChange.none()
                .with(subject.seal(Words.MANIFEST, text).insert(), 1)
                .with(subject.seal(Words.SETTLED, settled).insert(), 1)
                .with(DSL.update(PART).set(PART.STATE, "KEPT").where(PART.ID.eq(row.id())), 1)
                .with(PackRows.deleteWraps(row.id()), 1)
                .with(PackRows.discard(row.object(), candidate.pack().changedAt()), 1);
    }
}
