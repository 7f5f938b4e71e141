// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.casegate.policy.inspect.PartFindings.Identifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is seen in a table by its headings, and behind what a text itself calls a name. NHS numbers are of the range 999,
/// which is kept for tests.
class TableInspectionTest {

    private static final NhsNumber NUMBER = new NhsNumber(9_990_000_018L);

    @ParameterizedTest
    @ValueSource(strings = {"key,nhs\n1,\"999 000 0018\"\n", "key;NHS number;age\r\n1;999.000.0018;9\r\n",
            "nhs_1,nhs_2,nhs_3,age\n999,000,0018,9\n", "key\tNHS no\n1\t\"999\n0000018\"\n",
            "key,\"NHS, number\",nhs no\n1,x,9990000018.0\n", "nhs|age\n999/000/0018|9", "a,nhs\n1,'9990000018\n"})
    @DisplayName("OB-054, OB-084, S20: an NHS number is found in its column, however its cells are written or divided")
    void findsANumberInItsColumn(String table) {
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            assertThat(inspect(table, charset).nhsNumbers()).containsExactly(NUMBER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first,second,third\n999,000,0018\n", "nhs_1,age,nhs_2,nhs_3\n999,000,0018,1\n",
            "nhs,age\n999 000 0019,9\n", "referrals to the NHS\n999.000.0018\n"})
    @DisplayName("OB-054: numbers beside each other under other headings are statistics")
    void leavesOtherColumnsAlone(String table) {
        assertThat(inspect(table, UTF_8).nhsNumbers()).isEmpty();
    }

    @Test
    @DisplayName("B09, OB-084: people are counted once, in whichever column and form")
    void countsPeopleOnce() {
        String table = "key,nhs,note\n1,999 000 0018,as 9990000026\n2,999.000.0026,\n3,\"9990000034\",9990000018\n";

        assertThat(inspect(table, UTF_8).nhsNumbers()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key,dob_day,dob_month,dob_year\n1,3,4,2012\n", "key;Date of birth\n1;\"3 April 2012\"\n",
            "birth_date,ward\n2012-04-03,Boscombe\n", "age,\"born\"\n14,03.04.12\n"})
    @DisplayName("OB-054: a date of birth is found in its column, or over three")
    void findsADateOfBirthInItsColumns(String table) {
        assertThat(inspect(table, UTF_8).identifiers()).containsExactly(Identifier.DATE_OF_BIRTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key,outward,inward\n1,BH1,2AB\n", "key,outward,inward\n1,\"SW1A\",\"1AA\"\n"})
    @DisplayName("OB-054: a postcode is found in two cells beside each other")
    void findsASplitPostcode(String table) {
        assertThat(inspect(table, UTF_8).identifiers()).containsExactly(Identifier.POSTCODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"surname,age\nSMITH,9\n", "key,Child's name\n1,Ann-Marie O'Neil\n",
            "forename,ward\nZoë,Boscombe\n",
            "key,name\n1,Jo\n", "Surname: Smith", "Child's first name = \"Ann\"", "mother's name: Jane Smith",
            "1. Name: Ann Smith, aged 9"})
    @DisplayName("OB-054: what a document itself calls a person's name is one")
    void findsADeclaredName(String text) {
        assertThat(inspect(text, UTF_8).identifiers()).containsExactly(Identifier.NAME);
        assertThat(inspect(text, UTF_16LE).identifiers()).containsExactly(Identifier.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"surname,age\n,9\nredacted,10\n", "key,name\n1,Child A\n2,AB\n3,Subject 7\n4,n/a\n",
            "Name: Child A", "Surname: [removed]", "Ward name: Boscombe", "file name: Report", "username: Bob",
            "ward name,referrals\nBoscombe,31\n", "the name of the service", "Name: withheld"})
    @DisplayName("OB-054: placeholders, initials and the names of places are no names of people")
    void leavesPlaceholdersAlone(String text) {
        assertThat(inspect(text, UTF_8).identifiers()).isEmpty();
    }

    @Test
    void readsOneOctetACharacterWhereTextIsNotWellFormed() {
        byte[] latin = "forename,nhs\nZo\u00EB,999\u00A0000\u00A00018\n".getBytes(ISO_8859_1);

        assertThat(inspect(latin, latin.length).nhsNumbers()).containsExactly(NUMBER);
        assertThat(inspect(latin, latin.length).identifiers()).contains(Identifier.NAME);
    }

    @Test
    void keepsQuotesCommasAndLineBreaksWithinACell() {
        assertThat(inspect("key,nhs\n\"a \"\"b\"\", c\n\",999 000 0018\n", UTF_8).nhsNumbers()).hasSize(1);
        assertThat(inspect("key,nhs\n\"999 000 0018\n", UTF_8).nhsNumbers()).hasSize(1);
        assertThat(inspect("key,nhs\n1,\"" + "x".repeat(100_000) + "\"\n2,999.000.0018\n", UTF_8).nhsNumbers())
                .hasSize(1);
    }

    @Property(tries = 200)
    void findsTheSameHoweverTheOctetsAreCut(@ForAll @IntRange(min = 1, max = 60) int piece,
            @ForAll @IntRange(max = 3_000) int rows) {
        byte[] table = ("key,surname,dob day,dob month,dob year,nhs a,nhs b\n" + "1,,,,,,\n".repeat(rows)
                + "2,Müller,3,4,2012,999000,0018\n").getBytes(UTF_8);

        assertThat(inspect(table, piece)).isEqualTo(inspect(table, table.length));
        assertThat(inspect(table, piece).nhsNumbers()).containsExactly(NUMBER);
        assertThat(inspect(table, piece).identifiers()).containsExactlyInAnyOrder(Identifier.NHS_NUMBER,
                Identifier.DATE_OF_BIRTH, Identifier.NAME);
    }

    private static PartFindings inspect(String text, Charset charset) {
        byte[] octets = text.getBytes(charset);
        return inspect(octets, octets.length);
    }

    private static PartFindings inspect(byte[] octets, int piece) {
        Inspector inspector = new Inspector();
        for (int from = 0; from < octets.length; from += piece) {
            inspector.update(octets, from, Math.min(piece, octets.length - from));
        }
        return inspector.finish();
    }
}
