// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;

import java.util.List;
import java.util.Optional;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// What was sent by way of this gateway, for senders and for those who run it: ids, codes, times and sizes. There is no way here
/// to a name, a case or a content.
public final class Transfers {
    private final Database database;
    private final Directory directory;
    private final OpenedParts opened;
    private final Aftermath aftermath;

    Transfers(Database database, Directory directory, OpenedParts opened, Aftermath aftermath) {
        this.database = database;
        this.directory = directory;
        this.opened = opened;
        this.aftermath = aftermath;
    }

    /// The newest transfers, the newest first.
    ///
    /// @param of   the sending agency; all where it is empty
    /// @param most how many at most
    public List<TransferLine> list(Optional<AgencyId> of, int most) {
        return PackRows.judged(database.query(), of.map(this::names), most).stream().map(this::line).toList();
    }

    /// One transfer with its history; nothing where there is none of that id, or it is another agency's.
    public Optional<Transfer> show(String transfer, Optional<AgencyId> of) {
        Register register = directory.current();
        return PackRows.pack(database.query(), transfer)
                .filter(pack -> of.filter(agency -> !register.same(agency, pack.agency())).isEmpty())
                .map(pack -> new Transfer(line(pack), PackRows.decisions(database.query(), pack.id()).stream()
                        .map(row -> new Transfer.Judged(row.attempt(), row.outcome(), row.at(), row.entry())).toList(),
                        PackRows.recipients(database.query(), pack.id()), opened.of(pack.id()),
                        aftermath.plainSentences(pack)));
    }

    /// Every id under which an agency may have sent.
    private List<String> names(AgencyId agency) {
        Register register = directory.current();
        return database.query().selectDistinct(CASE_PACK.AGENCY).from(CASE_PACK).fetch(CASE_PACK.AGENCY).stream()
                .filter(name -> register.same(new AgencyId(name), agency))
                .toList();
    }

    private TransferLine line(PackRow pack) {
        List<PartRow> parts = PackRows.everyPart(database.query(), pack.id());
        return new TransferLine(pack.transfer().orElseThrow(), pack.agreement(), pack.agency(), pack.account(),
                pack.state() == PackState.OPEN ? "REFUSED" : pack.state().name(), pack.changedAt(), parts.size(),
                parts.stream().mapToLong(PartRow::contentSize).sum());
    }
}
