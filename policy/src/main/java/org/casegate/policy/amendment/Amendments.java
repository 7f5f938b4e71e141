// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.casegate.schema.tables.pack.Tables.PART;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.amendment.Proposal.Document;
import org.casegate.policy.change.Difference;
import org.casegate.policy.change.Differences;
import org.casegate.policy.change.Need;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.casegate.schema.Database;

/// Changes the register. What is an operation takes effect at once; what amends an agreement waits until everybody whom the
/// agreement asks has approved it, and takes effect in the transaction of the last approval. Thread-safe.
public final class Amendments {
    private static final int TRIES = 5;
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ./:_-]{0,79}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Database database;
    private final Ledger ledger;
    private final Directory directory;
    private final AgreementVersions versions;
    private final InstantSource clock;
    private final ProposalRows proposals;
    private final Makers makers;

    public Amendments(Database database, Ledger ledger, Directory directory, AgreementVersions versions,
            InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.directory = directory;
        this.versions = versions;
        this.clock = clock;
        this.proposals = new ProposalRows(database);
        this.makers = new Makers(database);
    }

    /// What came of asking.
    ///
    /// @param inForce   the differences that hold now
    /// @param proposals the ids of what waits for approval
    /// @param entries   the indexes of the entries that were written, in order
    public record Done(List<Difference> inForce, List<Long> proposals, List<Long> entries) {
        public Done {
            inForce = List.copyOf(inForce);
            proposals = List.copyOf(proposals);
            entries = List.copyOf(entries);
        }
    }

    /// Keeps the text of an agreement, and asks that it be put in force. Until everybody has approved it, it judges nothing.
    ///
    /// @param text the agreement's file, to the octet
    /// @throws AmendmentRefused if the text does not read, or is in force already
    public Done activate(Actor actor, byte[] text) throws AmendmentRefused, LedgerUnavailable {
        Agreement agreement = switch (AgreementParser.parse(text)) {
            case Parsed.Good<Agreement> good -> good.value();
            case Parsed.Bad<Agreement> bad -> throw new AmendmentRefused(String.join("\n",
                    bad.complaints().stream().map(complaint -> complaint.in("agreement")).toList()));
        };
        keep(actor, agreement);
        return ask(actor, register -> register.with(activated(register, agreement)));
    }

    private static AgreementRegistration activated(Register register, Agreement agreement) {
        AgreementId id = agreement.version().agreement();
        return register.agreement(id)
                .orElseGet(() -> AgreementRegistration.draft(id, agreement.version().version()))
                .active(agreement.version().version(), Optional.of(agreement.textSha256()));
    }

    private void keep(Actor actor, Agreement agreement) throws LedgerUnavailable {
        try {
            if (!versions.isKept(agreement.textSha256())) {
                ledger.append(actor.sign(AgreementVersions.kept(agreement)), AgreementVersions.keep(agreement, 0));
            }
        } catch (Conflict another) {
            // has kept it meanwhile
        }
    }

    /// What would come of asking for this register; changes nothing.
    ///
    /// @throws AmendmentRefused if it cannot be asked for
    public Plan plan(Register wanted) throws AmendmentRefused {
        return plan(directory.current(), wanted);
    }

    private Plan plan(Register base, Register wanted) throws AmendmentRefused {
        return Plan.of(base, wanted, versions, directory.begun(), proposals.waiting());
    }

    /// Asks for a change of the register.
    ///
    /// @param change from the present register to the wanted one; may be asked more than once
    /// @throws AmendmentRefused if it cannot be asked for; nothing has changed
    public Done ask(Actor actor, UnaryOperator<Register> change) throws AmendmentRefused, LedgerUnavailable {
        for (int tries = 0; tries < TRIES; tries++) {
            Register base = directory.current();
            Plan plan = plan(base, change.apply(base));
            try {
                return new Asking(plan, actor, quorums(plan), versions).append(ledger);
            } catch (Conflict e) {
                // the register or a proposal has moved on: look again
            }
        }
        throw new AmendmentRefused("The register kept changing. Try again.");
    }

    private List<Quorum> quorums(Plan plan) throws AmendmentRefused {
        List<Quorum> quorums = new ArrayList<>();
        for (Plan.Waiting waiting : plan.waiting()) {
            quorums.add(quorum(waiting.need(), plan.base(), plan.wanted()));
        }
        return quorums;
    }

    /// Whoever approves a change is named by the text that is in force, and where none is, by the one that is to be.
    private Quorum quorum(Need need, Register base, Register wanted) throws AmendmentRefused {
        boolean known = need.asked().stream().allMatch(id -> base.agreement(id).isPresent());
        Register by = known ? base : wanted;
        return Quorum.of(need, by.on(London.dateOf(clock.instant())), versions.find(by));
    }

    /// The proposals that wait, oldest first.
    public List<Proposal> waiting() {
        return proposals.waiting().stream().map(this::shown).toList();
    }

    /// All proposals there have been, oldest first.
    public List<Proposal> all() {
        return proposals.all().stream().map(this::shown).toList();
    }

    private Proposal shown(ProposalRows.Row row) {
        Need need = row.text().need();
        List<String> outstanding;
        try {
            Register register = directory.current();
            outstanding = row.state() == Proposal.State.WAITING
                    ? quorum(need, register, register).outstanding(row.approved())
                    : List.of();
        } catch (AmendmentRefused nobody) {
            outstanding = List.of(nobody.sentence());
        }
        return new Proposal(row.id(), row.state(), need, row.drafter(), row.at(), row.sha256(),
                row.text().differences(), row.approvals(), outstanding);
    }

    /// Approves a proposal. With the last approval it takes effect.
    ///
    /// @param document carries the approval; needed where the agreement wants it in writing
    /// @return what holds now because of it, if this was the last one
    /// @throws AmendmentRefused if the actor may not, or has already
    public Done approve(Actor actor, long id, Optional<Document> document) throws AmendmentRefused, LedgerUnavailable {
        requireForm(document);
        for (int tries = 0; tries < TRIES; tries++) {
            ProposalRows.Row row = waitingRow(id);
            Register base = directory.current();
            Quorum quorum = quorum(row.text().need(), base, base);
            String approver = quorum.approver(actor, row.drafter());
            boolean complete = quorum.outstanding(row.approved()).isEmpty();
            if (!complete) {
                requireFresh(row, approver);
            }
            requireApart(actor, row);
            if (quorum.inWriting() && document.isEmpty()) {
                throw new AmendmentRefused(
                        "The agreement asks for this approval in writing (%s): name the document with --document."
                                .formatted(String.join("; ", quorum.clauses())));
            }
            try {
                return (complete
                        ? Approving.completion(row, base, actor)
                        : Approving.approval(row, base, actor, quorum, approver, document)).append(ledger);
            } catch (Conflict e) {
                // the register or the proposal has moved on: look again
            }
        }
        throw new AmendmentRefused("The register kept changing. Try again.");
    }

    /// Ends a proposal: whoever may approve it can refuse it, and whoever asked for it can take it back.
    public long refuse(Actor actor, long id) throws AmendmentRefused, LedgerUnavailable {
        for (int tries = 0; tries < TRIES; tries++) {
            ProposalRows.Row row = waitingRow(id);
            Register base = directory.current();
            boolean own = actor.name().equals(row.drafter());
            if (!own) {
                quorum(row.text().need(), base, base).approver(actor, row.drafter());
            }
            try {
                return Approving.refusal(row, actor, own).append(ledger).entries().getFirst();
            } catch (Conflict e) {
                // the proposal has moved on: look again
            }
        }
        throw new AmendmentRefused("The proposal kept changing. Try again.");
    }

    /// Who made an account: who brought it into the register, and who gave it its password; by name.
    public List<String> makers(AccountId account) {
        return makers.of(account).stream().sorted().toList();
    }

    /// How many parts that are here would end earlier by this class's period.
    public int endEarlier(AgreementId agreement, RetentionClass retention) {
        return retention.period().isEmpty()
                ? 0
                : database.query().fetchCount(PART, DueDates.affected(agreement, retention));
    }

    private ProposalRows.Row waitingRow(long id) throws AmendmentRefused {
        ProposalRows.Row row = proposals.find(id)
                .orElseThrow(() -> new AmendmentRefused("There is no proposal %d.".formatted(id)));
        if (row.state() != Proposal.State.WAITING) {
            throw new AmendmentRefused("Proposal %d does not wait any more: it is %s.".formatted(id, row.state()));
        }
        return row;
    }

    private static void requireForm(Optional<Document> document) throws AmendmentRefused {
        if (document.filter(its -> !REFERENCE.matcher(its.reference()).matches()).isPresent()) {
            throw new AmendmentRefused(
                    "A document's reference has 1 to 80 letters, figures, blanks and `. / : _ -`, and no name in it.");
        }
        if (document.flatMap(Document::sha256).filter(hash -> !SHA256.matcher(hash).matches()).isPresent()) {
            throw new AmendmentRefused("A document's SHA-256 has 64 lower-case hexadecimal digits.");
        }
    }

    private static void requireFresh(ProposalRows.Row row, String approver) throws AmendmentRefused {
        if (row.approved().contains(approver)) {
            throw new AmendmentRefused("%s has approved proposal %d already.".formatted(approver, row.id()));
        }
    }

    /// Several approvals are several people's: nobody approves by an account that he made, or that made his.
    private void requireApart(Actor actor, ProposalRows.Row row) throws AmendmentRefused {
        AccountId account = actor.account().orElseThrow();
        for (Proposal.Approval other : row.approvals()) {
            if (!makers.apart(account, new AccountId(other.account()))) {
                throw new AmendmentRefused(
                        "%s and %s are not two people: one of the accounts made the other, or gave it its password."
                                .formatted(account, other.account()));
            }
        }
    }

    /// A register with differences put in, where that is a register.
    static Optional<Register> apply(Register base, List<Difference> differences) throws AmendmentRefused {
        try {
            return Differences.apply(base, differences);
        } catch (IllegalArgumentException none) {
            throw new AmendmentRefused("That would leave no register: " + none.getMessage());
        }
    }
}
