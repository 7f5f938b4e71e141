// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import static org.casegate.schema.tables.pack.Tables.ACKNOWLEDGEMENT;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.register.Tables.HEAD;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.ledger.Appended;
import org.casegate.policy.event.RecipientEvent;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.impl.DSL;

/// How a part goes out: the only code that opens what is stored. Each download is judged again, recorded, and only then
/// decrypted, for this recipient alone; or handed to him as it lies, where only he can open it. Whatever cannot be judged or recorded is not given out.
///
/// Thread-safe; blocking, for virtual threads.
public final class Release {
    private static final int TRIES = 5;

    private final Shelf shelf;
    private final Gate gate;
    private final ObjectStore store;
    private final Wraps wraps;
    private final RecipientKeys recipientKeys;
    private final Openings openings;
    private final Ledger ledger;
    private final Directory directory;
    private final InstantSource clock;

    /// @param clock the partnership's time, by which packs are judged and kept
    public Release(Database database, ObjectStore store, Wraps wraps, RecipientKeys recipientKeys, Openings openings,
            Ledger ledger, Directory directory, AgreementVersions agreements, InstantSource clock) {
        this.shelf = new Shelf(database);
        this.gate = new Gate(shelf, ledger, directory, agreements, clock);
        this.store = store;
        this.wraps = wraps;
        this.recipientKeys = recipientKeys;
        this.openings = openings;
        this.ledger = ledger;
        this.directory = directory;
        this.clock = clock;
    }

    /// Opens one part for the recipient who asks: gate, verification, entry, in this order, and not an octet before.
    ///
    /// @param number from 1, as on the cover page
    /// @throws ReleaseRefused if the gate says no; the attempt is in the ledger
    /// @throws org.casegate.crypto.seal.Damaged if the object is not what was sealed; nothing was released
    public Opened open(Authenticated who, PackId id, int number) throws ReleaseRefused, IOException {
        Shelf.Pack pack = shelf.pack(id).orElseThrow(ReleaseRefused::unknown);
        Shelf.Part part = shelf.parts(id).stream().filter(p -> p.number() == number).findFirst()
                .orElseThrow(ReleaseRefused::unknown);
        for (int tries = 0; tries < TRIES; tries++) {
            Register register = directory.current();
            gate.open(who, pack, part, register);
            Optional<Opened> opened = open(who, pack, part, register);
            if (opened.isPresent()) {
                return opened.get();
            }
            pack = shelf.pack(id).orElseThrow(ReleaseRefused::unknown);
            part = shelf.parts(id).stream().filter(p -> p.number() == number).findFirst()
                    .orElseThrow(ReleaseRefused::unknown);
        }
        throw new IOException("the register or the pack kept changing while the download was judged");
    }

    /// @return nothing where pack, part or register have moved on since they were judged
    private Optional<Opened> open(Authenticated who, Shelf.Pack pack, Shelf.Part part, Register register)
            throws ReleaseRefused, IOException {
        AccountId recipient = gate.addressee(who, pack, register).orElseThrow(ReleaseRefused::unknown);
        String name = Optional.ofNullable(openings.readAll(part.id()).get("name")).orElse("part-" + part.number());
        Outgoing content = content(recipient, part);
        boolean released = false;
        try {
            Appended entry = ledger.append(Gate.by(who,
                    new RecipientEvent.Downloaded(gate.access(who, pack, register), part.number())),
                    unchanged(pack, part, register));
            released = true;
            Instant opened = clock.instant();
            return Optional.of(new Opened(name, entry.index(), content,
                    out -> new Watch(out, clock, opened, () -> lookAgain(who, pack, part))));
        } catch (Conflict e) {
            return Optional.empty();
        } catch (LedgerUnavailable e) {
            throw gate.unrecorded(pack);
        } finally {
            if (!released) {
                content.close();
            }
        }
    }

