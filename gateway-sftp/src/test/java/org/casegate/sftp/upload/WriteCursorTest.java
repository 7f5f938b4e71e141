// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.casegate.sftp.wire.Refusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WriteCursorTest {
    private final EarlyBudget budget = new EarlyBudget(64L << 20);

    /// Octets cut into ranges at random, shuffled, some sent twice or overlapping: what was appended is always the file's
    /// beginning, and the cursor knows exactly what is missing.
    @Property(tries = 500)
    void appendsTheFileInOrderWhateverTheOrderOfItsWrites(@ForAll @IntRange(min = 1, max = 5_000) int size,
            @ForAll @IntRange(min = 1, max = 40) int pieces, @ForAll Random random) {
        byte[] file = new byte[size];
        random.nextBytes(file);
        List<int[]> ranges = ranges(size, pieces, random);
        Collections.shuffle(ranges, random);
        WriteCursor cursor = new WriteCursor(0, budget);
        ByteArrayOutputStream appended = new ByteArrayOutputStream();
        BitSet model = new BitSet(size);

        for (int[] range : ranges) {
            boolean anyThere = model.get(range[0], range[1]).cardinality() > 0;
            try {
                write(cursor, appended, range[0], file, range[1] - range[0]);
                assertThat(anyThere).isFalse();
                model.set(range[0], range[1]);
            } catch (Refusal refused) {
                assertThat(anyThere).isTrue();
                assertThat(refused.sentence()).contains("already received");
            }
            assertThat(cursor.next()).isEqualTo(model.nextClearBit(0)).isEqualTo(appended.size());
            assertThat(cursor.hasGap()).isEqualTo(model.cardinality() > cursor.next());
            assertThat(appended.toByteArray()).isEqualTo(java.util.Arrays.copyOf(file, appended.size()));
        }
        cursor.forget();
        assertThat(budget.left()).isEqualTo(64L << 20);
    }

    @Test
    @DisplayName("lesson 1: a continued file goes on at what was received")
    void continuesBehindWhatWasReceived() throws Refusal {
        WriteCursor cursor = new WriteCursor(100, budget);

        assertThat(cursor.place(100, new byte[10], 0, 10)).isTrue();
        assertThatThrownBy(() -> cursor.place(99, new byte[10], 0, 10)).isInstanceOf(Refusal.class);
    }

    @Test
    void keepsEightMebibytesOfEarlyOctetsAndNoMore() throws Refusal {
        WriteCursor cursor = new WriteCursor(0, budget);
        byte[] mebibyte = new byte[1 << 20];
        for (int i = 1; i <= 8; i++) {
            assertThat(cursor.place((long) i << 20, mebibyte, 0, mebibyte.length)).isFalse();
        }

        assertThatThrownBy(() -> cursor.place(9L << 20, mebibyte, 0, 1)).isInstanceOf(Refusal.class)
                .hasMessageContaining("upload files sequentially");
    }

    @Test
    void sharesTheBudgetOfTheServer() {
        EarlyBudget small = new EarlyBudget(1_000);

        assertThatThrownBy(() -> {
            new WriteCursor(0, small).place(1, new byte[600], 0, 600);
            new WriteCursor(0, small).place(1, new byte[600], 0, 600);
        }).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesOffsetsBeyondAnyFile() {
        WriteCursor cursor = new WriteCursor(0, budget);

        for (long offset : new long[]{-1, Long.MIN_VALUE, Long.MAX_VALUE - 3}) {
            assertThatThrownBy(() -> cursor.place(offset, new byte[10], 0, 10)).isInstanceOf(Refusal.class);
        }
    }

    private static void write(WriteCursor cursor, ByteArrayOutputStream appended, int offset, byte[] file, int length)
            throws Refusal {
        if (cursor.place(offset, file, offset, length)) {
            appended.write(file, offset, length);
            cursor.appended(length);
            for (byte[] early = cursor.takeEarly(); early != null; early = cursor.takeEarly()) {
                appended.writeBytes(early);
                cursor.appended(early.length);
            }
        }
    }

    private static List<int[]> ranges(int size, int pieces, Random random) {
        List<int[]> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < pieces && from < size; i++) {
            int to = i == pieces - 1 ? size : from + 1 + random.nextInt(Math.min(size - from, 1 + 2 * size / pieces));
            to = Math.min(to, size);
            ranges.add(new int[]{from, to});
            if (random.nextInt(8) == 0) {
                int middle = random.nextInt(size);
                ranges.add(new int[]{middle, Math.min(size, middle + 1 + random.nextInt(size))});
            }
            from = to;
        }
        return ranges;
    }
}
