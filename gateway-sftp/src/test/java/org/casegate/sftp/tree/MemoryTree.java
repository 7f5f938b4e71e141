// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.Space;
import org.casegate.sftp.upload.Destination;
import org.casegate.sftp.upload.EarlyBudget;
import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Refusal;
import org.casegate.sftp.wire.Reply;

/// A tree in memory for tests of the protocol: one agreement, one case, packs as the client makes them. A pack is complete
/// when `manifest.yaml` and every file that it lists (one name a line) are closed; a manifest that holds the word "refuse",
/// "hold", "wait" or "break" is answered so. Shared by the channels of a server; thread-safe where the tests need it.
public final class MemoryTree implements Tree {
    public static final String CASE = "/staffordshire/SSCB-RR-2026-014";
    public static final String REFUSAL = "This upload was refused because British Transport Police is not an agency named"
            + " in the Staffordshire agreement.";
    static final Instant MADE = Instant.parse("2026-05-06T09:00:00Z");

    private final Map<String, Map<String, Part>> packs = new ConcurrentSkipListMap<>();
    private volatile CountDownLatch held = new CountDownLatch(0);

    /// One upload.
    static final class Part {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private boolean open = true;
        private boolean closed;

        byte[] octets() {
            return octets.toByteArray();
        }

        boolean closed() {
            return closed;
        }
    }

    /// From now on a look at "/wait" takes until the latch opens.
    public void holdUntil(CountDownLatch latch) {
        held = latch;
    }

    /// Requests over this tree.
    public Function<Reply, Requests> requests() {
        EarlyBudget budget = new EarlyBudget(64L << 20);
        return reply -> new Requests(this, "sp-review-officer", reply, budget, InstantSource.system());
    }

    /// The octets of a part that was closed; nothing else counts.
    public Optional<byte[]> committed(String pack, String name) {
        Part part = packs.getOrDefault(pack, Map.of()).get(name);
        return part == null || !part.closed() ? Optional.empty() : Optional.of(part.octets());
    }

    /// What has arrived of a part, closed or not.
    public Optional<byte[]> arrived(String pack, String name) {
        Part part = packs.getOrDefault(pack, Map.of()).get(name);
        return part == null ? Optional.empty() : Optional.of(part.octets());
    }

    /// Whether no upload of a pack is open.
    public boolean atRest(String pack) {
        return packs.getOrDefault(pack, Map.of()).values().stream().noneMatch(part -> part.open);
    }

    public void pack(String name) {
        packs.put(name, new ConcurrentSkipListMap<>());
    }

    @Override
    public Space space() {
        return new Space(40_960, 20_480);
    }