    /// A part that goes out stops when its pack is taken back. The gate says why, and records that it did.
    private void lookAgain(Authenticated who, Shelf.Pack pack, Shelf.Part part) throws NoLongerAvailable {
        if (shelf.isOpen(part.id())) {
            return;
        }
        Shelf.Pack now = shelf.pack(pack.id()).orElse(pack);
        Shelf.Part ended = shelf.parts(pack.id()).stream().filter(each -> each.id().equals(part.id())).findFirst()
                .orElse(part);
        try {
            gate.open(who, now, ended, directory.current());
            throw gate.unrecorded(now); // the gate has not heard of it; it ends all the same
        } catch (ReleaseRefused refused) {
            throw new NoLongerAvailable(refused);
        }
    }

    /// What goes out, verified as far as it can be before the first octet. The recipient's own wrap opens with a key of that
    /// recipient only; a role's with the role's.
    private Outgoing content(AccountId recipient, Shelf.Part part) throws IOException {
        Shelf.Wrapped wrapped = shelf.wrapped(part.id(), recipient)
                .orElseThrow(() -> new IOException("part " + part.id() + " is not wrapped to this account"));
        Source source = store.open(wrapped.object());
        SessionKey key = null;
        try {
            if (wrapped.outline().isPresent()) {
                wrapped.outline().get().require(source);
                return new Outgoing.Message(Octets.copyOf(wraps.pkesk(wrapped.envelope().bytes(),
                        Binding.sealed(part.id(), wrapped.object().value(), recipient.value()))), source,
                        wrapped.outline().get());
            }
            key = recipientKeys.open(wraps, wrapped.envelope().bytes(), recipient,
                    Binding.managed(part.id(), wrapped.object().value(), recipient.value()));
            return new Outgoing.Clear(source, key, Opener.open(source, key));
        } catch (IOException | RuntimeException fault) {
            source.close();
            if (key != null) {
                key.close();
            }
            throw fault;
        }
    }

    /// Changes nothing, but only where all is still as it was judged.
    private static StateChange unchanged(Shelf.Pack pack, Shelf.Part part, Register register) {
        return StateChange.none()
                .with(DSL.update(PART)
                        .set(PART.STATE, "KEPT")
                        .where(PART.ID.eq(part.id()), PART.STATE.eq("KEPT"),
                                part.destroyOn().map(PART.DESTROY_ON::eq).orElseGet(PART.DESTROY_ON::isNull),
                                DSL.exists(DSL.selectOne()
                                        .from(CASE_PACK)
                                        .where(CASE_PACK.ID.eq(pack.id().value()), CASE_PACK.STATE.eq("ACCEPTED"))),
                                DSL.exists(DSL.selectOne().from(HEAD).where(HEAD.REVISION.eq(register.revision())))),
                        1);
    }

    /// Somebody has read and accepted the confidentiality reminder, for this meeting and every pack of it (D-06); in person,
    /// also where the pack is addressed to a role.
    public void acknowledge(Authenticated who, PackId id) throws ReleaseRefused {
        Shelf.Pack pack = shelf.pack(id).orElseThrow(ReleaseRefused::unknown);
        Register register = directory.current();
        gate.see(who, pack, register);
        if (shelf.reminderAccepted(pack, who.account())) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            ledger.append(Gate.by(who, new RecipientEvent.Acknowledged(gate.access(who, pack, register))), StateChange
                    .none()
                    .withIndex(index -> DSL.insertInto(ACKNOWLEDGEMENT)
                            .set(ACKNOWLEDGEMENT.SCOPE, pack.scope())
                            .set(ACKNOWLEDGEMENT.ACCOUNT, who.account().value())
                            .set(ACKNOWLEDGEMENT.AT, now)
                            .set(ACKNOWLEDGEMENT.ENTRY, index), 1));
        } catch (LedgerUnavailable e) {
            throw gate.unrecorded(pack);
        } catch (Conflict | IllegalStateException e) {
            if (!shelf.reminderAccepted(pack, who.account())) {
                throw gate.unrecorded(pack);
            }
        }
    }
}
