// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrontierTest {
    /// The leaves and roots of the reference vectors that the RFC 6962 implementations share.
    private static final List<String> LEAVES = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasTheRootsOfTheReferenceVectors() {
        Frontier frontier = Frontier.empty();
        for (int i = 0; i < LEAVES.size(); i++) {
            frontier = frontier.add(Hash.leaf(HexFormat.of().parseHex(LEAVES.get(i))));

            assertThat(frontier.root().hex()).isEqualTo(ROOTS.get(i));
        }
    }

    @Test
    void theTreeWithoutLeavesHasTheHashOfNothing() {
        assertThat(Frontier.empty().root().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void hasTheRootOfTheRecursiveDefinitionForEverySizeUpTo2000() {
        List<Hash> leaves = leaves(2000);
        Frontier frontier = Frontier.empty();
        for (int size = 0; size <= 2000; size++) {
            // Every size would hash two million nodes; every size to 300 and then every seventh says the same.
            if (size <= 300 || size % 7 == 0 || Integer.bitCount(size) == 1 || Integer.bitCount(size + 1) == 1) {
                assertThat(frontier.root()).isEqualTo(recursive(leaves.subList(0, size)));
            }
            if (size < 2000) {
                frontier = frontier.add(leaves.get(size));
            }
        }
    }

    @Test
    void hasTheRootOfTheRecursiveDefinitionAround65536() {
        List<Hash> leaves = leaves(65_538);
        Frontier frontier = Frontier.empty();
        for (Hash leaf : leaves) {
            frontier = frontier.add(leaf);
            if (frontier.size() >= 65_535) {
                assertThat(frontier.root()).isEqualTo(recursive(leaves.subList(0, (int) frontier.size())));
            }
        }
    }

    @Property(tries = 50)
    void goesOnAfterPackingAsIfItHadNeverStopped(@ForAll @IntRange(max = 600) int before,
            @ForAll @IntRange(max = 600) int after) {
        List<Hash> leaves = leaves(before + after);
        Frontier straight = Frontier.empty();
        Frontier stopped = Frontier.empty();
        for (int i = 0; i < leaves.size(); i++) {
            straight = straight.add(leaves.get(i));
            stopped = i == before ? Frontier.of(i, stopped.packed()).add(leaves.get(i)) : stopped.add(leaves.get(i));
        }

        assertThat(stopped).isEqualTo(straight);
        assertThat(stopped.packed()).hasSize(32 * Long.bitCount(before + after));
    }

    @Test
    void refusesAPackedFormThatDoesNotFitItsSize() {
        assertThatThrownBy(() -> Frontier.of(3, new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frontier.of(-1, new byte[32 * 64])).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Hash> leaves(int count) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Hash.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return leaves;
    }

    /// RFC 6962 section 2.1, word for word.
    private static Hash recursive(List<Hash> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return Hash.ofNothing();
        }
        if (n == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(n - 1);
        return Hash.node(recursive(leaves.subList(0, k)), recursive(leaves.subList(k, n)));
    }
}