    @Override
    public Optional<Attributes> find(TreePath path) {
        if (path.toString().equals("/wait")) {
            try {
                held.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (path.depth() == 0) {
            return Optional.of(Attributes.directory(false, MADE));
        }
        return list(path.parent(), List.of()).stream().filter(entry -> entry.name().equals(path.last()))
                .map(Entry::attributes).findFirst();
    }

    @Override
    public Names list(TreePath directory) {
        return Names.of(list(directory, List.of()));
    }

    private List<Entry> list(TreePath directory, List<Entry> otherwise) {
        return switch (directory.toString()) {
            case "/" -> List.of(new Entry("README.txt", Attributes.readable(readme().length, MADE)),
                    new Entry("staffordshire", Attributes.directory(false, MADE)));
            case "/staffordshire" -> List.of(new Entry("SSCB-RR-2026-014", Attributes.directory(true, MADE)));
            case CASE ->
                packs.keySet().stream().map(name -> new Entry(name, Attributes.directory(true, MADE))).toList();
            default ->
                directory.depth() == 3 && directory.toString().startsWith(CASE) ? files(directory.last()) : otherwise;
        };
    }

    private List<Entry> files(String pack) {
        List<Entry> files = new ArrayList<>();
        packs.getOrDefault(pack, Map.of()).forEach(
                (name, part) -> files.add(new Entry(name, Attributes.upload(part.octets.size(), MADE))));
        return files;
    }

    @Override
    public byte[] read(TreePath text) throws Refusal {
        if (text.toString().equals("/README.txt")) {
            return readme();
        }
        throw Refusal.never("Parts cannot be read back here.");
    }

    private static byte[] readme() {
        return "Make a directory in a case and put a pack into it.\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Destination write(TreePath path, Beginning beginning) throws Refusal {
        Map<String, Part> pack = path.depth() == 4 ? packs.get(path.name(2)) : null;
        if (pack == null) {
            throw Refusal.notFound("Make a directory for your pack first.");
        }
        Part there = pack.get(path.last());
        if (there != null && (there.open || beginning == Beginning.NEW)) {
            throw Refusal.because("This name is taken.");
        }
        Part part = there == null || beginning == Beginning.OVER ? new Part() : there;
        boolean continues = part.closed;
        part.open = true;
        part.closed = false;
        pack.put(path.last(), part);
        return new Arriving(pack, part, continues);
    }

    @Override
    public void makeDirectory(TreePath directory) throws Refusal {
        if (directory.depth() != 3 || !directory.toString().startsWith(CASE) || find(directory).isPresent()) {
            throw Refusal.because("No directory can be made there.");
        }
        pack(directory.last());
    }

    @Override
    public void removeDirectory(TreePath directory) throws Refusal {
        if (directory.depth() != 3 || packs.remove(directory.last()) == null) {
            throw Refusal.notFound("No such pack.");
        }
    }

    @Override
    public void remove(TreePath path) throws Refusal {
        if (path.depth() != 4 || packs.getOrDefault(path.name(2), new TreeMap<>()).remove(path.last()) == null) {
            throw Refusal.notFound("No such part.");
        }
    }

    @Override
    public Answer rename(TreePath from, TreePath to) throws Refusal {
        Map<String, Part> pack = packs.getOrDefault(from.name(2), Map.of());
        Part part = pack.remove(from.last());
        if (part == null) {
            throw Refusal.notFound("No such part.");
        }
        pack.put(to.last(), part);
        return judge(pack);
    }

    private static Answer judge(Map<String, Part> pack) {
        Part manifest = pack.get("manifest.yaml");
        if (manifest == null || !manifest.closed) {
            return new Answer.Received();
        }
        List<String> lines = Arrays.asList(manifest.octets.toString(StandardCharsets.UTF_8).split("\n"));
        if (lines.contains("break")) {
            throw new IllegalStateException("the judge broke");
        }
        boolean whole = lines.stream().filter(line -> line.contains("."))
                .allMatch(name -> pack.containsKey(name) && pack.get(name).closed);
        if (!whole) {
            return new Answer.Received();
        }
        if (lines.contains("refuse")) {
            return new Answer.Refused(REFUSAL);
        }
        if (lines.contains("hold")) {
            return new Answer.Held(
                    "Held: nobody can see it yet. \u001b[31mDo not send it again.\nThe convener decides.");
        }
        return lines.contains("wait")
                ? new Answer.Pending("Received, still being checked.")
                : new Answer.Accepted("Accepted: 1 recipient may collect it.");
    }

    /// One part on its way in.
    private static final class Arriving implements Destination {
        private final Map<String, Part> pack;
        private final Part part;
        private final boolean continues;

        Arriving(Map<String, Part> pack, Part part, boolean continues) {
            this.pack = pack;
            this.part = part;
            this.continues = continues;
        }

        @Override
        public boolean continues() {
            return continues;
        }

        @Override
        public Answer leave() {
            part.closed = true;
            part.open = false;
            return new Answer.Received();
        }

        @Override
        public long received() {
            return part.octets.size();
        }

        @Override
        public void restart() {
            part.octets.reset();
        }

        @Override
        public void append(byte[] octets, int from, int length) throws Refusal, IOException {
            if (part.octets.size() + length > 8 << 20) {
                throw Refusal.because("This part is larger than 8 MiB.");
            }
            if (length >= 4 && octets[from] == '!' && octets[from + 1] == '!') {
                throw new IOException("the disk is gone");
            }
            part.octets.write(octets, from, length);
        }

        @Override
        public void force() {
            // memory is as durable as it gets here
        }

        @Override
        public Answer close() {
            part.closed = true;
            part.open = false;
            return judge(pack);
        }

        @Override
        public void suspend() {
            part.open = false;
        }
    }
}
