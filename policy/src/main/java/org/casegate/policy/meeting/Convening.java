// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;
import org.casegate.schema.Database;

/// What a convener does: opens a case with its purpose, legal basis, senders and recipients, amends and closes it, and opens,
/// moves and cancels its meetings. A convener is an account with that role of a body that shares under the agreement; he
/// acts for every case of it. Each act is one ledger entry, together with what it changes.
///
/// Moving or cancelling a meeting changes nothing of what was accepted before: recipients keep it, and it ends on the date
/// that its sender was told.
public final class Convening {
    private static final int TRIES = 5;

    private final Cases cases;
    private final MeetingPacks packs;
    private final Ledger ledger;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final InstantSource clock;

    /// @param clock the partnership's time
    public Convening(Database database, Ledger ledger, Cases cases, Directory directory, AgreementVersions agreements,
            InstantSource clock) {
        this.cases = cases;
        this.packs = new MeetingPacks(database);
        this.ledger = ledger;
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// The cases of every agreement for which the actor convenes, by agreement and reference.
    ///
    /// @throws ConveningRefused if there is none
    public List<CaseFile> cases(Actor actor) throws ConveningRefused {
        Register register = directory.current();
        Set<AgreementId> his = agreements.of(register).all().stream()
                .filter(agreement -> objection(actor, agreement, register).isEmpty())
                .map(agreement -> agreement.version().agreement()).collect(Collectors.toSet());
        if (his.isEmpty()) {
            throw new ConveningRefused(actor.name() + " convenes under no agreement.");
        }
        return cases.all(his);
    }

    /// One case, open or closed.
    public CaseFile find(Actor actor, AgreementId agreement, CaseRef ref) throws ConveningRefused {
        require(actor, agreement, directory.current());
        return existing(agreement, ref);
    }

    /// Opens a case, with the meetings that it has already.
    public Convened open(Actor actor, Proposal proposal) throws ConveningRefused, LedgerUnavailable {
        CaseRecord record = proposal.record();
        return retried(() -> {
            Register register = directory.current();
            Agreement agreement = require(actor, record.agreement(), register);
            Accounts.require(proposal, register);
            if (cases.find(record.agreement(), record.caseRef()).isPresent()) {
                throw new ConveningRefused("The case " + record.caseRef() + " is open already, or was. Amend it, or "
                        + "choose another reference.");
            }
            CaseChange change = cases.rows().open(record, proposal.settled(), now());
            CaseEvent event = new CaseEvent.Opened(Under.of(agreement.version()), change.about(), record.purpose(),
                    sorted(record.senders()), sorted(record.recipients()), record.meetings().size());
            return done(actor, event, change, Remarks.on(proposal, agreement, register, now()));
        });
    }

    /// Replaces what was settled: senders, recipients and why, legal basis. Packs that were judged stay as they are; later
    /// ones, and those that wait for a better manifest, are judged by the new.
    public Convened amend(Actor actor, Proposal proposal) throws ConveningRefused, LedgerUnavailable {
        CaseRecord record = proposal.record();
        return retried(() -> {
            Register register = directory.current();
            Agreement agreement = require(actor, record.agreement(), register);
            Accounts.require(proposal, register);
            CaseFile file = open(existing(record.agreement(), record.caseRef()));
            if (!file.record().purpose().equals(record.purpose())) {
                throw new ConveningRefused("The case " + record.caseRef() + " is open for the purpose "
                        + file.record().purpose() + ", which stays. Another purpose is another case.");
            }
            if (!file.record().meetings().containsAll(record.meetings())) {
                throw new ConveningRefused(
                        "The meetings of a case are opened, moved and cancelled one by one; leave out "
                                + "`meetings`, or write down those that there are.");
            }
            CaseChange change = cases.rows().amend(file, record, proposal.settled());
            CaseEvent event = new CaseEvent.Amended(Under.of(agreement.version()), change.about(),
                    sorted(record.senders()), sorted(record.recipients()));
            return done(actor, event, change, Remarks.on(proposal, agreement, register, now()));
        });
    }

    /// Closes a case: nothing more is taken for it. What was accepted ends on its own dates.
    public Convened close(Actor actor, AgreementId id, CaseRef ref) throws ConveningRefused, LedgerUnavailable {
        return retried(() -> {
            Agreement agreement = require(actor, id, directory.current());
            CaseChange change = cases.rows().close(open(existing(id, ref)), now());
            return done(actor, new CaseEvent.Closed(Under.of(agreement.version()), change.about()), change, List.of());
        });
    }

    /// Opens a meeting of a case.
    public Convened openMeeting(Actor actor, AgreementId id, CaseRef ref, CaseRecord.Meeting meeting)
            throws ConveningRefused, LedgerUnavailable {
        return retried(() -> {
            Agreement agreement = require(actor, id, directory.current());
            CaseFile file = open(existing(id, ref));
            if (cases.meeting(file.id(), meeting.ref()).isPresent()) {
                throw new ConveningRefused("The case " + ref + " has a meeting " + meeting.ref()
                        + " already. Move it, or choose another reference.");
            }
            coming(meeting.at());
            CaseChange change = cases.rows().add(file, meeting);
            return done(actor, new CaseEvent.MeetingOpened(Under.of(agreement.version()), change.about(), file.id(),
                    meeting.at()), change, List.of());
        });
    }

    /// Moves a meeting to another time.
    public Convened move(Actor actor, AgreementId id, CaseRef ref, CaseRecord.Meeting meeting)
            throws ConveningRefused, LedgerUnavailable {
        return retried(() -> {
            Agreement agreement = require(actor, id, directory.current());
            CaseFile file = open(existing(id, ref));
            CaseRecord.Meeting former = meeting(file, meeting.ref());
            UUID meetingId = cases.meeting(file.id(), meeting.ref()).orElseThrow();
            coming(meeting.at());
            if (former.at().equals(meeting.at())) {
                throw new ConveningRefused("The meeting " + meeting.ref() + " is at that time already.");
            }
            CaseChange change = cases.rows().move(file, meetingId, meeting.at());
            CaseEvent event = new CaseEvent.MeetingMoved(Under.of(agreement.version()), change.about(), file.id(),
                    former.at(), meeting.at());
            return done(actor, event, change, packs.endingBefore(meetingId, London.dateOf(meeting.at())));
        });
    }

    /// Cancels a meeting: no pack is sent for it any more.
    public Convened cancel(Actor actor, AgreementId id, CaseRef ref, MeetingRef meeting)
            throws ConveningRefused, LedgerUnavailable {
        return retried(() -> {
            Agreement agreement = require(actor, id, directory.current());
            CaseFile file = open(existing(id, ref));
            CaseRecord.Meeting former = meeting(file, meeting);
            UUID meetingId = cases.meeting(file.id(), meeting).orElseThrow();
            CaseChange change = cases.rows().cancel(file, meetingId, now());
            return done(actor, new CaseEvent.MeetingCancelled(Under.of(agreement.version()), change.about(), file.id(),
                    former.at()), change, List.of());
        });
    }

    private interface Act {
        Convened tried() throws ConveningRefused, LedgerUnavailable, Conflict;
    }

    /// Looks again where somebody else was quicker.
    private static Convened retried(Act act) throws ConveningRefused, LedgerUnavailable {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return act.tried();
            } catch (Conflict _) {
                // the case has moved on
            }
        }
        throw new ConveningRefused("The case kept changing. Try again.");
    }

    private Convened done(Actor actor, CaseEvent event, CaseChange change, List<String> remarks)
            throws LedgerUnavailable, Conflict {
        return new Convened(ledger.append(actor.sign(Draft.of(event)), change.change()).index(), remarks);
    }

    private Agreement require(Actor actor, AgreementId id, Register register) throws ConveningRefused {
        Agreement agreement = agreements.of(register).find(id)
                .orElseThrow(() -> new ConveningRefused("There is no agreement " + id
                        + ". There are: "
                        + agreements.ids().stream().map(AgreementId::value).sorted().collect(Collectors.joining(", "))
                        + "."));
        Optional<String> objection = objection(actor, agreement, register);
        if (objection.isPresent()) {
            throw new ConveningRefused(objection.get());
        }
        return agreement;
    }

    private Optional<String> objection(Actor actor, Agreement agreement, Register register) {
        if (!actor.has(Role.CONVENER)) {
            return Optional.of(actor.name() + " is not a convener.");
        }
        return agreement.objectionToBody(actor.who().map(Authenticated::agency).orElseThrow(), register, now());
    }

    private CaseFile existing(AgreementId agreement, CaseRef ref) throws ConveningRefused {
        return cases.find(agreement, ref).orElseThrow(() -> new ConveningRefused(
                "There is no case " + ref + " under " + agreement + ". Open it first."));
    }

    private static CaseFile open(CaseFile file) throws ConveningRefused {
        if (file.closedAt().isPresent()) {
            throw new ConveningRefused("The case " + file.record().caseRef() + " was closed at "
                    + London.written(file.closedAt().get()) + ".");
        }
        return file;
    }

    private static CaseRecord.Meeting meeting(CaseFile file, MeetingRef ref) throws ConveningRefused {
        Optional<CaseRecord.Meeting> found = file.record().meetings().stream()
                .filter(meeting -> meeting.ref().equals(ref)).findFirst();
        if (found.isEmpty()) {
            throw new ConveningRefused(file.settled().cancelled().contains(ref)
                    ? "The meeting " + ref + " was cancelled. Open one under another reference."
                    : "The case " + file.record().caseRef() + " has no meeting " + ref + ".");
        }
        return found.get();
    }

    private void coming(Instant at) throws ConveningRefused {
        if (!at.isAfter(now())) {
            throw new ConveningRefused("A meeting is opened or moved to a time to come; " + London.written(at)
                    + " is over.");
        }
    }

    private static List<String> sorted(Set<?> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
