// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.event.NoticeEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.mail.Letter;
import org.casegate.policy.mail.Mailbox;
import org.casegate.policy.mail.Relay;
import org.casegate.policy.mail.RelayAnswer;
import org.casegate.schema.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands what is queued to the mail relay, and records what the relay answered.
///
/// A notice is claimed, handed over, then recorded: whoever dies between the last two has it sent again after its lease, with the
/// same Message-ID. So each is sent at least once, and not twice while nothing fails. Several nodes may do this at once.
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /// Longer than any attempt takes.
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /// RFC 5321 4.5.4.1: four to five days.
    private static final Duration GIVE_UP = Duration.ofDays(4);
    /// Longer than a month, so that no digest of one is queued again.
    private static final Duration REMEMBERED = Duration.ofDays(40);

    private final NoticeRows rows;
    private final Ledger ledger;
    private final Openings openings;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final Relay relay;
    private final Mailbox from;
    private final Scribe scribe;
    private final InstantSource clock;
    /// What could not be recorded yet: until it is, nothing else is sent.
    private Optional<Settled> owed = Optional.empty();
    private Instant relayRestsUntil = Instant.EPOCH;

    /// @param from   the gateway's own address
    /// @param portal what links begin with: the portal's address, without a path
    public Delivery(Database database, Ledger ledger, Openings openings, Directory directory,
            AgreementVersions agreements,
            Relay relay, Mailbox from, URI portal, InstantSource clock) {
        this.rows = new NoticeRows(database);
        this.ledger = ledger;
        this.openings = openings;
        this.directory = directory;
        this.agreements = agreements;
        this.relay = relay;
        this.from = from;
        this.scribe = new Scribe(openings, new Figures(database), ledger, agreements, from, portal);
        this.clock = clock;
    }

    /// What became of a notice, for good.
    private record Settled(Notice notice, Notice.State state, String answer) {}

    /// Hands over what is due, the longest first, until nothing is or the relay cannot be used.
    ///
    /// @return how many the relay took
    /// @throws LedgerUnavailable if an answer cannot be recorded; it is kept, and recorded first the next time
    /// @throws IOException       if the keys of the case references cannot be used here
    public synchronized int deliver() throws LedgerUnavailable, IOException {
        if (owed.isPresent()) {
            record(owed.get());
        }
        int taken = 0;
        while (!now().isBefore(relayRestsUntil)) {
            Optional<Notice> due = rows.claim(now(), LEASE);
            if (due.isEmpty()) {
                break;
            }
            taken += attempt(due.get()) ? 1 : 0;
        }
        return taken;
    }

    private boolean attempt(Notice notice) throws LedgerUnavailable, IOException {
        return switch (scribe.write(notice, directory.current(), now())) {
            case Scribe.Written.Impossible(String why) -> record(new Settled(notice, Notice.State.NOT_DELIVERED, why));
            case Scribe.Written.Ready(var letter) -> settle(notice, relay.hand(letter));
        };
    }

    private boolean settle(Notice notice, RelayAnswer answer) throws LedgerUnavailable, IOException {
        return switch (answer) {
            case RelayAnswer.Taken(String said) -> record(new Settled(notice, Notice.State.TAKEN, said));
            case RelayAnswer.Refused(String said) -> record(new Settled(notice, Notice.State.NOT_DELIVERED, said));
            case RelayAnswer.Later(String said) -> later(notice, said);
            case RelayAnswer.Unusable(String said) -> {
                relayRestsUntil = now().plus(FIRST_PAUSE);
                yield later(notice, said);
            }
        };
    }

    private boolean later(Notice notice, String said) throws LedgerUnavailable, IOException {
        LOG.atWarn().addKeyValue("notice", notice.id()).addKeyValue("answer", said).log("A notice has to wait");
        if (!now().isBefore(notice.queuedAt().plus(GIVE_UP))) {
            return record(new Settled(notice, Notice.State.NOT_DELIVERED, said));
        }
        rows.postpone(notice, said, now().plus(pause(notice.attempts())));
        return false;
    }

    /// One minute, then twice as long each time, to an hour.
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /// The entry and the notice's new state, as one.
    private boolean record(Settled settled) throws LedgerUnavailable, IOException {
        owed = Optional.of(settled);
        Notice notice = settled.notice();
        NoticeEvent event = new NoticeEvent.Notified(
                new Under(notice.matter().agreement().value(), version(notice)), NoticeBoard.told(notice),
                reference(notice), notice.attempts(), settled.answer(), settled.state() == Notice.State.TAKEN);
        try {
            ledger.append(Draft.of(event),
                    StateChange.none().withIndex(
                            index -> NoticeRows.settle(notice, settled.state(), settled.answer(), now(), index), 1));
        } catch (Conflict e) {
            // the lease had passed, and another node has settled it
        }
        owed = Optional.empty();
        return settled.state() == Notice.State.TAKEN;
    }

    private Map<String, Commitment> reference(Notice notice) throws IOException {
        Optional<UUID> pack = notice.matter().pack();
        Optional<Commitment> reference = pack.isPresent()
                ? openings.commitment(pack.get(), Openings.CASE)
                : Optional.empty();
        return reference.map(commitment -> Map.of(Openings.CASE, commitment)).orElse(Map.of());
    }

    private String version(Notice notice) {
        return agreements.current(notice.matter().agreement()).version().version();
    }

    /// Looks whether the relay could take a letter now.
    public RelayAnswer probe() {
        return relay.probe();
    }

    /// Sends one letter about nothing, past the queue and without an entry.
    public RelayAnswer test(Mailbox to) {
        return relay.hand(new Letter(UUID.randomUUID(), from, to, now(), "A test of CaseGate's mail",
                "This is a test of the mail relay. There is nothing to do.\n"));
    }

    /// Once a minute: forgets rows that were settled long ago. Their entries stay.
    public void tidy() {
        rows.forget(now().minus(REMEMBERED));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
