// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.casegate.policy.inspect.PartFindings.Identifier;
import org.casegate.policy.inspect.PartFindings.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is seen in a part, however its octets are cut. NHS numbers are of the range 999, which is kept for tests.
class InspectorTest {

    @ParameterizedTest
    @ValueSource(strings = {"NHS no. 9990000018.", "999 000 0018", "999-000-0018", "a,9990000018,b", "12 999 000 0018",
            "999\u00A0000\u00A00018", "999\u2011000\u20110018", "\"9990000018\"", "(9990000018)", "x 9990000018"})
    @DisplayName("OB-054, OB-084: an NHS number is found with or without its spaces")
    void findsAnNhsNumber(String text) {
        assertThat(inspect(text.getBytes(UTF_8)).nhsNumbers()).containsExactly(new NhsNumber(9_990_000_018L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9990000019", "99900000180", "19990000018", "999 0000018", "9990 000 018", "999  000 0018",
            "999 000-0018", "1.9990000018", "9990000018.5", "a9990000018", "9990000018f", "0000000000", "1111111111",
            "01785 000000"})
    void leavesOtherNumbersAlone(String text) {
        assertThat(inspect(text.getBytes(UTF_8)).nhsNumbers()).isEmpty();
    }

    @Test
    @DisplayName("B09: distinct NHS numbers are counted, not mentions")
    void countsDistinctNumbers() {
        String text = "9990000018 999 000 0018 9990000026\n9990000034;999-000-0042,9990000050 9990000051";

        assertThat(inspect(text.getBytes(UTF_8)).nhsNumbers()).hasSize(5);
    }

    @Property(tries = 300)
    void findsANumberAcrossAnyCut(@ForAll @IntRange(max = 20_000) int before,
            @ForAll @IntRange(min = 1, max = 9_000) int piece,
            @ForAll @IntRange(max = 2) int form) {
        String number = List.of("9990000018", "999 000 0018", "999-000-0018").get(form);
        byte[] text = ("word ".repeat(before / 5) + number + " word".repeat(400)).getBytes(UTF_8);

        assertThat(inspect(text, piece).nhsNumbers()).containsExactly(new NhsNumber(9_990_000_018L));
    }

    @Property(tries = 100)
    void findsNoNumberInALongerRunOfDigits(@ForAll @IntRange(min = 11, max = 30_000) int length,
            @ForAll @IntRange(min = 1, max = 9_000) int piece) {
        byte[] digits = "9990000018".repeat(length / 10 + 1).substring(0, length).getBytes(UTF_8);

        assertThat(inspect(digits, piece).nhsNumbers()).isEmpty();
    }

    @Property
    void theLastDigitIsTheWeightedSumOfTheOthers(@ForAll @LongRange(min = 100_000_000, max = 999_999_999) long nine) {
        int valid = 0;
        for (int last = 0; last < 10; last++) {
            valid += NhsNumber.isValid(nine * 10 + last) ? 1 : 0;
        }

        assertThat(valid).isLessThanOrEqualTo(1);
    }

    @Example
    void knowsPublishedNumbers() {
        assertThat(NhsNumber.isValid(9_434_765_919L)).isTrue();
        assertThat(NhsNumber.isValid(4_010_232_137L)).isTrue();
        assertThat(NhsNumber.isValid(9_434_765_918L)).isFalse();
    }

    @Test
    void readsSixteenBitText() {
        String text = "Name,NHS\r\nA,999 000 0018\r\n";

        assertThat(inspect(("\uFEFF" + text).getBytes(UTF_16LE)).nhsNumbers()).hasSize(1);
        assertThat(inspect(("\uFEFF" + text).getBytes(UTF_16BE)).nhsNumbers()).hasSize(1);
        assertThat(inspect(text.getBytes(UTF_16LE)).nhsNumbers()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lives at ST16 2DH now", "st16 2dh", "SW1A 1AA", "M1 1AE,", "ST162DH", "(B33 8TH)"})
    @DisplayName("OB-054: a full postcode is found")
    void findsAPostcode(String text) {
        assertThat(inspect(text.getBytes(UTF_8)).identifiers()).containsExactly(Identifier.POSTCODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ST16", "QQ1 1AA", "A12 3BC", "xST16 2DHx", "b33alth", "room E1 4th floor"})
    void leavesOtherCodesAlone(String text) {
        assertThat(inspect(text.getBytes(UTF_8)).identifiers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOB: 03/04/2012", "D.O.B. 3.4.12", "Date of birth 2012-04-03", "born on 3rd April 2012",
            "date_of_birth: 03-04-2012", "key,dob,age\n1,03/04/2012,14\n"})
    @DisplayName("OB-054: a date of birth is found behind its label, or under it in a table")
    void findsADateOfBirth(String text) {
        assertThat(inspect(text.getBytes(UTF_8)).identifiers()).containsExactly(Identifier.DATE_OF_BIRTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Meeting on 03/04/2026", "aged 14 on 2026-04-01", "dobby 03/04/2012", "born abroad",
            "count,on\n12,2026-04-01\n"})
    void leavesOtherDatesAlone(String text) {
        assertThat(inspect(text.getBytes(UTF_8)).identifiers()).isEmpty();
    }

    @Test
    void findsADateOfBirthFarBelowItsHeading() {
        assertThat(inspect(("key,date of birth\n" + "1,unknown\n".repeat(5_000) + "2,03/04/2012\n").getBytes(UTF_8))
                .identifiers()).containsExactly(Identifier.DATE_OF_BIRTH);
    }

    @Test
    @DisplayName("OB-102: an encrypted archive is locked, an open one is not")
    void findsAnEncryptedArchive() {
        assertThat(inspect(archive(0, 8)).lock()).isEmpty();
        assertThat(inspect(archive(1, 8)).lock()).hasValue(Lock.ENCRYPTED_ZIP);
        assertThat(inspect(archive(9, 99)).lock()).hasValue(Lock.ENCRYPTED_ZIP);
        assertThat(inspect(archive(1, 50)).lock()).isEmpty();
    }

    @Property(tries = 50)
    void findsAnEncryptedEntryBehindOpenOnes(@ForAll @IntRange(min = 1, max = 200) int piece) {
        byte[] open = archive(0, 8);
        byte[] locked = archive(1, 8);
        byte[] both = new byte[6_000 + open.length + locked.length];
        System.arraycopy(open, 0, both, 0, open.length);
        System.arraycopy(locked, 0, both, both.length - locked.length, locked.length);

        assertThat(inspect(both, piece).lock()).hasValue(Lock.ENCRYPTED_ZIP);
    }

    @Property(tries = 300)
    void findsAnEncryptedEntryBehindAnythingThatLooksLikeOne(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 70) int piece) {
        byte[] octets = new byte[FileKind.LONGEST_HEAD + random.nextInt(100) + 100];
        for (int index = 0; index < octets.length; index++) {
            octets[index] = (byte) "PPKK\3\3\4\4x".charAt(random.nextInt(9));
        }
        assertThat(inspect(octets, piece).lock()).isEmpty();
        System.arraycopy(archive(1, 8), 0, octets, octets.length - 100, 100);

        assertThat(inspect(octets, piece).lock()).hasValue(Lock.ENCRYPTED_ZIP);
        assertThat(inspect(octets).lock()).hasValue(Lock.ENCRYPTED_ZIP);
    }

    @Test
    @DisplayName("OB-102: an Office document with a password is locked")
    void findsAnEncryptedOfficeDocument() {
        assertThat(inspect(compoundFile("EncryptedPackage")).lock()).hasValue(Lock.ENCRYPTED_OFFICE);
        assertThat(inspect(compoundFile("EncryptedPackageX")).lock()).isEmpty();
        assertThat(inspect(compoundFile("WordDocument")).lock()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trailer << /Encrypt 12 0 R /Root 1 0 R >>", "<</Encrypt 12 0 R>>",
            "/Encrypt<</Filter/Standard>>",
            "/Encrypt\n<< /V 4 >>", "//Encrypt 1 0 R"})
    @DisplayName("OB-102: an encrypted PDF is locked")
    void findsAnEncryptedPdf(String trailer) {
        byte[] pdf = ("%PDF-1.7\n" + "x".repeat(5_000) + trailer).getBytes(ISO_8859_1);

        for (int piece : new int[]{1, 7, 4_096, 10_000}) {
            assertThat(inspect(pdf, piece).lock()).hasValue(Lock.ENCRYPTED_PDF);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/EncryptMetadata false", "/Encrypt", "/Encrypted 1 0 R", "Encrypt 1 0 R", "/Encrypt 12 R",
            "0000000018 00000 n", "9990000018 00000 n"})
    void leavesAnOpenPdfAlone(String text) {
        assertThat(inspect(("%PDF-1.7\n" + text).getBytes(ISO_8859_1))).isEqualTo(PartFindings.NOTHING);
    }

    @Property(tries = 300)
    void anyOctetsInAnyPiecesGiveTheSameFindings(@ForAll byte[] octets,
            @ForAll @IntRange(min = 1, max = 50) int piece) {
        assertThat(inspect(octets, piece)).isEqualTo(inspect(octets));
    }

    @Test
    void keepsFindingsAsTextAndShowsNoValue() {
        PartFindings findings = new PartFindings(Optional.of(Lock.ENCRYPTED_PDF),
                Set.of(new NhsNumber(9_990_000_018L), new NhsNumber(9_990_000_026L)),
                Set.of(Identifier.NHS_NUMBER, Identifier.POSTCODE));

        assertThat(PartFindings.parse(findings.text())).isEqualTo(findings);
        assertThat(PartFindings.parse(PartFindings.NOTHING.text())).isEqualTo(PartFindings.NOTHING);
        assertThat(findings.toString()).doesNotContain("999").contains("nhsNumbers=2");
        assertThatIllegalArgumentException().isThrownBy(() -> PartFindings.parse("1;;;9990000019"))
                .withMessage("not the findings of a part");
    }

    @Test
    void tellsApartNoMoreNumbersThanItHasRoomFor() {
        StringBuilder text = new StringBuilder();
        for (long nine = 999_000_000L; nine < 999_002_000L; nine++) {
            for (int last = 0; last < 10; last++) {
                text.append(nine).append(last).append('\n');
            }
        }

        assertThat(inspect(text.toString().getBytes(UTF_8)).nhsNumbers()).hasSize(PartFindings.MOST_NUMBERS);
    }

    private static PartFindings inspect(byte[] octets) {
        return inspect(octets, Math.max(1, octets.length));
    }

    private static PartFindings inspect(byte[] octets, int piece) {
        Inspector inspector = new Inspector();
        for (int from = 0; from < octets.length; from += piece) {
            inspector.update(octets, from, Math.min(piece, octets.length - from));
        }
        return inspector.finish();
    }

    /// One local header with a name of five characters and some content.
    private static byte[] archive(int flags, int method) {
        byte[] zip = new byte[100];
        byte[] header = {'P', 'K', 3, 4, 20, 0, (byte) flags, 0, (byte) method, 0};
        System.arraycopy(header, 0, zip, 0, header.length);
        zip[26] = 5;
        System.arraycopy("a.txt".getBytes(UTF_8), 0, zip, 30, 5);
        return zip;
    }

    /// A header sector and one directory entry.
    private static byte[] compoundFile(String stream) {
        byte[] file = new byte[1_024];
        int[] signature = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
        for (int index = 0; index < signature.length; index++) {
            file[index] = (byte) signature[index];
        }
        byte[] name = stream.getBytes(UTF_16LE);
        System.arraycopy(name, 0, file, 512 + 128, name.length);
        return file;
    }
}
