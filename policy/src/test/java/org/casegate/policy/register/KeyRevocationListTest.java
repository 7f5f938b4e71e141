// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists that OpenSSH's own program has made.
class KeyRevocationListTest {
    @TempDir
    Path folder;

    private String authority;
    private String stolen;

    @BeforeEach
    void makeKeys() throws Exception {
        Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, "ssh-keygen")).anyMatch(Files::isExecutable), "OpenSSH is not installed");
        authority = key("ca");
        stolen = key("stolen");
    }

    @Test
    @DisplayName("V14: serial numbers, a range, a bitmap and key ids of one authority")
    void readsCertificates() throws Exception {
        String serials = Stream.iterate(1_000, serial -> serial + 2).limit(40).map(serial -> "serial: " + serial + "\n")
                .reduce("", String::concat);
        byte[] krl = krl("serial: 17\nserial: 90-95\nserial: 18446744073709551615\nid: laptop 9\n" + serials,
                "-s", "ca.pub");

        List<String> lines = lines(krl);

        String by = "@" + authority;
        assertThat(lines).contains("serial:17" + by, "serial:90-95" + by, "serial:18446744073709551615" + by,
                "id:laptop 9" + by, "serial:1000" + by, "serial:1078" + by).hasSize(4 + 40);
        lines.forEach(line -> assertThat(SshRevocation.parse(line).orElseThrow()).hasToString(line));
    }

    @Test
    @DisplayName("V14: a bitmap of four million serial numbers is read, each run of them as one line")
    void readsALongBitmap() throws IOException {
        byte[] bits = new byte[1 << 19];
        Arrays.fill(bits, (byte) 0xff);
        assertThat(lines(bitmap(1, bits))).containsExactly("serial:1-4194304");

        bits[0] = 0x01; // the highest come first: bits 4194288 to 4194295 and 4194297 to 4194303 are not set
        bits[1] = 0x00;
        bits[bits.length - 1] = (byte) 0b1101_1010;
        assertThat(lines(bitmap(5, bits))).containsExactly("serial:6", "serial:8-9", "serial:11-4194292",
                "serial:4194301");
        assertThat(lines(bitmap(5, new byte[1 << 19]))).isEmpty();

        Arrays.fill(bits, (byte) 0x55);
        refused(bitmap(1, bits), "more than 2000 lines");
        refused(bitmap(1, new byte[(1 << 19) + 1]), "damaged");
    }

    /// The list that `ssh-keygen` would make of these bits, for certificates of any authority.
    private static byte[] bitmap(long offset, byte[] bits) {
        int ofSerials = Long.BYTES + Integer.BYTES + bits.length;
        int ofCertificates = 2 * Integer.BYTES + 1 + Integer.BYTES + ofSerials;
        return ByteBuffer.allocate(44 + 1 + Integer.BYTES + ofCertificates).putLong(0x5353484b524c0a00L).putInt(1)
                .putLong(0).putLong(0).putLong(0).putInt(0).putInt(0)
                .put((byte) 1).putInt(ofCertificates).putInt(0).putInt(0)
                .put((byte) 0x22).putInt(ofSerials).putLong(offset).putInt(bits.length).put(bits).array();
    }

    @Test
    @DisplayName("V14: keys, and their digests by SHA-256 and SHA-1; certificates of any authority")
    void readsKeys() throws Exception {
        String line = Files.readString(folder.resolve("stolen.pub")).strip();
        assertThat(lines(krl("key: " + line + "\n"))).containsExactly(stolen);
        assertThat(lines(krl("sha256: " + line + "\n"))).containsExactly(stolen);
        assertThat(lines(krl("hash: " + stolen + "\n"))).containsExactly(stolen);
        assertThat(lines(krl("sha1: " + line + "\n"))).singleElement().asString()
                .matches("SHA1:[A-Za-z0-9+/]{27}");
        assertThat(lines(krl("serial: 5\n", "-s", "none"))).containsExactly("serial:5");
        assertThat(lines(krl(""))).isEmpty();
    }

    @Test
    @DisplayName("V15: what is no list, is cut short, or says what cannot be honoured is refused with a sentence")
    void refusesAllElse() throws Exception {
        byte[] krl = krl("serial: 17\nid: laptop\n", "-s", "ca.pub");
        assertThat(lines(krl)).hasSize(2);

        refused(new byte[0], "is no key revocation list of OpenSSH");
        refused(Files.readAllBytes(folder.resolve("ca.pub")), "is no key revocation list of OpenSSH");
        refused(new byte[KeyRevocationList.LONGEST + 1], "is larger than 1048576 octets");
        byte[] later = krl.clone();
        later[11] = 2;
        refused(later, "of format 2");
        // the header is 44 octets; what ends there revokes nothing and is whole
        for (int length = 8; length < krl.length; length++) {
            byte[] cut = Arrays.copyOf(krl, length);
            if (length != 44) {
                refused(cut, "damaged or cut short");
            }
        }
        refused(with(krl, 4, new byte[0]), "is signed");
        refused(with(krl, 77, new byte[0]), "a section of type 77");
        refused(with(krl, 3, new byte[]{0, 0, 0, 3, 1, 2, 3}), "damaged");
        refused(with(krl, 255, new byte[]{0, 0, 0, 1, 'x', 1, 0, 0, 0, 0}), "a critical extension (x)");
        assertThat(lines(with(krl, 255, new byte[]{0, 0, 0, 1, 'x', 0, 0, 0, 0, 0}))).hasSize(2);
        byte[] zero = new byte[8 + 5 + 8];
        zero[8] = 0x20;
        zero[12] = 8;
        refused(with(krl, 1, zero), "the serial number 0");
    }

    private static void refused(byte[] octets, String why) {
        assertThatThrownBy(() -> KeyRevocationList.read(octets)).isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private static byte[] with(byte[] krl, int type, byte[] section) {
        byte[] longer = Arrays.copyOf(krl, krl.length + 5 + section.length);
        longer[krl.length] = (byte) type;
        longer[krl.length + 4] = (byte) section.length;
        System.arraycopy(section, 0, longer, krl.length + 5, section.length);
        return longer;
    }

    private static List<String> lines(byte[] krl) throws IOException {
        return KeyRevocationList.read(krl).stream().map(SshRevocation::toString).toList();
    }

    /// @return its fingerprint
    private String key(String name) throws Exception {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", name);
        return SshRules.fingerprint(SshRules.authority(Files.readString(folder.resolve(name + ".pub")).strip())
                .orElseThrow());
    }

    private byte[] krl(String specification, String... options) throws Exception {
        Files.writeString(folder.resolve("specification"), specification);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-k", "-f", "list.krl"));
        command.addAll(List.of(options));
        command.add("specification");
        run(command.toArray(String[]::new));
        return Files.readAllBytes(folder.resolve("list.krl"));
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("said"))).isZero();
    }
}
