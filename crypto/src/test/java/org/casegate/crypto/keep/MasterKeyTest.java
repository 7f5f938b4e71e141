// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("V19: the master key lies in a file of its owner's, and nowhere else")
class MasterKeyTest {
    @TempDir
    private Path home;
    private Path file;

    @BeforeEach
    void create() throws IOException {
        file = home.resolve("master.key");
        MasterKey.create(file);
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("casegate-master-1 [0-9a-f]{64}\n");
    }

    @Test
    void isNeverMadeTwice() throws IOException {
        String before = Files.readString(file);
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> MasterKey.create(file))
                .withMessage("There is a master key at " + file + " already; it is left as it is.");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void isNotMadeWhereThereIsNoDirectory() {
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> MasterKey.create(home.resolve("no/master.key")))
                .withMessageContaining("does not exist");
    }

    @Test
    void everyModeThatLetsOthersNearIsRefused() throws IOException {
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rw----r-x", "rwx------", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> MasterKey.read(file)).withMessage(
                    "The master key " + file + " is open to others (mode " + mode + "). Run: chmod 600 " + file);
        }
        for (String mode : List.of("rw-------", "r--------")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            MasterKey.read(file).close();
        }
    }

    @Test
    void anotherUsersFileIsRefused() throws IOException {
        assumeThat(Files.getOwner(home).getName()).as("only root can give a file away").isEqualTo("root");
        Files.setOwner(file, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> MasterKey.read(file))
                .withMessageContaining("belongs to nobody, and this process runs as root");
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        Path missing = home.resolve("elsewhere.key");
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> MasterKey.read(missing))
                .withMessage("There is no master key at " + missing + ".");
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> MasterKey.read(home))
                .withMessageContaining("is not a file");
    }

    @Test
    void whatIsNotAMasterKeyIsRefusedWithoutShowingIt() throws IOException {
        String digits = Files.readString(file).substring(18, 82);
        for (String content : List.of("", digits, "casegate-master-1 " + digits.substring(1),
                "casegate-master-1 " + digits + "\n\n", "casegate-master-2 " + digits,
                "casegate-master-1 " + digits.toUpperCase(Locale.ROOT) + "G", "x".repeat(10_000))) {
            Files.writeString(file, content);
            assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> MasterKey.read(file))
                    .withMessageContaining(file.toString())
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(digits.substring(1)));
        }
    }

    @Test
    void everyPurposeHasItsOwnKeyAndTheSameOneEachTime() throws IOException {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            try (MasterKey master = MasterKey.read(file)) {
                for (Purpose purpose : Purpose.values()) {
                    keys.add(HexFormat.of().formatHex(master.derive(purpose)));
                }
            }
        }
        assertThat(keys).hasSize(Purpose.values().length).allMatch(key -> key.length() == 64);
    }

    @Test
    void theDerivedKeysNeverChangeFromReleaseToRelease() throws IOException {
        Files.writeString(file, "casegate-master-1 " + "00".repeat(31) + "01\n");
        try (MasterKey master = MasterKey.read(file)) {
            assertThat(HexFormat.of().formatHex(master.derive(Purpose.RING))).isEqualTo(
                    "669f4bca23ecf22e6b072d36ecb49c87ac96ddd0ba98853030c0ce4295ae3b8b");
            assertThat(HexFormat.of().formatHex(master.derive(Purpose.SEARCH))).isEqualTo(
                    "c0cd9a85c1f99d265f9060574b65d35f5bb6d2fc81c1d740f35cfbcad250b11e");
            assertThat(master.checkValue()).isEqualTo("bff6e9b1de2acc157f7538c99c9d502a");
        }
    }

    @Test
    void theCheckValueTellsOneMasterKeyFromAnother() throws IOException {
        Path other = home.resolve("other.key");
        MasterKey.create(other);
        try (MasterKey one = MasterKey.read(file);
                MasterKey again = MasterKey.read(file);
                MasterKey two = MasterKey.read(other)) {
            assertThat(one.checkValue()).hasSize(32).isEqualTo(again.checkValue()).isNotEqualTo(two.checkValue());
        }
    }

    @Test
    void aClosedMasterKeyRefusesToBeUsed() throws IOException {
        MasterKey master = MasterKey.read(file);
        master.close();
        assertThatIllegalStateException().isThrownBy(() -> master.derive(Purpose.RING));
        assertThatIllegalStateException().isThrownBy(master::checkValue);
    }

    @Test
    void tokensAreEqualForEqualTextsAlone() throws IOException {
        try (MasterKey master = MasterKey.read(file)) {
            KeyedToken tokens = new KeyedToken(master);
            Token token = tokens.of("case", "staffordshire", "SSCB-RR-2026-014");
            assertThat(token.bytes()).hasSize(16);
            assertThat(token).isEqualTo(new KeyedToken(master).of("case", "staffordshire", "SSCB-RR-2026-014"))
                    .hasToString(HexFormat.of().formatHex(token.bytes()));
            assertThat(List.of(tokens.of("case", "staffordshireSSCB-RR-2026-014"),
                    tokens.of("case", "staffordshire", "SSCB-RR-2026-015"), tokens.of("case", "staffordshire"),
                    tokens.of("name", "staffordshire", "SSCB-RR-2026-014"),
                    tokens.of("case", "staffordshire", "SSCB-RR-2026-014", ""), tokens.of("case")))
                    .doesNotHaveDuplicates().doesNotContain(token);
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> tokens.of("case", "a\0b"));
        }
    }

    @Test
    void tokensOfAnotherMasterKeyAreOthers() throws IOException {
        Path other = home.resolve("other.key");
        MasterKey.create(other);
        try (MasterKey one = MasterKey.read(file); MasterKey two = MasterKey.read(other)) {
            assertThat(new KeyedToken(one).of("case", "x")).isNotEqualTo(new KeyedToken(two).of("case", "x"));
        }
    }
}
