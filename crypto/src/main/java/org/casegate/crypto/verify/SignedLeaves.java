// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.TreeHasher;

/// The leaf hashes that a signature vouches for: those in tiles that lead to the root of a checkpoint. Whoever alters an entry
/// but not all the tiles above it leaves them behind, and they tell which entry it was.
final class SignedLeaves {
    private static final int KEPT = 16;

    private final LogSource source;
    private final long size;
    /// The size of the checkpoint to whose root the tiles lead; 0 if they lead to none.
    private final long signed;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<TilePath, Optional<byte[]>> kept = new LinkedHashMap<>();

    private SignedLeaves(LogSource source, long size, long signed) {
        this.source = source;
        this.size = size;
        this.signed = signed;
    }

    /// Takes the largest checkpoint to whose root the tiles lead.
    static SignedLeaves of(LogSource source, long size, List<Trusted> trusted) throws IOException {
        long signed = 0;
        for (Trusted checkpoint : trusted) {
            if (checkpoint.size() > signed && checkpoint.size() <= size && leads(source, size, checkpoint)) {
                signed = checkpoint.size();
            }
        }
        return new SignedLeaves(source, size, signed);
    }

    private static boolean leads(LogSource source, long size, Trusted checkpoint) throws IOException {
        try {
            return new TiledTree(source, size).root(checkpoint.size()).equals(checkpoint.head().root());
        } catch (NoSuchTile missing) {
            return false;
        }
    }

    /// The leaf hash that was signed for this place, where the tiles still tell.
    Optional<Hash> at(long index) throws IOException {
        if (index < 0 || index >= signed) {
            return Optional.empty();
        }
        return tile(0, index / TilePath.FULL).map(tile -> hash(tile, (int) (index % TilePath.FULL)));
    }

    /// A tile as wide as it was when it was signed; only if it leads to the root.
    private Optional<byte[]> tile(int level, long number) throws IOException {
        TilePath path = TilePath.in(signed, level, number).orElseThrow();
        Optional<byte[]> known = kept.get(path);
        if (known == null) {
            known = read(path);
            if (kept.size() == KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(path, known);
        }
        return known;
    }

    private Optional<byte[]> read(TilePath path) throws IOException {
        byte[] stored = stored(TilePath.in(size, path.level(), path.number()).orElseThrow());
        if (stored.length < path.width() * Hash.SIZE_BYTES) {
            return Optional.empty();
        }
        byte[] tile = Arrays.copyOf(stored, path.width() * Hash.SIZE_BYTES);
        if (!path.isFull()) {
            return Optional.of(tile); // all of it was hashed into the root
        }
        Hash whole = hasher.subtree(tile, TilePath.FULL);
        return tile(path.level() + 1, path.number() / TilePath.FULL)
                .map(parent -> hash(parent, (int) (path.number() % TilePath.FULL)))
                .filter(whole::equals).map(_ -> tile);
    }

    private byte[] stored(TilePath path) throws IOException {
        try {
            return source.read(path);
        } catch (NoSuchTile missing) {
            return new byte[0];
        }
    }

    private static Hash hash(byte[] tile, int place) {
        return Hash.of(Arrays.copyOfRange(tile, place * Hash.SIZE_BYTES, (place + 1) * Hash.SIZE_BYTES));
    }
}
