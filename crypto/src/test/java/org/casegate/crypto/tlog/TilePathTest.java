// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// C2SP tlog-tiles: names of tiles and bundles.
class TilePathTest {
    @Test
    void writesTheExampleOfTheText() {
        assertThat(new TilePath(0, 1_234_067, 256)).hasToString("tile/0/x001/x234/067");
        assertThat(new TilePath(1, 0, 17)).hasToString("tile/1/000.p/17");
        assertThat(new TilePath(TilePath.ENTRIES, 273, 112)).hasToString("tile/entries/273.p/112");
    }

    @Test
    void aTreeOf70000HasTheTilesOfTheText() {
        assertThat(widths(70_000, 0, 275)).startsWith(256, 256).endsWith(256, 112).hasSize(274);
        assertThat(widths(70_000, 1, 3)).containsExactly(256, 17);
        assertThat(widths(70_000, 2, 2)).containsExactly(1);
        assertThat(widths(70_000, 3, 1)).isEmpty();
        assertThat(widths(256, 1, 2)).containsExactly(1);
        assertThat(widths(70_000, TilePath.ENTRIES, 275)).hasSize(274);
        assertThat(widths(0, 0, 1)).isEmpty();
    }

    private static List<Integer> widths(long size, int level, int most) {
        return IntStream.range(0, most).mapToObj(n -> TilePath.in(size, level, n)).flatMap(Optional::stream)
                .map(TilePath::width).toList();
    }

    @Test
    void knowsHowManyLeavesItNeeds() {
        assertThat(new TilePath(0, 273, 112).leaves()).isEqualTo(70_000);
        assertThat(new TilePath(1, 1, 17).leaves()).isEqualTo(273 * 256);
        assertThat(new TilePath(TilePath.ENTRIES, 0, 1).leaves()).isEqualTo(1);
    }

    @Property(tries = 500)
    void readsBackWhatItWrote(@ForAll @IntRange(min = -1, max = 7) int level,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long number,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        TilePath path = new TilePath(level, number, width);

        assertThat(TilePath.parse(path.toString())).contains(path);
    }

    @ParameterizedTest(name = "V7: {0}")
    @ValueSource(strings = {"", "tile/0/1", "tile/0/0000", "tile/0/x000/001", "tile/00/001", "tile/8/000",
            "tile/63/000",
            "tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/01", "tile/0/001.p/8/", "/tile/0/001", "tile/0/001/",
            "tile/0/../001", "tile/entries/x1/001", "tile/Entries/001", "tile/-1/001", "tile/0/001/002", "tile/0/x001",
            "tile/0/001.p", "tile/0/\uFF10\uFF10\uFF11", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/001\n"})
    void refusesEveryOtherSpelling(String text) {
        assertThat(TilePath.parse(text)).isEmpty();
    }

    @Test
    void thereIsNoTileOfNothing() {
        assertThatThrownBy(() -> new TilePath(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath(8, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
