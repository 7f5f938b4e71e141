// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// Size and layout determine each other.
class LayoutTest {
    private static final long HUGE = 1L << 50;

    @Test
    void anEmptyPartTakes78Octets() {
        assertThat(Layout.objectSize(0)).isEqualTo(78);
    }

    @Test
    void aBodyIsFoundAgainFromItsFramedSizeForEverySizeUpToSeveralFrames() {
        for (int body = 1; body < 200_000; body++) {
            assertThat(FrameLayout.body(FrameLayout.framed(body))).isEqualTo(body);
        }
    }

    @Test
    void noOtherFramedSizeHasABody() {
        long bodies = 0;
        for (int framed = -3; framed < 100_000; framed++) {
            long body = FrameLayout.body(framed);
            if (body != -1) {
                assertThat(FrameLayout.framed(body)).isEqualTo(framed);
                bodies++;
            }
        }
        assertThat(bodies).isEqualTo(FrameLayout.body(99_999));
    }

    @Property
    void aBodyIsFoundAgainFromItsFramedSizeUpToAPetabyte(@ForAll @LongRange(min = 1, max = HUGE) long body) {
        assertThat(FrameLayout.body(FrameLayout.framed(body))).isEqualTo(body);
    }

    @Property
    void contentSizeIsFoundAgainFromTheObjectsSize(@ForAll @LongRange(max = HUGE) long content) throws Damaged {
        assertThat(Layout.ofObject(Layout.objectSize(content)).contentSize()).isEqualTo(content);
    }

    @Test
    void noOtherSizeIsThatOfAnObject() {
        for (long size = 0; size < 150_000; size++) {
            try {
                assertThat(Layout.objectSize(Layout.ofObject(size).contentSize())).isEqualTo(size);
            } catch (Damaged _) {
                // One of the sizes between two contents.
            }
        }
    }

    @Property
    void positionsAndTheOctetsBeforeThemAreInverse(@ForAll @LongRange(min = 1, max = HUGE) long body,
            @ForAll @LongRange(max = HUGE) long at) {
        FrameLayout layout = new FrameLayout(body);
        long offset = at % body;
        assertThat(layout.bodyBefore(layout.position(offset))).isEqualTo(offset);
        assertThat(layout.position(offset)).isBetween(offset + 1, layout.framed() - 1);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void framesAreWrittenAsTheStandardReadsThem(@ForAll @LongRange(min = 1, max = 40_000) long body) {
        byte[] octets = Samples.content((int) body);
        Frames frames = new Frames(0xD2, octets.length);
        frames.put(octets, 0, octets.length);
        frames.end();
        byte[] written = Arrays.copyOf(frames.octets(), frames.ready());
        assertThat(written).isEqualTo(Packet.framed(0xD2, octets)).hasSize((int) (1 + FrameLayout.framed(body)));
        assertThat(Packet.body(written)).isEqualTo(octets);
    }
}
