// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_FAILURE;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.casegate.policy.register.KeyRevocationList;
import org.casegate.policy.register.Network;
import org.casegate.policy.register.SshRevocation;
import org.casegate.policy.register.SshRules;
import org.casegate.sftp.account.KeyFile;
import org.casegate.sftp.account.UserKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates made by the machine's own `ssh-keygen`, shown by its own `sftp`.
class CertificateTest {
    private static final String SYSTEM = "sp-case-system";

    @TempDir
    static Path directory;

    private static final TestAccounts ACCOUNTS = TestAccounts.fresh();
    private static Door door;
    private static int count;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Stream.of("sftp", "ssh-keygen").allMatch(CertificateTest::isInstalled), "OpenSSH is here");
        door = new Door(Files.createDirectory(directory.resolve("door")), ACCOUNTS, settings -> settings);
        Files.writeString(directory.resolve("known_hosts"),
                door.server().hostKeys().knownHosts("127.0.0.1", door.port()));
        ACCOUNTS.register(SYSTEM);
        for (String name : List.of("ca", "another-ca", "user")) {
            keygen("-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name);
        }
    }

    @AfterAll
    static void shut() throws IOException {
        if (door != null) {
            door.close();
        }
    }

    @Test
    @DisplayName("V14: an account without a registered key comes in by a certificate of its agency's authority, and as itself")
    void letsInByCertificate() throws Exception {
        trust();
        Path certificate = certify("ca", "-n", "someone-else," + SYSTEM, "-V", "-5m:+1h", "-z", "17");

        assertThat(sftp(SYSTEM, certificate, door.port())).isEqualTo(0);
        assertThat(door.admitted().getLast().account().value()).isEqualTo(SYSTEM);
        assertThat(sftp(Door.ACCOUNT, certificate, door.port())).isEqualTo(255);
        assertThat(sftp(SYSTEM, null, door.port())).as("the key alone is nobody's").isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "384", "521"})
    @DisplayName("V14: authorities and certified keys may be ECDSA")
    void takesEcdsa(String bits) throws Exception {
        keygen("-q", "-t", "ecdsa", "-b", bits, "-N", "", "-f", "ca-" + bits);
        keygen("-q", "-t", "ecdsa", "-b", bits, "-N", "", "-f", "user-" + bits);
        ACCOUNTS.rule(new SshRules(List.of(authority("ca"), authority("ca-" + bits)), List.of(), false));
        keygen("-q", "-s", "ca-" + bits, "-I", "x", "-n", SYSTEM, "-V", "+1h", "user-" + bits + ".pub");

        assertThat(sftp(SYSTEM, "user-" + bits, directory.resolve("user-" + bits + "-cert.pub"), door.port()))
                .isEqualTo(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"another authority|another-ca|-V +1h", "expired|ca|-V -2h:-1h",
            "not valid yet|ca|-V +1h:+2h", "for ever|ca|", "a host's|ca|-h -V +1h",
            "force-command|ca|-V +1h -O force-command=internal-sftp", "verify-required|ca|-V +1h -O verify-required",
            "an option unknown|ca|-V +1h -O critical:casegate.example@test=1",
            "from elsewhere|ca|-V +1h -O source-address=192.0.2.0/24"})
    @DisplayName("V14: refused, though ssh-keygen made it")
    void refuses(String what, String by, @Nullable String how) throws Exception {
        trust();
        List<String> options = new ArrayList<>(List.of("-n", SYSTEM));
        Stream.of(how == null ? new String[0] : how.split(" ", -1)).forEach(options::add);
        Path certificate = certify(by, options.toArray(String[]::new));

        assertThat(attempt(certificate)).as(what).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        assertThat(sftp(SYSTEM, certificate, door.port())).isEqualTo(255);
        ACCOUNTS.forgetFailures();
    }

    @Test
    @DisplayName("V14: a certificate that names nobody is no certificate for everybody")
    void refusesOneWithoutPrincipals() throws Exception {
        trust();

        assertThat(attempt(certify("ca", "-V", "+1h"))).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        assertThat(attempt(certify("ca", "-V", "+1h", "-n", SYSTEM))).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
        ACCOUNTS.forgetFailures();
    }

    @Test
    @DisplayName("V14: one octet changed after it was signed, and one signed by RSA, are refused")
    void refusesAForgedOne() throws Exception {
        trust();
        byte[] blob = blob(certify("ca", "-V", "+1h", "-n", "sp-cage-system"));
        int at = new String(blob, ISO_8859_1).indexOf("cage");
        blob[at + 2] = 's';
        assertThat(attempt(blob)).isEqualTo(SSH_MSG_USERAUTH_FAILURE);

        keygen("-q", "-t", "rsa", "-b", "3072", "-N", "", "-f", "ca-rsa");
        assertThat(attempt(certify("ca-rsa", "-V", "+1h", "-n", SYSTEM))).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        ACCOUNTS.forgetFailures();
    }

    @Test
    @DisplayName("V14: revoked by serial number, by key id or by key; the next sign-in is refused, others are not")
    void refusesWhatIsRevoked() throws Exception {
        Path certificate = certify("ca", "-n", SYSTEM, "-V", "+1h", "-z", "4711");
        String fingerprint = keygen("-l", "-f", "user.pub").split(" ", -1)[1];
        for (String line : List.of("serial:4711", "id:test", fingerprint)) {
            trust();
            assertThat(attempt(certificate)).as(line).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
            trust(line);
            assertThat(attempt(certificate)).as(line).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        }
        trust("serial:4712", "id:test2");
        assertThat(attempt(certificate)).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
    }

    @Test
    @DisplayName("V14: what a revocation list of ssh-keygen takes back is refused at the next sign-in: a certificate, a serial number of its authority, a key alone too")
    void honoursRevocationLists() throws Exception {
        Path certificate = certify("ca", "-n", SYSTEM, "-V", "+1h", "-z", "815");
        for (String specification : List.of("serial: 800-900", "serial: 815", "id: test",
                "key: " + authority("user"), "sha1: " + authority("user"), "sha256: " + authority("user"))) {
            trust();
            assertThat(attempt(certificate)).as(specification).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
            ACCOUNTS.rule(SshRules.NONE.with(authority("ca")).revoking(krl("ca", specification)));
            assertThat(attempt(certificate)).as(specification).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        }
        ACCOUNTS.rule(SshRules.NONE.with(authority("ca")).revoking(krl("another-ca", "serial: 815")));
        assertThat(attempt(certificate)).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);

        Path own = Files.writeString(directory.resolve("own.pub"), UserKeys.line(door.userKey(), Door.ACCOUNT));
        door.signIn().close(true);
        ACCOUNTS.rule(SshRules.NONE.revoking(krl("ca", "key: " + Files.readString(own))));
        assertThatThrownBy(door::signIn).isInstanceOf(IOException.class);
        trust();
        door.signIn().close(true);
        ACCOUNTS.forgetFailures();
    }

    private static List<SshRevocation> krl(String authority, String specification) throws Exception {
        Files.writeString(directory.resolve("specification"), specification + "\n");
        keygen("-q", "-k", "-f", "list.krl", "-s", authority + ".pub", "specification");
        return KeyRevocationList.read(Files.readAllBytes(directory.resolve("list.krl")));
    }

    @Test
    @DisplayName("V14: an authority taken out of the register certifies nobody from then on")
    void forgetsAnAuthority() throws Exception {
        Path certificate = certify("ca", "-n", SYSTEM, "-V", "+1h");
        trust();
        assertThat(attempt(certificate)).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
        ACCOUNTS.rule(new SshRules(List.of(authority("another-ca")), List.of(), false));
        assertThat(attempt(certificate)).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        ACCOUNTS.forgetFailures();
    }

    @Test
    @DisplayName("V14: source-address means the client, not the balancer in front of us")
    void comparesTheClientsAddress() throws Exception {
        trust();
        Path clients = certify("ca", "-n", SYSTEM, "-V", "+1h", "-O", "source-address=203.0.113.0/24,2001:db8::/32");
        Path balancers = certify("ca", "-n", SYSTEM, "-V", "+1h", "-O", "source-address=127.0.0.0/8");
        try (Door behind = new Door(Files.createDirectory(directory.resolve("behind")), ACCOUNTS,
                settings -> settings.withBalancers(List.of(Network.parse("127.0.0.1").orElseThrow())));
                Relay from = new Relay(behind.port(), Relay.header("203.0.113.9"), 4096);
                Relay elsewhere = new Relay(behind.port(), Relay.header("198.51.100.9"), 4096)) {
            assertThat(attempt(blob(clients), from.port())).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
            assertThat(attempt(blob(clients), elsewhere.port())).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
            assertThat(attempt(blob(balancers), from.port())).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        }
    }

    private static void trust(String... revoked) throws IOException {
        ACCOUNTS.rule(new SshRules(List.of(authority("ca")),
                Stream.of(revoked).map(line -> SshRevocation.parse(line).orElseThrow()).toList(), false));
    }

    private static String authority(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".pub")).strip();
    }

    // a certificate of its own name each time, for the same key
    private static synchronized Path certify(String by, String... options) throws Exception {
        String name = "user-" + ++count;
        Files.copy(directory.resolve("user.pub"), directory.resolve(name + ".pub"));
        List<String> command = new ArrayList<>(List.of("-q", "-s", by, "-I", "test"));
        command.addAll(List.of(options));
        command.add(name + ".pub");
        keygen(command.toArray(String[]::new));
        return directory.resolve(name + "-cert.pub");
    }

    private static int attempt(Path certificate) throws Exception {
        return attempt(blob(certificate));
    }

    private static int attempt(byte[] blob) throws Exception {
        return attempt(blob, door.port());
    }

    private static int attempt(byte[] blob, int port) throws Exception {
        KeyPair key = KeyFile.read(directory.resolve("user"));
        try (RawClient client = new RawClient(port)) {
            return client.prove(SYSTEM, "ssh-ed25519-cert-v01@openssh.com", blob, key.getPrivate()).next();
        }
    }

    private static byte[] blob(Path certificate) throws IOException {
        return Base64.getDecoder().decode(Files.readString(certificate).split(" ", -1)[1]);
    }

    private static int sftp(String account, @Nullable Path certificate, int port) throws Exception {
        return sftp(account, "user", certificate, port);
    }

    private static int sftp(String account, String key, @Nullable Path certificate, int port) throws Exception {
        Path batch = Files.writeString(directory.resolve("batch"), "pwd\n");
        List<String> command = new ArrayList<>(List.of("sftp", "-F", "none", "-P", Integer.toString(port), "-i",
                directory.resolve(key).toString(), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o",
                "UserKnownHostsFile=" + directory.resolve("known_hosts"), "-o", "BatchMode=yes", "-b",
                batch.toString()));
        if (certificate != null) {
            command.addAll(List.of("-o", "CertificateFile=" + certificate));
        }
        command.add(account + "@127.0.0.1");
        Process process = start(command);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String keygen(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        Process process = start(command);
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private static Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, program))
                .anyMatch(Files::isExecutable);
    }
}
