// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BesideTest {
    @Test
    void handsOverWhatCameOfItWhenItIsAskedFor() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        Beside<String> beside = Beside.begin("a test", () -> {
            asked.await();
            return Thread.currentThread().getName();
        });

        asked.countDown();

        assertThat(beside.get()).isEqualTo("start-a test");
    }

    @Test
    void handsOverWhatItFailedBy() {
        Beside<String> beside = Beside.begin("a test", () -> {
            throw new IOException("the port is taken");
        });

        assertThatThrownBy(beside::get).isInstanceOf(IOException.class).hasMessage("the port is taken");
    }

    @Test
    void waitsAlsoWhereItsOwnerIsAskedToStop() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        Beside<String> beside = Beside.begin("a test", () -> {
            asked.await();
            return "made";
        });
        Thread.currentThread().interrupt();
        Thread.ofVirtual().start(asked::countDown);

        assertThat(beside.get()).isEqualTo("made");
        assertThat(Thread.interrupted()).isTrue();
    }
}
