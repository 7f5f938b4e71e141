// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.NotCanonical;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TilePath;

/// A published log as somebody might leave it who can change every file of it. What he does with the entries, the tiles and
/// the checkpoint are three things, so that every half of an attack can be played too.
public final class LogFiles implements LogSource {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /// The log of these entries as a gateway publishes it.
    public static LogFiles of(List<byte[]> entries, SignerKey key) {
        LogFiles log = new LogFiles();
        log.entries(entries);
        log.tiles(entries);
        log.checkpoint(sign(entries, entries.size(), key));
        return log;
    }

    /// The files of a directory, to be changed and written again.
    public static LogFiles in(Path directory) throws IOException {
        LogFiles log = new LogFiles();
        try (var paths = Files.walk(directory)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                log.files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return log;
    }

    /// What a gateway signs when it has that many.
    public static SignedNote sign(List<byte[]> entries, int size, SignerKey key) {
        Frontier frontier = Frontier.empty();
        for (byte[] entry : entries.subList(0, size)) {
            frontier = frontier.add(Hash.leaf(entry));
        }
        return SignedCheckpoint.sign(size, frontier.root(), key).note();
    }

    /// That many entries, each in its place, each naming the one before.
    public static List<byte[]> history(int size) {
        List<byte[]> entries = new ArrayList<>();
        Hash prev = Hash.ZEROS;
        for (int i = 0; i < size; i++) {
            byte[] entry = entry(i, prev, "account-" + i % 17);
            entries.add(entry);
            prev = Hash.leaf(entry);
        }
        return entries;
    }

    /// One entry.
    public static byte[] entry(long index, Hash prev, String actor) {
        return CanonicalJson
                .encode(Json.Members.of(Map.of("v", new Json.Whole(1), "index", new Json.Whole(index), "prev",
                        new Json.Text(prev.hex()), "at",
                        new Json.Text("2026-05-06T%02d:%02d:%02d.000000Z".formatted(index / 3600 % 24, index / 60 % 60,
                                index % 60)),
                        "kind", new Json.Text("ACCEPTED"), "actor", new Json.Text(actor))));
    }

    /// The same history from an entry on, with every index and every word on the one before mended: a rewritten one.
    public static List<byte[]> relinked(List<byte[]> entries) {
        List<byte[]> mended = new ArrayList<>();
        Hash prev = Hash.ZEROS;
        for (byte[] entry : entries) {
            SortedMap<String, Json> members = new TreeMap<>(members(entry));
            members.put("index", new Json.Whole(mended.size()));
            members.put("prev", new Json.Text(prev.hex()));
            byte[] whole = CanonicalJson.encode(new Json.Members(members));
            mended.add(whole);
            prev = Hash.leaf(whole);
        }
        return mended;
    }

    /// An entry whose actor is another.
    public static byte[] altered(byte[] entry) {
        SortedMap<String, Json> members = new TreeMap<>(members(entry));
        members.put("actor", new Json.Text("nobody"));
        return CanonicalJson.encode(new Json.Members(members));
    }

    private static SortedMap<String, Json> members(byte[] entry) {
        try {
            return CanonicalJson.parse(entry).values();
        } catch (NotCanonical e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Takes the bundles away and puts others there.
    public void entries(List<byte[]> entries) {
        files.keySet().removeIf(name -> name.startsWith("tile/entries/"));
        for (int from = 0; from < entries.size(); from += TilePath.FULL) {
            List<byte[]> bundle = entries.subList(from, Math.min(from + TilePath.FULL, entries.size()));
            put(new TilePath(TilePath.ENTRIES, from / TilePath.FULL, bundle.size()), EntryBundle.of(bundle));
        }
    }

    /// Takes the hash tiles away and puts others there.
    public void tiles(List<byte[]> entries) {
        files.keySet().removeIf(name -> name.startsWith("tile/") && !name.startsWith("tile/entries/"));
        List<Hash> level = entries.stream().map(Hash::leaf).toList();
        for (int l = 0; !level.isEmpty(); l++) {
            List<Hash> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += TilePath.FULL) {
                List<Hash> tile = level.subList(from, Math.min(from + TilePath.FULL, level.size()));
                ByteBuffer bytes = ByteBuffer.allocate(Hash.SIZE_BYTES * tile.size());
                Frontier frontier = Frontier.empty();
                for (Hash hash : tile) {
                    bytes.put(hash.bytes());
                    frontier = frontier.add(hash);
                }
                put(new TilePath(l, from / TilePath.FULL, tile.size()), bytes.array());
                if (tile.size() == TilePath.FULL) {
                    above.add(frontier.root());
                }
            }
            level = above;
        }
    }

    public void checkpoint(SignedNote note) {
        files.put("checkpoint", note.toString().getBytes(UTF_8));
    }

    public void put(TilePath path, byte[] bytes) {
        put(path.toString(), bytes);
    }

    public void put(String name, byte[] bytes) {
        files.put(name, bytes);
    }

    public void remove(String name) {
        files.remove(name);
    }

    /// The files by their names below the directory.
    public SortedMap<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    /// Writes them into a directory.
    public Path write(Path directory) {
        files.forEach((name, bytes) -> {
            try {
                Path file = directory.resolve(name);
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return directory;
    }

    @Override
    public byte[] read(TilePath path) throws NoSuchTile {
        byte[] bytes = files.get(path.toString());
        if (bytes == null) {
            throw new NoSuchTile(path);
        }
        return bytes.clone();
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.ofNullable(files.get("checkpoint")).map(bytes -> new String(bytes, UTF_8));
    }

    @Override
    public boolean hasEntries() {
        return true;
    }

    @Override
    public String toString() {
        return "the log";
    }
}
