// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {
    /// RFC 4648 section 10, without padding.
    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void encodesTheVectorsOfTheRfc(String text, String encoded) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.encode(octets)).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MZXW6YQ=", "mzxw6yq", "MZXW 6YQ", "mzxw 6yq="})
    void readsWhatPeopleType(String typed) {
        assertThat(Base32.decode(typed)).asString(StandardCharsets.US_ASCII).isEqualTo("foob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"M", "MZX", "MZXW6Y", "M0", "M1", "M8", "MZ=Q", "MZXR", "\u0131Q"})
    void refusesWhatIsNotBase32WithoutRepeatingIt(String wrong) {
        assertThatThrownBy(() -> Base32.decode(wrong)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(wrong + " ");
    }

    @Property
    void readsWhatItWrote(@ForAll byte[] octets) {
        assertThat(Base32.decode(Base32.encode(octets))).isEqualTo(octets);
    }
}
