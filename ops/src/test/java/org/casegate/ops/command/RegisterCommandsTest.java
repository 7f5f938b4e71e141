// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.casegate.crypto.certificate.ManagedKeys;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.ops.console.Stop;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.demo.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands of the business manager, against a gateway that was stopped.
class RegisterCommandsTest {
    private static final String NURSE = "uhnm-named-nurse";

    @TempDir
    static Path folder;

    private static String password = "";

    @BeforeAll
    static void make() throws Exception {
        try (Demo demo = Demo.start(home(), Ports.free(), Progress.silent())) {
            password = demo.file().account(NURSE).password();
        }
    }

    private static Path home() {
        return folder.resolve("home");
    }

    @Test
    @DisplayName("A-46 what is exported and imported again changes nothing")
    void exportsAndImports() throws Exception {
        Ran exported = run(new RegisterCommand(), "export");
        Path file = Files.writeString(folder.resolve("exported.yaml"), exported.out());
        // The first import names the text that judges; from then on nothing differs.
        run(new RegisterCommand(), "import", file.toString(), "--apply");
        Path again = Files.writeString(folder.resolve("again.yaml"), run(new RegisterCommand(), "export").out());

        Ran imported = run(new RegisterCommand(), "import", again.toString());
        assertThat(imported.out()).as(imported.err()).startsWith("The register says so already.");
        assertThat(run(new RegisterCommand(), "show").out()).startsWith("# Revision ");
        assertThat(run(new RegisterCommand(), "show", "--at", "2001-01-01T00:00:00Z").status()).isEqualTo(1);
    }

    @Test
    @DisplayName("OB-001, A-46 a setting that widens waits, one that narrows holds")
    void setsAndAsks() throws Exception {
        Ran narrowed = run(new SettingCommand(), "set", "staffordshire", "spoc.missing", "BLOCK_BOTH");
        assertThat(narrowed.out()).as(narrowed.err()).contains("settings.spoc.missing", "BLOCK_BOTH", "Ledger entry ");
        assertThat(run(new SettingCommand(), "list", "staffordshire").out())
                .containsPattern("staffordshire +spoc.missing +BLOCK_BOTH +register ");

        Ran widened = run(new SettingCommand(), "set", "staffordshire", "territory.allowed", "UK+EEA");
        assertThat(widened.out()).contains("waits for approval");
        assertThat(run(new ApprovalCommand(), "list").out()).contains("territory.allowed", "outstanding: ",
                "staffordshire-police");
        assertThat(run(new SettingCommand(), "set", "staffordshire", "spoc.missing", "MAYBE").status()).isEqualTo(2);
    }

    @Test
    @DisplayName("A-06 who administers may ask, who only sends may not")
    void asksOnlyForWhoMay() throws Exception {
        Path factors = Files.writeString(folder.resolve("factors"),
                password + "\n" + DemoFile.codeNow(home(), NURSE).orElseThrow() + "\n");

        assertThat(run(new SettingCommand(), "set", "gateway", "territory.ceiling", "NONE", "--as",
                NURSE, "--factors", factors.toString()).status()).isEqualTo(1);
    }

    @Test
    @DisplayName("A-46 an account is added, enrolled and disabled, and its maker is known")
    void keepsAccounts() throws Exception {
        assertThat(run(new AccountCommand(), "add", "scc-duty-lead", "--agency", "staffordshire-county-council",
                "--role", "RECIPIENT").status()).isZero();
        Path password = Files.writeString(folder.resolve("password"), "a good long password\n");
        Ran enrolled = run(new AccountCommand(), "enrol", "scc-duty-lead", "--password-file", password.toString());
        assertThat(enrolled.out()).startsWith("otpauth://totp/CaseGate:scc-duty-lead?secret=")
                .doesNotContain("a good long password");
        assertThat(run(new AccountCommand(), "disable", "scc-duty-lead").status()).isZero();

        assertThat(run(new AccountCommand(), "list").out()).containsPattern("scc-duty-lead .*disabled .*made by os:");
    }

