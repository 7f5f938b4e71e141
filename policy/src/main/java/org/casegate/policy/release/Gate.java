// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.event.RecipientEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.NoticeMatter;
import org.casegate.policy.notice.Notices;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;

/// Asks the download gate, anew each time: before a pack is shown (D-01 to D-05), and before a part of it is opened (all of it).
/// A refusal is recorded before it is told.
final class Gate {
    private final Shelf shelf;
    private final Ledger ledger;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final InstantSource clock;

    Gate(Shelf shelf, Ledger ledger, Directory directory, AgreementVersions agreements, InstantSource clock) {
        this.shelf = shelf;
        this.ledger = ledger;
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// Why a pack is not to be shown; for a list, in which nobody tries to open it. Nothing is recorded.
    Optional<DownloadRefusal> objection(Authenticated who, Shelf.Pack pack, Register register) {
        return agreements.find(pack.agreement(), register)
                .show(facts(who, pack, whole(shelf.parts(pack.id())), register), register);
    }

    /// Lets somebody see what was sent and by whom.
    ///
    /// @throws ReleaseRefused if he may not know it; the attempt is in the ledger
    void see(Authenticated who, Shelf.Pack pack, Register register) throws ReleaseRefused {
        Optional<DownloadRefusal> objection = objection(who, pack, register);
        if (objection.isPresent()) {
            refuse(who, pack, register, objection.get(), OptionalInt.empty());
        }
    }

    /// Lets somebody open a part, as far as the gate goes: what remains is to record it.
    ///
    /// @throws ReleaseRefused if he may not; the attempt is in the ledger
    void open(Authenticated who, Shelf.Pack pack, Shelf.Part part, Register register) throws ReleaseRefused {
        Optional<DownloadRefusal> refusal = agreements.find(pack.agreement(), register)
                .release(facts(who, pack, whole(List.of(part)), register), register);
        if (refusal.isPresent()) {
            refuse(who, pack, register, refusal.get(), OptionalInt.of(part.number()));
        }
    }

    /// The account in which somebody is addressed: his own, else a role account that he holds.
    Optional<AccountId> addressee(Authenticated who, Shelf.Pack pack, Register register) {
        List<AccountId> recipients = shelf.recipients(pack.id()).stream().map(Recipient::account).toList();
        return register.accountsOf(who.account(), Role.RECIPIENT).stream().filter(recipients::contains).findFirst();
    }

    /// What an entry says of a pack and whoever asks for it. Where he acts in a role that he holds, it names both.
    RecipientEvent.Access access(Authenticated who, Shelf.Pack pack, Register register) {
        Agreement agreement = agreements.find(pack.agreement(), register);
        Optional<String> role = addressee(who, pack, register)
                .filter(addressee -> !addressee.equals(who.account())).map(AccountId::value);
        return new RecipientEvent.Access(Under.of(agreement.version()), agreement.textSha256(), pack.id().value(),
                pack.transfer(), role);
    }

    /// The entry of what he did.
    static Draft by(Authenticated who, RecipientEvent event) {
        return Draft.of(event).actor(who.account().value()).agency(who.agency().value());
    }

    Agreement agreement(Shelf.Pack pack) {
        return agreements.current(pack.agreement());
    }

    /// The answer where nothing could be recorded (D-08).
    ReleaseRefused unrecorded(Shelf.Pack pack) {
        return ReleaseRefused.of(agreement(pack).unrecordedDownload());
    }

    private void refuse(Authenticated who, Shelf.Pack pack, Register register, DownloadRefusal refusal,
            OptionalInt part) throws ReleaseRefused {
        try {
            StateChange change = tellSender(who, pack, refusal);
            ledger.refuse(by(who, new RecipientEvent.DownloadRefused(access(who, pack, register),
                    refusal.code().printed(), refusal.clause().toString(), part)), change, change);
        } catch (LedgerUnavailable | Conflict e) {
            throw unrecorded(pack);
        }
        throw ReleaseRefused.of(refusal);
    }

    /// Where the agreement has the sender know; once a day for each agency and reason, however often somebody tries.
    private StateChange tellSender(Authenticated who, Shelf.Pack pack, DownloadRefusal refusal) {
        if (!refusal.tellsSender()) {
            return StateChange.none();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        NoticeMatter matter = NoticeMatter.of(pack.agreement(), pack.caseId(), pack.id().value(), who.agency())
                .once("%s %s %s".formatted(refusal.code(), who.agency(), London.dateOf(now)));
        return Notices.queue(NoticeKind.DOWNLOAD_REFUSED, matter, Addressee.accounts(List.of(pack.sentBy())), now);
    }

    /// Of several parts the one that stays longest stands for all: while it is there, so is the pack.
    private static Optional<Shelf.Part> whole(List<Shelf.Part> parts) {
        return parts.stream()
                .max(Comparator.comparing(Shelf.Part::kept)
                        .thenComparing(part -> part.destroyOn().orElse(LocalDate.MAX)));
    }

    private DownloadFacts facts(Authenticated who, Shelf.Pack pack, Optional<Shelf.Part> part, Register register) {
        DownloadFacts.State state = state(pack);
        Instant since = pack.changedAt();
        if (state == DownloadFacts.State.AVAILABLE && part.filter(Shelf.Part::kept).isEmpty()) {
            state = DownloadFacts.State.DESTROYED; // this one, while others of the pack are still there
            since = part.flatMap(Shelf.Part::destroyOn).map(London::startOf).orElse(since);
        }
        return new DownloadFacts(who.account(), who.multiFactor(), directory.placeOf(who.address(), register),
                shelf.recipients(pack.id()), state, since, part.flatMap(Shelf.Part::destroyOn),
                shelf.reminderAccepted(pack, who.account()), Optional.empty(), clock.instant());
    }

    private static DownloadFacts.State state(Shelf.Pack pack) {
        return switch (pack.state()) {
            case "ACCEPTED" -> DownloadFacts.State.AVAILABLE;
            case "WITHDRAWN" -> DownloadFacts.State.WITHDRAWN;
            case "REPLACED" -> DownloadFacts.State.REPLACED;
            case "DESTROYED" -> DownloadFacts.State.DESTROYED;
            default -> DownloadFacts.State.ON_HOLD;
        };
    }
}
