// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.casegate.crypto.certificate.TlsIdentity;
import org.casegate.crypto.credential.Base32;
import org.casegate.crypto.credential.Totp;
import org.casegate.ops.Gateway;
import org.casegate.ops.KeyFiles;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.ConfigFile;
import org.casegate.ops.demo.DemoAccount;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.walk.Browser;
import org.casegate.ops.walk.Receipt;
import org.casegate.ops.walk.Sftp;
import org.casegate.ops.walk.SignedIn;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.amendment.Amendments;
import org.casegate.policy.amendment.Proposal;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Channel;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.sftp.account.UserKeys;
import org.casegate.sftp.server.HostKeys;

/// A gateway of all the partnerships, on ports of its own and at the date of the scenarios. People reach it as they would: by
/// OpenSSH's own `sftp`, and by browser.
final class Site implements AutoCloseable {
    private static final Pattern BLANK = Pattern.compile("\\{\\{(key|version) ([a-z0-9-]+)}}");

    private final Path home;
    private final Ports ports = Ports.free();
    private final Gateway gateway;
    private final Map<String, Path> keys = new HashMap<>();
    private final DemoFile sheet;
    private String register;
    private volatile Instant now;
    private int sent;

    /// @param home an empty folder that only its owner enters
    /// @param now  the moment at which its clock begins; it goes on with the machine's
    Site(Path home, Instant now) throws Exception {
        this.home = home.toRealPath();
        this.now = now;
        Instant begun = Instant.now();
        InstantSource clock = () -> this.now.plus(java.time.Duration.between(begun, Instant.now()));
        Files.writeString(this.home.resolve("casegate.yaml"), configuration());
        Files.createDirectory(this.home.resolve("keys"));
        Config config = ConfigFile.read(this.home.resolve("casegate.yaml"), Map.of());
        KeyFiles.make(config, clock);
        Files.writeString(config.web().passwordFile(), "scenario\n");
        TlsIdentity.generate(begun).write(this.home.resolve("ca.pem"), config.web().certificate(),
                "scenario".toCharArray());
        HostKeys hosts = HostKeys.open(config.keys().sshHost());
        Files.writeString(this.home.resolve("known_hosts"), hosts.knownHosts("127.0.0.1", ports.sftp()));
        this.register = filled(resource("register.yaml"));
        this.gateway = Gateway.open(config, clock);
        change(UnaryOperator.identity());
        for (CaseRecord record : parsed(register).cases()) {
            gateway.ledger().append(Draft.of(new CaseEvent.Loaded()),
                    gateway.cases().open(record, clock.instant()));
        }
        gateway.listen();
        this.sheet = new DemoFile(this.home, ports, new DemoFile.DatabaseEntrance("", 0, "", "", "", ""),
                gateway.ledger().verifier().toString(), enrol(), List.of());
    }

    private String configuration() {
        return """
                casegate: 1
                demo: true
                object_store: objects
                log: log
                keys: { master: keys/master.key, ring: keys/ring, checkpoint: keys/checkpoint.key, ssh_host: keys/ssh-host }
                database: { embedded: ., port: 0 }
                sftp: { address: 127.0.0.1, port: %d }
                web:
                  address: 127.0.0.1
                  port: %d
                  admin_port: %d
                  host: localhost
                  certificate: keys/web.p12
                  password_file: keys/web.password
                  authority: ca.pem
                mail: { folder: mail, from: casegate@scenarios.casegate.example }
                ledger: { origin: scenarios.casegate.example/ledger }
                """
                .formatted(ports.sftp(), ports.web(), ports.admin());
    }

    private String filled(String text) {
        return BLANK.matcher(text).replaceAll(blank -> Matcher.quoteReplacement(
                blank.group(1).equals("key") ? key(blank.group(2)) : version(blank.group(2))));
    }

