// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class CommitmentTest {
    private static final Salt COUNTING = Salt.of(counting());

    @Test
    void isThatOfTheWorkedExample() {
        assertThat(Commitment.to(COUNTING, "case", "SSCB-RR-2026-014").hex())
                .isEqualTo("5413f6850d2405a12c6ba7e7a3f052217a0b07e1dcce746bd4eb20e6af103b83");
    }

    @Test
    void differsByFieldByValueAndBySalt() {
        Commitment one = Commitment.to(COUNTING, "case", "SSCB-RR-2026-014");

        assertThat(Commitment.to(COUNTING, "name", "SSCB-RR-2026-014")).isNotEqualTo(one);
        assertThat(Commitment.to(COUNTING, "case", "SSCB-RR-2026-015")).isNotEqualTo(one);
        assertThat(Commitment.to(Salt.random(new SecureRandom()), "case", "SSCB-RR-2026-014")).isNotEqualTo(one);
    }

    @Test
    void readsItsOwnSpellingOnly() {
        Commitment one = Commitment.to(COUNTING, "case", "X");

        assertThat(Commitment.parse(one.hex())).isEqualTo(one);
        assertThatThrownBy(() -> Commitment.parse(one.hex().substring(2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Commitment.parse("A" + one.hex().substring(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFieldCannotReachIntoTheValue() {
        assertThatThrownBy(() -> Commitment.to(COUNTING, "case\0x", "y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSaltDoesNotPrintItself() {
        assertThat(COUNTING.toString()).isEqualTo("Salt");
    }

    private static byte[] counting() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
