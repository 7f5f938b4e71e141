// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.register.Tables.FACT;
import static org.casegate.schema.tables.register.Tables.HEAD;
import static org.casegate.schema.tables.register.Tables.REVISION;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.casegate.policy.territory.Territory;
import org.casegate.schema.Database;
import org.jooq.impl.DSL;

/// The register as it is stored: every item with the revisions between which it held, so that each past decision can be
/// judged again by what was known then. It is changed by a [RegisterChange] together with a ledger entry. Thread-safe.
public final class Directory {
    private static final int REGISTERS_KEPT = 16;
    private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Database database;
    private final Territory territory;
    private volatile Recent recent = new Recent(Register.empty(), System.nanoTime() - RECENT_NANOS);
    private final Map<Long, Register> kept = new LinkedHashMap<>(REGISTERS_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Register> eldest) {
            return size() > REGISTERS_KEPT;
        }
    };

    private record Recent(Register register, long nanos) {}

    /// A directory that places addresses by the registered networks alone.
    public Directory(Database database) {
        this(database, Territory.ofNetworks());
    }

    /// @param territory places addresses
    public Directory(Database database, Territory territory) {
        this.database = database;
        this.territory = territory;
    }

    /// Where an address is, by what the register says now.
    public Place placeOf(InetAddress address) {
        return placeOf(address, current());
    }

    /// Where an address is, by what a register says.
    public Place placeOf(InetAddress address, Register register) {
        return territory.placeOf(address, register);
    }

    /// Places addresses.
    public Territory territory() {
        return territory;
    }

    /// The newest revision; 0 until something was loaded. Asks the database each time, so that no node lags behind.
    public long revision() {
        return database.query().fetchSingle(HEAD).getRevision();
    }

    /// The register as it stands now.
    public Register current() {
        return newest(revision());
    }

    /// The same where the newest revision has just been asked for, together with something else.
    Register newest(long revision) {
        Register register = at(revision);
        recent = new Recent(register, System.nanoTime());
        return register;
    }

    /// The register as it stood at most a second ago. For what is only written down or counted, and for what is asked again
    /// before anything depends on it.
    Register recent() {
        Recent last = recent;
        return System.nanoTime() - last.nanos() < RECENT_NANOS ? last.register() : current();
    }

    /// The register as it stood at a revision.
    ///
    /// @throws IllegalArgumentException if there is no such revision yet
    public Register at(long revision) {
        synchronized (kept) {
            Register known = kept.get(revision);
            if (known != null) {
                return known;
            }
        }
        if (revision < 0 || revision > revision()) {
            throw new IllegalArgumentException("the register has no revision " + revision);
        }
        Register read = read(revision);
        synchronized (kept) {
            kept.put(revision, read);
        }
        return read;
    }

    /// One revision, with the ledger entry that made it.
    public record Revision(long number, Instant at, long entry, String actor) {}

    /// The revision that was the newest at a moment; empty where there was none, or none whose entry is known.
    public Optional<Revision> revisionAt(Instant moment) {
        return database.query()
                .select(REVISION.REVISION_, ENTRY.AT, ENTRY.INDEX, ENTRY.ACTOR)
                .from(REVISION)
                .join(ENTRY)
                .on(ENTRY.INDEX.eq(REVISION.ENTRY))
                .where(ENTRY.AT.le(moment))
                .orderBy(REVISION.REVISION_.desc())
                .limit(1)
                .fetchOptional(row -> new Revision(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /// The agreements that have been in force at any time, by the register.
    public Set<AgreementId> begun() {
        return database.query()
                .selectDistinct(FACT.ID)
                .from(FACT)
                .where(FACT.KIND.eq(Fact.Kind.AGREEMENT.name()),
                        DSL.jsonbGetAttributeAsText(FACT.BODY, "state").eq("ACTIVE"))
                .fetchSet(row -> new AgreementId(row.value1()));
    }

    private Register read(long revision) {
        if (revision == 0) {
            return Register.empty();
        }
        List<Fact> facts = database.query()
                .select(FACT.KIND, FACT.ID, FACT.BODY)
                .from(FACT)
                .where(FACT.SINCE.le(revision), FACT.UNTIL.isNull().or(FACT.UNTIL.gt(revision)))
                .orderBy(FACT.KIND, FACT.ID)
                .fetch(row -> new Fact(Fact.Kind.valueOf(row.value1()), row.value2(), row.value3().data()));
        Parsed<Register> parsed = RegisterFacts.read(revision, facts);
        return switch (parsed) {
            case Parsed.Good<Register> good -> good.value();
            case Parsed.Bad<Register> bad -> throw new IllegalStateException(
                    "revision " + revision + " of the register does not read: "
                            + bad.complaints().getFirst().in("fact"));
        };
    }
}
