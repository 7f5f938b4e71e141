// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that a part can have (V7: one canonicaliser, in one place).
class PartNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"chronology.docx", "clinical summary (final) v2.pdf", "résumé.txt", "Łódź.csv", "年表.txt",
            "a", "console.txt", ".hidden", "report..pdf", "O'Neill & co.txt", "com10.txt"})
    void takesOrdinaryNames(String name) {
        assertThat(PartName.objection(name)).isEmpty();
        assertThat(new PartName(name)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {". | A file needs a name.",
            ".. | A file needs a name.",
            "a/b | A file name cannot hold '/'; parts stand in the pack's own directory.",
            "a\\b | The file name holds the character '\\', which Windows cannot store; rename the file.",
            "a:b | The file name holds the character ':', which Windows cannot store; rename the file.",
            "CON | The name 'CON' is reserved by Windows; give the file another name.",
            "nul.txt | The name 'nul.txt' is reserved by Windows; give the file another name.",
            "Com1.tar.gz | The name 'Com1.tar.gz' is reserved by Windows; give the file another name.",
            "lpt³ | The name 'lpt³' is reserved by Windows; give the file another name.",
            "name. | The file name begins or ends with a space, or ends with a dot; rename the file.",
            "manifest.yaml | The name 'manifest.yaml' belongs to the gateway; give the file another name.",
            "ReCeIpT.TXT | The name 'ReCeIpT.TXT' belongs to the gateway; give the file another name.",
            "receipt.tlog-proof | The name 'receipt.tlog-proof' belongs to the gateway; give the file another name.",
            "ｍanifest.yaml | The name 'ｍanifest.yaml' belongs to the gateway; give the file another name."})
    void saysWhyANameCannotBe(String name, String objection) {
        assertThat(PartName.objection(name)).hasValue(objection);
        assertThat(PartName.parse(name)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new PartName(name)).withMessage(objection);
    }

    @ParameterizedTest
    @CsvSource({"0000", "0009", "000A", "007F", "00A0", "00AD", "034F", "061C", "115F", "180E", "200B", "200D", "200E",
            "202A", "202E", "2028", "2060", "2066", "2069", "2800", "3000", "3164", "D800", "E000", "FE0F", "FEFF",
            "FFA0", "FFFD", "E0001", "E0100"})
    @DisplayName("hidden, reordering, control and unassigned characters are named by their code point")
    void refusesHiddenCharacters(String hex) {
        String name = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b.txt";

        assertThat(PartName.objection(name)).hasValueSatisfying(objection -> assertThat(objection)
                .isEqualTo("The file name holds the hidden or unusual character U+" + hex + "; rename the file."));
    }

    @Test
    void refusesSpacesAtTheEndsAndNamesThatAreTooLong() {
        assertThat(PartName.objection(" a")).isPresent();
        assertThat(PartName.objection("a ")).isPresent();
        assertThat(PartName.objection("a".repeat(240))).isEmpty();
        assertThat(PartName.objection("a".repeat(241))).isPresent();
        assertThat(PartName.objection("é".repeat(121))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"résumé.txt, résumé.txt", "Straße.txt, STRASSE.TXT", "ﬁle.txt, FILE.txt", "A１.txt, a1.TXT",
            "ΌΣΟΣ.txt, όσος.txt", "K.txt, k.txt"})
    @DisplayName("names are one when they agree under NFKC and case folding")
    void knowsWhenTwoNamesAreOne(String one, String other) {
        assertThat(new PartName(one).sameAs(new PartName(other))).isTrue();
    }

    @Test
    void keepsNamesInNfc() {
        assertThat(new PartName("re\u0301sume\u0301.txt")).isEqualTo(new PartName("r\u00E9sum\u00E9.txt"))
                .hasToString("r\u00E9sum\u00E9.txt");
        assertThat(new PartName("a.txt").sameAs(new PartName("b.txt"))).isFalse();
    }
}