    @Test
    @DisplayName("OB-103 an agency's own certificate is registered by command and by the register's file, and refused with what to change")
    void keepsCertificates() throws Exception {
        String agency = "staffordshire-police";
        try (ManagedSecret owner = ManagedKeys.generate(Instant.now().minusSeconds(5))) {
            Path keys = Files.createDirectories(folder.resolve("keys"));
            Path file = Files.write(keys.resolve(agency + ".asc"), owner.certificate().octets());
            Path secret = Files.write(keys.resolve("secret.asc"), owner.octets());

            Ran refused = run(new AgencyCommand(), "certificate", "register", agency, secret.toString());
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).contains("You sent your secret key.");
            Ran registered = run(new AgencyCommand(), "certificate", "register", agency, file.toString());
            assertThat(registered.out()).as(registered.err()).contains(owner.certificate().fingerprint(),
                    "version 2 of the packet", "Ledger entry ", "Nothing is sealed to it yet");
            Path message = folder.resolve("test-object.pgp");
            Ran made = run(new AgencyCommand(), "certificate", "test", agency, "--out", message.toString());
            assertThat(made.status()).as(made.err()).isZero();
            assertThat(Files.readAllBytes(message)[0]).as("a wrapped session key").isEqualTo((byte) 0xC1);
            assertThat(run(new AgencyCommand(), "certificate", "test", agency, "--out", message.toString()).err())
                    .contains("exists already");
            Ran wrong = run(new AgencyCommand(), "certificate", "confirm", agency, "0000-0000-0000");
            assertThat(wrong.status()).isEqualTo(1);
            assertThat(wrong.err()).contains("4 more may be tried");
            assertThat(run(new AgencyCommand(), "certificate", "list").out()).contains(agency, "to open",
                    owner.certificate().fingerprint());
            assertThat(run(new AgencyCommand(), "certificate", "list", "--json").out()).contains("\"in_use\" : false");

            String exported = run(new RegisterCommand(), "export").out();
            assertThat(exported).contains("openpgp: keys/" + agency + ".asc");
            Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
            Ran again = run(new RegisterCommand(), "import",
                    Files.writeString(elsewhere.resolve("register.yaml"), exported).toString());
            assertThat(again.out()).as(again.err()).startsWith("The register says so already.");

            assertThat(run(new AgencyCommand(), "certificate", "withdraw", agency).status()).isZero();
            assertThat(run(new RegisterCommand(), "export").out()).doesNotContain("openpgp");
            assertThat(run(new RegisterCommand(), "import", elsewhere.resolve("register.yaml").toString()).err())
                    .contains("keys/" + agency + ".asc: no such file");
            Path beside = Files.writeString(folder.resolve("certified.yaml"), exported);
            assertThat(run(new RegisterCommand(), "import", beside.toString()).out())
                    .contains("the certificate would be registered", "Nothing has changed.");
            assertThat(run(new RegisterCommand(), "import", beside.toString(), "--apply").out())
                    .contains(owner.certificate().fingerprint() + ", to be opened.");
            assertThat(run(new AgencyCommand(), "certificate", "withdraw", agency).status()).isZero();
        }
    }

    @Test
    @DisplayName("V14 an agency's authority and revocations come and go by command, each with its ledger entry, and by the register's file")
    void keepsAuthorities() throws Exception {
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA sp-ssh-ca";
        Path file = Files.writeString(folder.resolve("ca.pub"), key + "\n");

        Ran trusted = run(new AgencyCommand(), "trust", "staffordshire-police", file.toString());
        assertThat(trusted.out()).as(trusted.err()).contains("staffordshire-police", "authorities", "Ledger entry ");
        Ran revoked = run(new AgencyCommand(), "revoke", "staffordshire-police", "serial:17", "id:laptop-9");
        assertThat(revoked.out()).as(revoked.err()).contains("serial:17", "id:laptop-9", "Ledger entry ");
        assertThat(run(new AgencyCommand(), "show", "staffordshire-police").out()).contains("authority  SHA256:",
                "sp-ssh-ca", "revoked    serial:17\n", "revoked    id:laptop-9\n");
        assertThat(run(new RegisterCommand(), "export").out()).contains(key, "serial:17", "id:laptop-9");

        Ran code = run(new AgencyCommand(), "code", "staffordshire-police", "ON");
        assertThat(code.out()).as(code.err()).contains("one_time_code", "Ledger entry ");
        assertThat(run(new AgencyCommand(), "show", "staffordshire-police").out()).contains("asked of its people");
        assertThat(run(new RegisterCommand(), "export").out()).contains("one_time_code: true");
        assertThat(run(new AgencyCommand(), "code", "staffordshire-police", "OFF").status()).isZero();
        assertThat(run(new AgencyCommand(), "revoke", "staffordshire-police", "17").status()).isEqualTo(2);
        assertThat(run(new AgencyCommand(), "distrust", "staffordshire-police", "SHA256:unknown").status())
                .isEqualTo(2);
        assertThat(run(new AgencyCommand(), "trust", "nobody", file.toString()).status()).isEqualTo(2);
        String shown = run(new AgencyCommand(), "show", "staffordshire-police").out().split(" +", -1)[1];
        Ran distrusted = run(new AgencyCommand(), "distrust", "staffordshire-police", shown);
        assertThat(distrusted.out()).as(distrusted.err()).contains("Ledger entry ");
        assertThat(run(new AgencyCommand(), "show", "staffordshire-police").out()).doesNotContain("authority")
                .contains("serial:17");
    }

    @Test
    @DisplayName("V14 a key revocation list of OpenSSH is read line by line, and refused as a whole where it does not read")
    void readsRevocationLists() throws Exception {
        byte[] krl = ByteBuffer.allocate(44 + 5 + 29).putLong(0x5353484b524c0a00L).putInt(1).putLong(1).putLong(0)
                .putLong(0).putInt(0).putInt(0) // no comment; then certificates of any authority, a range of numbers
                .put((byte) 1).putInt(29).putInt(0).putInt(0).put((byte) 0x21).putInt(16).putLong(20).putLong(29)
                .array();
        Path list = Files.write(folder.resolve("revoked.krl"), krl);
        Path cut = Files.write(folder.resolve("cut.krl"), Arrays.copyOf(krl, krl.length - 3));

        Ran refused = run(new AgencyCommand(), "revoke", "staffordshire-police", "--krl", cut.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("cut.krl is a key revocation list that is damaged or cut short");
        assertThat(run(new AgencyCommand(), "revoke", "staffordshire-police", "--krl", folder.toString()).status())
                .isEqualTo(2);
        assertThat(run(new AgencyCommand(), "revoke", "staffordshire-police").status()).isEqualTo(2);

        Ran revoked = run(new AgencyCommand(), "revoke", "staffordshire-police", "--krl", list.toString(), "id:desk");
        assertThat(revoked.out()).as(revoked.err()).contains("serial:20-29", "id:desk", "Ledger entr");
        assertThat(run(new AgencyCommand(), "show", "staffordshire-police").out())
                .contains("revoked    serial:20-29\n");
        assertThat(run(new RegisterCommand(), "export").out()).contains("serial:20-29");
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out));
        StringWriter err = new StringWriter();
        line.setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((fault, _, _) -> {
            if (fault instanceof Stop stop) {
                err.append(stop.getMessage());
                return stop.status();
            }
            throw fault;
        });
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = home().resolve("casegate.yaml").toString();
        return new Ran(line.execute(all), out.toString(), err.toString());
    }
}
