// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("V17: octets that were never an object")
class HostileOctetsTest {
    private static final int HEADER = 36;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatHasOnlyTheSizeOfAnObjectReleasesNothing(@ForAll @IntRange(max = 140_000) int size, @ForAll long seed)
            throws IOException {
        try (SessionKey key = SessionKey.random()) {
            assertThat(Samples.releasedBeforeDamage(key, octets(size, seed))).isEmpty();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatHasOnlyTheSizeFramesAndHeaderOfAnObjectReleasesNothing(@ForAll @IntRange(max = 140_000) int size,
            @ForAll long seed) throws IOException {
        byte[] octets = octets(size, seed);
        byte[] body = Arrays.copyOf(octets, (int) FrameLayout.body(octets.length - 1));
        try (SessionKey key = SessionKey.random()) {
            System.arraycopy(Packet.body(Samples.seal(key, octets)), 0, body, 0, HEADER);
            assertThat(Samples.releasedBeforeDamage(key, Packet.framed(0xD2, body))).isEmpty();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatHasAnySizeReleasesNothing(@ForAll @IntRange(max = 140_000) int size, @ForAll long seed)
            throws IOException {
        byte[] octets = new byte[size];
        new Random(seed).nextBytes(octets);
        try (SessionKey key = SessionKey.random()) {
            assertThat(Samples.releasedBeforeDamage(key, octets)).isEmpty();
        }
    }

    private static byte[] octets(int contentSize, long seed) {
        byte[] octets = new byte[(int) Layout.objectSize(contentSize)];
        new Random(seed).nextBytes(octets);
        return octets;
    }
}
