// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Security;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final String STORED = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final PasswordHash passwords = new PasswordHash(2);

    /// From the tests of the reference implementation (phc-winner-argon2, test.c, Argon2id, version 0x13).
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            "differentpassword $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94",
            "password $argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$vfMrBczELrFdWP0ZsfhWsRPaHppYdP3MVEMIVlqoFBw"})
    void verifiesTheVectorsOfTheReferenceImplementation(String password, String stored) {
        assertThat(passwords.verify(password.toCharArray(), stored)).isTrue();
        assertThat(passwords.verify((password + "x").toCharArray(), stored)).isFalse();
    }

    @Test
    void hashesWithItsOwnSaltAndAtLeastTheRecommendedCost() {
        String stored = passwords.hash("correct horse battery".toCharArray());

        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.hash("correct horse battery".toCharArray())).isNotEqualTo(stored);
        assertThat(passwords.verify("correct horse battery".toCharArray(), stored)).isTrue();
        assertThat(passwords.verify("correct horse batterie".toCharArray(), stored)).isFalse();
    }

    @Test
    @DisplayName("V3: what stands for nobody's password costs as much to verify as anybody's, and is nobody's")
    void verifiesAgainstNobodyAsAgainstAnybody() {
        String nobody = PasswordHash.ofNobody();

        assertThat(nobody).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(PasswordHash.ofNobody())
                .hasSameSizeAs(passwords.hash("correct horse battery".toCharArray()));
        assertThat(passwords.verify("correct horse battery".toCharArray(), nobody)).isFalse();
        assertThat(passwords.verify(new char[0], nobody)).isFalse();
    }

    @Test
    void readsPasswordsAsUtf8() {
        String stored = passwords.hash("Pässwörter für dich \uD83D\uDD11".toCharArray());

        assertThat(passwords.verify("Pässwörter für dich \uD83D\uDD11".toCharArray(), stored)).isTrue();
        assertThat(passwords.verify("Pässwörter für dich \uD83D\uDD12".toCharArray(), stored)).isFalse();
        assertThat(passwords.verify("Passworter fur dich".toCharArray(), stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"",
            "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=11,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=5$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=1$c29t$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"})
    void refusesAStoredTextThatWouldCostTooMuchOrIsNone(String stored) {
        assertThatThrownBy(() -> passwords.verify("password".toCharArray(), stored))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsWhatItParsed() {
        assertThat(PhcString.parse(STORED).orElseThrow().text()).isEqualTo(STORED);
    }

    @Test
    void makesTheOthersWait() throws Exception {
        PasswordHash oneAtATime = new PasswordHash(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = IntStream.range(0, 20)
                    .mapToObj(_ -> callers.submit(() -> oneAtATime.verify("password".toCharArray(), STORED)))
                    .toList();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    @Test
    void registersNoProvider() {
        passwords.verify("password".toCharArray(), STORED);
        assertThat(Security.getProvider("BC")).isNull();
    }
}
