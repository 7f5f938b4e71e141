// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6962 and 9162: proofs from tiles.
class ProofsTest {
    /// A tree of two full tiles and a piece at level 0, so that level 1 plays too.
    private static final TileTree TREE = TileTree.of(600);
    private static final TileTree LARGE = TileTree.of(70_000);
    private static final TileTree EIGHT = TileTree.of(Stream
            .of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(leaf -> Hash.leaf(HexFormat.of().parseHex(leaf))).toList());

    /// A line of the vectors.
    record Vector(String kind, long m, long n, Hash first, Hash root, List<Hash> path) {
        static Vector of(String line) {
            List<String> words = List.of(line.split(" "));
            return new Vector(words.get(0), Long.parseLong(words.get(1)), Long.parseLong(words.get(2)),
                    Hash.parseHex(words.get(3)), Hash.parseHex(words.get(4)),
                    words.stream().skip(5).map(Hash::parseHex).toList());
        }
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream in = Objects.requireNonNull(ProofsTest.class.getResourceAsStream("rfc6962.txt"))) {
            return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#")).map(Vector::of)
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void makesAndVerifiesTheVectors(Vector vector) throws IOException {
        TiledTree tree = new TiledTree(TileTree.of(EIGHT.leaves.subList(0, (int) vector.n())), vector.n());

        assertThat(tree.root()).isEqualTo(vector.root());
        if (vector.kind().equals("inclusion")) {
            assertThat(tree.inclusion(vector.m())).isEqualTo(vector.path());
            assertThat(Proofs.includes(vector.first(), vector.m(), vector.n(), vector.path(), vector.root())).isTrue();
        } else {
            assertThat(tree.consistency(vector.m())).isEqualTo(vector.path());
            assertThat(Proofs.extend(vector.m(), vector.first(), vector.n(), vector.root(), vector.path())).isTrue();
        }
    }

    @Property(tries = 200)
    void everyEntryOfEveryTreeIsProved(@ForAll @IntRange(min = 1, max = 600) int size,
            @ForAll @IntRange(max = 599) int m)
            throws IOException {
        int index = m % size;
        TiledTree tree = new TiledTree(TileTree.of(TREE.leaves.subList(0, size)), size);

        assertThat(tree.root()).isEqualTo(TREE.root(size));
        assertThat(tree.leaf(index)).isEqualTo(TREE.leaves.get(index));
        assertThat(Proofs.includes(TREE.leaves.get(index), index, size, tree.inclusion(index), TREE.root(size)))
                .isTrue();
    }

    @Property(tries = 200)
    void everyTreeIsProvedToExtendEveryEarlierOne(@ForAll @IntRange(max = 600) int size,
            @ForAll @IntRange(max = 600) int m) throws IOException {
        int then = Math.min(m, size);
        TiledTree tree = new TiledTree(TileTree.of(TREE.leaves.subList(0, size)), size);

        assertThat(tree.root(then)).isEqualTo(TREE.root(then));
        assertThat(Proofs.extend(then, TREE.root(then), size, TREE.root(size), tree.consistency(then))).isTrue();
    }

    @Property(tries = 300)
    void noInclusionProofWithAFlippedBitVerifies(@ForAll @IntRange(min = 2, max = 600) int size,
            @ForAll @IntRange(max = 599) int m, @ForAll @IntRange int where) throws IOException {
        int index = m % size;
        List<Hash> path = new TiledTree(TREE, TREE.leaves.size()).inclusion(index % 600);
        List<Hash> altered = flipped(path, where);

        assertThat(Proofs.includes(TREE.leaves.get(index), index, 600, altered, TREE.root(600))).isFalse();
    }

    @Property(tries = 300)
    void noConsistencyProofWithAFlippedBitVerifies(@ForAll @IntRange(min = 1, max = 599) int then, @ForAll int where)
            throws IOException {
        List<Hash> altered = flipped(new TiledTree(TREE, 600).consistency(then), where);

        assertThat(Proofs.extend(then, TREE.root(then), 600, TREE.root(600), altered)).isFalse();
    }

    private static List<Hash> flipped(List<Hash> path, int where) {
        int bit = Math.floorMod(where, path.size() * 256);
        byte[] bytes = path.get(bit / 256).bytes();
        bytes[bit % 256 / 8] ^= (byte) (1 << bit % 8);
        List<Hash> altered = new ArrayList<>(path);
        altered.set(bit / 256, Hash.of(bytes));
        return altered;
    }

    @Property(tries = 300)
    void noEntryIsProvedAtAnotherPlaceOrInAnotherTree(@ForAll @IntRange(max = 599) int index,
            @ForAll @IntRange(max = 700) int place, @ForAll @IntRange(max = 700) int size) throws IOException {
        List<Hash> path = new TiledTree(TREE, 600).inclusion(index);
        Hash leaf = TREE.leaves.get(index);

        assertThat(Proofs.includes(leaf, place, 600, path, TREE.root(600))).isEqualTo(place == index);
        assertThat(Proofs.includes(TREE.leaves.get((index + 1) % 600), index, 600, path, TREE.root(600))).isFalse();
        if (size <= 600 && size > 0 && size != 600) {
            assertThat(Proofs.includes(leaf, index, size, path, TREE.root(size))).isFalse();
        }
    }

    @Test
    void aPathThatIsTooLongOrTooShortProvesNothing() throws IOException {
        TiledTree tree = new TiledTree(TREE, 600);
        List<Hash> path = tree.inclusion(300);
        List<Hash> longer = new ArrayList<>(path);
        longer.add(Hash.ZEROS);
        Hash leaf = TREE.leaves.get(300);

        assertThat(Proofs.includes(leaf, 300, 600, longer, TREE.root(600))).isFalse();
        assertThat(Proofs.includes(leaf, 300, 600, path.subList(0, path.size() - 1), TREE.root(600))).isFalse();
        assertThat(Proofs.includes(leaf, -1, 600, path, TREE.root(600))).isFalse();
        assertThat(Proofs.extend(300, TREE.root(300), 600, TREE.root(600), List.of())).isFalse();
        List<Hash> consistency = new ArrayList<>(tree.consistency(300));
        consistency.add(Hash.ZEROS);
        assertThat(Proofs.extend(300, TREE.root(300), 600, TREE.root(600), consistency)).isFalse();
        assertThat(Proofs.extend(600, TREE.root(600), 300, TREE.root(300), tree.consistency(300))).isFalse();
        assertThat(Proofs.extend(-1, TREE.root(300), 300, TREE.root(300), List.of())).isFalse();
    }

    @Test
    void everyTreeExtendsTheEmptyOneAndItselfWithoutAProof() {
        assertThat(Proofs.extend(0, Hash.ofNothing(), 600, TREE.root(600), List.of())).isTrue();
        assertThat(Proofs.extend(0, Hash.ZEROS, 600, TREE.root(600), List.of())).isFalse();
        assertThat(Proofs.extend(0, Hash.ofNothing(), 600, TREE.root(600), List.of(Hash.ZEROS))).isFalse();
        assertThat(Proofs.extend(600, TREE.root(600), 600, TREE.root(600), List.of())).isTrue();
        assertThat(Proofs.extend(600, TREE.root(600), 600, TREE.root(599), List.of())).isFalse();
    }

    @Test
    void takesTheFullTileWherePartialOnesAreGone() throws IOException {
        // Of the tree of 300 leaves, whose last tiles were partial, there are only the full ones now.
        assertThat(new TiledTree(LARGE, 300).root()).isEqualTo(LARGE.root(300));
    }

    @Test
    void readsAFewTilesOnlyHoweverLargeTheTree() throws IOException {
        int before = LARGE.read;

        List<Hash> path = new TiledTree(LARGE, 70_000).inclusion(12_345);

        assertThat(LARGE.read - before).isLessThanOrEqualTo(6);
        assertThat(Proofs.includes(LARGE.leaves.get(12_345), 12_345, 70_000, path, LARGE.root(70_000))).isTrue();
    }

    @Test
    void refusesATileOfAnotherLength() {
        TileSource cut = path -> Arrays.copyOf(TREE.read(path), 31);

        assertThatThrownBy(() -> new TiledTree(cut, 600).root()).isInstanceOf(IOException.class)
                .hasMessageContaining("has 31 bytes");
        assertThatThrownBy(() -> new TiledTree(TREE, 700).root()).isInstanceOf(NoSuchTile.class);
        assertThatThrownBy(() -> new TiledTree(TREE, 600).inclusion(600)).isInstanceOf(IllegalArgumentException.class);
    }
}