    private String key(String account) {
        try {
            Path file = home.resolve("keys").resolve(account);
            keys.put(account, file);
            return UserKeys.make(file, account);
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    private static String version(String agreement) {
        return Agreements.bundled().all().stream().map(Agreement::version)
                .filter(version -> version.agreement().value().equals(agreement)).findFirst().orElseThrow().version();
    }

    private List<DemoAccount> enrol() {
        List<DemoAccount> accounts = new ArrayList<>();
        for (Account account : gateway.directory().current().accounts()) {
            String password = "a password of " + account.id().value();
            byte[] secret = Totp.newSecret();
            gateway.credentials().enrol(account.id(), password.toCharArray(), secret.clone());
            accounts.add(new DemoAccount(account.id().value(), account.agency().value(), List.of(),
                    Optional.ofNullable(keys.get(account.id().value())), password, Base32.encode(secret)));
        }
        return accounts;
    }

    /// From now on the register is what its text says after this change.
    private void change(UnaryOperator<String> edit) throws Exception {
        RegisterChange change = RegisterChange.between(gateway.directory().current(),
                parsed(edit.apply(register)).register());
        gateway.ledger().append(Draft.of(new RegisterEvent.Loaded(List.of())),
                change.change());
    }

    private static RegisterFile parsed(String text) {
        return RegisterParser.parse(text.getBytes(UTF_8)).orThrow();
    }

    /// Asks for a change of the register, as the machine's operator.
    ///
    /// @return what waits for approval, if anything
    List<Long> ask(UnaryOperator<String> edit) throws Exception {
        register = edit.apply(register);
        return gateway.amendments().ask(Actor.onMachine("operator"), _ -> parsed(register).register()).proposals();
    }

    /// Signs accounts in, one after the other, and lets each approve.
    ///
    /// @return what the last of them put in force
    Amendments.Done approved(long proposal, Optional<Proposal.Document> document, String... accounts)
            throws Exception {
        Amendments.Done done = new Amendments.Done(List.of(), List.of(), List.of());
        for (String account : accounts) {
            assertThat(done.inForce()).as("not before the last approval").isEmpty();
            done = gateway.amendments().approve(actor(account), proposal, document);
        }
        return done;
    }

    private Actor actor(String account) {
        DemoAccount it = sheet.account(account);
        String code = Totp.code(Base32.decode(it.totpSecret()), Totp.stepAt(Instant.now()));
        return Actor.onMachine(gateway.signIn().withPasswordAndCode(account, it.password().toCharArray(), code,
                Channel.COMMAND, InetAddress.getLoopbackAddress()).orElseThrow(), "operator");
    }

    /// Sends a pack by `sftp -b`, the manifest after its parts, and fetches what the gateway wrote beside it.
    ///
    /// @param to    a directory that does not exist yet
    /// @param files by name, the manifest among them
    Sent send(String account, String to, Map<String, String> files) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(home.resolve("sent-" + ++sent));
        StringBuilder batch = new StringBuilder("mkdir %s\ncd %s\n".formatted(to, to));
        List<String> names = new ArrayList<>(files.keySet());
        names.sort(java.util.Comparator.comparing("manifest.yaml"::equals));
        for (String name : names) {
            Files.writeString(folder.resolve(name), files.get(name));
            batch.append("put \"%s\"\n".formatted(folder.resolve(name)));
        }
        Sftp.Ran ran = run(account, folder, batch.toString());
        run(account, folder, "get %s/receipt.json \"%s\"\n".formatted(to, folder.resolve("receipt.json")));
        Path receipt = folder.resolve("receipt.json");
        return new Sent(ran, Files.exists(receipt) ? Files.readString(receipt) : "");
    }

    private Sftp.Ran run(String account, Path folder, String batch) throws IOException, InterruptedException {
        return Sftp.of(sheet).run(sheet.account(account), Files.writeString(folder.resolve("batch"), batch));
    }

    /// What came of sending a pack.
    ///
    /// @param receipt `receipt.json`, empty where there is none
    record Sent(Sftp.Ran ran, String receipt) {

        boolean says(String key, String value) {
            return new Receipt(receipt).says(key, value);
        }

        /// Step, code and clause of each finding: `ST-05 RECIPIENT-NOT-NAMED ST front page; ST 4.0`.
        List<String> findings() {
            return new Receipt(receipt).reasons();
        }

        /// The gateway's own sentence, as `sftp` printed it.
        String sentence() {
            return ran.err().lines().filter(line -> line.startsWith("This upload")).findFirst().orElse(ran.err());
        }
    }

    /// The mails that have gone out.
    List<String> mails() throws IOException, LedgerUnavailable {
        gateway.post().delivery().orElseThrow().deliver();
        List<String> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("mail"))) {
            for (Path file : files.sorted().toList()) {
                mails.add(Files.readString(file));
            }
        }
        return mails;
    }

    Browser signedIn(String account) throws IOException, InterruptedException {
        return SignedIn.at(sheet.webUrl(), sheet, account);
    }

    Gateway gateway() {
        return gateway;
    }

    Path home() {
        return home;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Optional.ofNullable(Site.class.getResourceAsStream(name)).orElseThrow()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /// Every scenario ends with a ledger that verifies.
    void verify() {
        assertThat(gateway.audit().run().findings()).isEmpty();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
