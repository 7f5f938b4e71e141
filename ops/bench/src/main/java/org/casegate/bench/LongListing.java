// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import org.casegate.schema.Database;
import org.casegate.schema.EmbeddedDatabase;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// One directory with very many packs in it, and a client that lists it with several requests under way.
final class LongListing {
    private static final int FIRST = 1;
    private static final int OPENDIR = 11;
    private static final int READDIR = 12;
    private static final int STATUS = 101;
    private static final int HANDLE = 102;
    private static final int IN_FLIGHT = 4;
    private static final int TOGETHER = 1_000;

    private LongListing() {}

    /// What a listing took.
    ///
    /// @param first   seconds until the first page
    /// @param seconds until the end
    /// @param names   how many there were
    record Took(double first, double seconds, int names) {}

    /// Makes packs of the sender in its case, as if it had sent for a long time; their names are sealed as all are.
    static void fill(GatewayUnderTest gateway, int packs) throws Exception {
        Path keys = gateway.home().resolve("keys");
        try (EmbeddedDatabase running = EmbeddedDatabase.start(gateway.home(), 0);
                Database database = Database.open(running.application(), 2);
                MasterKey master = MasterKey.read(keys.resolve("master.key"));
                EpochKeys epochs = EpochKeys.open(keys.resolve("ring"), master, InstantSource.system())) {
            KeyedToken tokens = new KeyedToken(master);
            Openings openings = new Openings(database, epochs, tokens);
            UUID caseId = new Cases(database, openings, tokens)
                    .find(new AgreementId("staffordshire"), new CaseRef("SSCB-RR-2026-014")).orElseThrow().id();
            for (int pack = 0; pack < packs; pack += TOGETHER) {
                List<Query> subjects = new ArrayList<>();
                List<Query> names = new ArrayList<>();
                List<Query> rows = new ArrayList<>();
                for (int number = pack; number < pack + TOGETHER; number++) {
                    Subject subject = openings.create();
                    subjects.add(subject.insert());
                    names.add(subject.seal("directory", "pack-%06d".formatted(number)).insert());
                    rows.add(row(subject.id(), caseId, number));
                }
                database.transact(db -> insert(db, subjects) + insert(db, names) + insert(db, rows));
            }
        }
    }

    /// Statements that differ in their values alone.
    private static int insert(DSLContext db, List<Query> alike) {
        BatchBindStep batch = db.batch(alike.getFirst());
        for (Query query : alike) {
            batch = batch.bind(query.getBindValues().toArray());
        }
        return batch.execute().length;
    }

    private static Query row(UUID id, UUID caseId, int number) {
        Instant made = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number / 7); // several in one second
        return DSL.insertInto(CASE_PACK).set(CASE_PACK.ID, id).set(CASE_PACK.CASE_ID, caseId)
                .set(CASE_PACK.AGREEMENT, "staffordshire").set(CASE_PACK.ACCOUNT, GatewayUnderTest.SENDER)
                .set(CASE_PACK.AGENCY, "staffordshire-police")
                .set(CASE_PACK.NAME, ByteBuffer.allocate(32).putInt(number).array())
                .set(CASE_PACK.STATE, "DESTROYED").set(CASE_PACK.CREATED_AT, made).set(CASE_PACK.CHANGED_AT, made);
    }

    /// Lists a directory.
    ///
    /// @throws IOException if a name came twice, or the server said something else than names
    static Took list(Door door, String directory) throws IOException {
        Process session = IdleSessions.open(door);
        try (DataOutputStream out = new DataOutputStream(session.getOutputStream());
                DataInputStream in = new DataInputStream(session.getInputStream())) {
            long begun = System.nanoTime();
            request(out, OPENDIR, directory.getBytes(UTF_8));
            byte[] handle = handle(answer(in));
            for (int i = 0; i < IN_FLIGHT; i++) {
                request(out, READDIR, handle);
            }
            Set<String> names = new HashSet<>();
            double first = 0;
            int ended = 0;
            while (ended < IN_FLIGHT) {
                ByteBuffer page = answer(in);
                if (page.get() == STATUS) {
                    ended++;
                    continue;
                }
                take(page, names);
                first = first == 0 ? (System.nanoTime() - begun) / 1e9 : first;
                request(out, READDIR, handle);
            }
            return new Took(first, (System.nanoTime() - begun) / 1e9, names.size());
        } finally {
            session.destroyForcibly();
        }
    }

    private static void request(DataOutputStream out, int type, byte[] text) throws IOException {
        out.writeInt(1 + 4 + 4 + text.length);
        out.write(type);
        out.writeInt(FIRST);
        out.writeInt(text.length);
        out.write(text);
        out.flush();
    }

    private static ByteBuffer answer(DataInputStream in) throws IOException {
        return ByteBuffer.wrap(in.readNBytes(in.readInt()));
    }

    private static byte[] handle(ByteBuffer answer) throws IOException {
        if (answer.get() != HANDLE) {
            throw new IOException("the directory could not be opened");
        }
        var _ = answer.getInt();
        return text(answer);
    }

    private static byte[] text(ByteBuffer answer) {
        byte[] text = new byte[answer.getInt()];
        answer.get(text);
        return text;
    }

    private static void take(ByteBuffer page, Set<String> names) throws IOException {
        var _ = page.getInt();
        for (int left = page.getInt(); left > 0; left--) {
            String name = new String(text(page), UTF_8);
            if (!names.add(name)) {
                throw new IOException(name + " was listed twice");
            }
            var _ = text(page);
            skipAttributes(page);
        }
    }

    /// Of version 3: size, owner, mode and times, as the flags say.
    private static void skipAttributes(ByteBuffer page) {
        int flags = page.getInt();
        int[] sizes = {8, 8, 4, 8};
        for (int bit = 0; bit < sizes.length; bit++) {
            if ((flags & 1 << bit) != 0) {
                page.position(page.position() + sizes[bit]);
            }
        }
    }
}
