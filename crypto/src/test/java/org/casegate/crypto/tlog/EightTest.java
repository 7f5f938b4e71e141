// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/// Eight at once say what each says by itself.
class EightTest {
    @Property(tries = 5000)
    void countsThePlainOnesInFront(@ForAll("octets") byte[] octets) {
        int plain = 0;
        while (plain < 8 && octets[plain] >= 0x20 && octets[plain] != '"' && octets[plain] != '\\') {
            plain++;
        }
        int printable = 0;
        while (printable < plain && octets[printable] != 0x7f) {
            printable++;
        }

        assertThat(Eight.plain(Eight.at(octets, 0))).isEqualTo(plain);
        assertThat(Eight.printable(Eight.at(octets, 0))).isEqualTo(printable);
    }

    @Property(tries = 2000)
    void knowsALikeness(@ForAll("likenesses") byte[] octets) {
        byte[] pattern = "00T0:.Z0".getBytes(US_ASCII);
        boolean like = true;
        for (int i = 0; i < 8; i++) {
            like &= pattern[i] == '0' ? octets[i] >= '0' && octets[i] <= '9' : octets[i] == pattern[i];
        }

        assertThat(Eight.like(Eight.at(octets, 0), Eight.at(pattern, 0))).isEqualTo(like);
    }

    @Property(tries = 1000)
    void writesDigits(@ForAll @Size(4) byte[] octets) {
        byte[] written = HexFormat.of().formatHex(octets).getBytes(US_ASCII);

        assertThat(Eight.digits(octets, 0)).isEqualTo(Eight.at(written, 0));
    }

    /// Mostly plain, so that all eight are looked at; those at the borders are many.
    @Provide
    Arbitrary<byte[]> octets() {
        Arbitrary<Byte> plain = Arbitraries.of((byte) ' ', (byte) '!', (byte) '#', (byte) '[', (byte) ']', (byte) 'a',
                (byte) '~');
        Arbitrary<Byte> border = Arbitraries.of((byte) 0, (byte) 0x1f, (byte) '"', (byte) '\\', (byte) 0x7f,
                (byte) 0x80,
                (byte) 0xff);
        return Arbitraries.frequencyOf(Tuple.of(9, plain), Tuple.of(1, border),
                Tuple.of(1, Arbitraries.bytes())).array(byte[].class).ofSize(8);
    }

    /// A likeness of which at most one octet is another.
    @Provide
    Arbitrary<byte[]> likenesses() {
        return Arbitraries.integers().between(0, 9_999).flatMap(number -> Arbitraries.integers().between(0, 8)
                .flatMap(where -> Arbitraries.bytes().map(other -> {
                    byte[] octets = "%02dT%d:.Z%d".formatted(number / 100, number / 10 % 10, number % 10)
                            .getBytes(US_ASCII);
                    if (where < octets.length) {
                        octets[where] = other;
                    }
                    return octets;
                })));
    }
}
