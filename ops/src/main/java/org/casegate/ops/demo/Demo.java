// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.certificate.TlsIdentity;
import org.casegate.crypto.credential.Base32;
import org.casegate.crypto.credential.Totp;
import org.casegate.ops.Gateway;
import org.casegate.ops.KeyFiles;
import org.casegate.ops.console.Log;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.ConfigFile;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Role;
import org.casegate.schema.DatabaseAddress;
import org.casegate.sftp.server.HostKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway that runs in a home of its own, with everything in it that a play needs. The first start makes it; a later one
/// finds it again, and makes only the sample packs anew.
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final String ORIGIN = "demo.casegate.example/ledger";
    /// Letters and figures that nobody confuses.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final DemoHome home;
    private final DemoClock clock;
    private final Gateway gateway;
    private final DemoFile file;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    private Demo(DemoHome home, DemoClock clock, Gateway gateway, DemoFile file) {
        this.home = home;
        this.clock = clock;
        this.gateway = gateway;
        this.file = file;
    }

    /// Starts the demonstration; on return it answers, and `demo.json` says how.
    ///
    /// @throws org.casegate.ops.console.Stop with one sentence, if the home or a port cannot be used
    public static Demo start(Path wanted, Ports ports, Progress progress)
            throws IOException, BadConfig, LedgerUnavailable, Conflict {
        DemoHome home = DemoHome.take(wanted);
        try {
            ports.check();
            return start(home, ports, progress);
        } catch (IOException | BadConfig | LedgerUnavailable | Conflict | RuntimeException fault) {
            home.close();
            throw fault;
        }
    }

    private static Demo start(DemoHome home, Ports ports, Progress progress)
            throws IOException, BadConfig, LedgerUnavailable, Conflict {
        Log.into(home.folder("log"));
        DemoClock clock = DemoClock.open(home.root());
        home.write("casegate.yaml", configuration(ports));
        Config config = ConfigFile.read(home.at("casegate.yaml"), Map.of());
        home.folder("keys");
        KeyFiles.make(config, clock);
        certificate(home, config);
        home.write("known_hosts", knownHosts(config));
        DemoRegister register = DemoRegister.read(home, clock);
        progress.done("keys and certificates, for this demonstration only");
        Gateway gateway = Gateway.open(config, clock);
        try {
            progress.done("database on port " + gateway.database().address().port() + ", ledger begun or found again");
            register.store(gateway);
            List<DemoAccount> accounts = accounts(home, gateway);
            progress.done("register of %d bodies, %d sign-ins"
                    .formatted(gateway.directory().current().agencies().size(), accounts.size()));
            List<SamplePack> packs = SamplePack.make(home, clock.instant(), count(home));
            gateway.listen();
            progress.done("SFTP on port %d, portal on %d, administration on %d".formatted(ports.sftp(), ports.web(),
                    ports.admin()));
            DemoFile file = new DemoFile(home.root(), ports, entrance(home, gateway.database().address()),
                    gateway.ledger().verifier().toString(), accounts, packs);
            file.write(home);
            Demo demo = new Demo(home, clock, gateway, file);
            var _ = demo.watch.scheduleWithFixedDelay(demo::followClock, 1, 1, TimeUnit.SECONDS);
            return demo;
        } catch (IOException | LedgerUnavailable | Conflict | RuntimeException fault) {
            gateway.close();
            throw fault;
        }
    }

    private static String configuration(Ports ports) {
        return """
                # Written by the demonstration at every start. Paths are read from this file's folder.
                casegate: 1
                demo: true
                object_store: objects
                log: log
                keys: { master: keys/master.key, ring: keys/ring, checkpoint: keys/checkpoint.key, ssh_host: keys/ssh-host }
                database: { embedded: ., port: %d }
                sftp: { address: 127.0.0.1, port: %d }
                web:
                  address: 127.0.0.1
                  port: %d
                  admin_port: %d
                  host: localhost
                  certificate: keys/web.p12
                  password_file: keys/web.password
                  authority: ca.pem
                mail: { folder: mail, from: casegate@demo.casegate.example }
                ledger: { origin: %s }
                """
                .formatted(ports.database(), ports.sftp(), ports.web(), ports.admin(), ORIGIN);
    }

    private static void certificate(DemoHome home, Config config) throws IOException {
        if (Files.exists(config.web().certificate()) && Files.exists(home.at("ca.pem"))) {
            return;
        }
        String password = password();
        home.write("keys/web.password", password + "\n");
        Files.deleteIfExists(home.at("ca.pem"));
        Files.deleteIfExists(config.web().certificate());
        TlsIdentity.generate(InstantSource.system().instant()).write(home.at("ca.pem"), config.web().certificate(),
                password.toCharArray());
    }

    private static String knownHosts(Config config) throws IOException {
        HostKeys keys = HostKeys.open(config.keys().sshHost());
        return keys.knownHosts("127.0.0.1", config.sftp().port()) + keys.knownHosts("localhost", config.sftp().port());
    }

    private static List<DemoAccount> accounts(DemoHome home, Gateway gateway) throws IOException {
        Map<String, DemoFile.Secrets> known = DemoFile.secrets(home.root());
        List<DemoAccount> accounts = new ArrayList<>();
        for (Account account : gateway.directory().current().accounts()) {
            String id = account.id().value();
            DemoFile.Secrets secrets = known.get(id);
            if (secrets == null || !gateway.credentials().enrolled(account.id())) {
                secrets = new DemoFile.Secrets(id, password(), Base32.encode(Totp.newSecret()));
                gateway.credentials().enrol(account.id(), secrets.password().toCharArray(),
                        Base32.decode(secrets.totpSecret()));
            }
            Optional<Path> key = DemoRegister.sends(id) ? Optional.of(home.at("keys/" + id)) : Optional.empty();
            accounts.add(new DemoAccount(id, account.agency().value(),
                    account.roles().stream().sorted().map(Role::name).toList(), key,
                    secrets.password(), secrets.totpSecret()));
        }
        return accounts;
    }

    private static DemoFile.DatabaseEntrance entrance(DemoHome home, DatabaseAddress address) throws IOException {
        String superuser = "postgres";
        String password = Files.readAllLines(home.at("db.password")).stream()
                .filter(line -> line.startsWith(superuser + " ")).findFirst()
                .map(line -> line.substring(superuser.length() + 1)).orElse("");
        return new DemoFile.DatabaseEntrance(address.host(), address.port(), address.database(), superuser, password,
                address.user());
    }

    /// Counts the starts of this home.
    private static int count(DemoHome home) throws IOException {
        Path file = home.at("starts");
        int count = 1 + (Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0);
        home.write("starts", count + "\n");
        return count;
    }

    /// Four groups of five, about 99 bits.
    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < 20; place++) {
            text.append(place > 0 && place % 5 == 0 ? "-" : "")
                    .append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /// Another process may have moved the clock (`demo forward`); what is due then happens at once.
    private void followClock() {
        try {
            var before = clock.ahead();
            clock.refresh();
            if (!clock.ahead().equals(before)) {
                gateway.runDue();
            }
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warn("The clock of the demonstration cannot be read: {}", unreadable.getMessage());
        }
    }

    public DemoFile file() {
        return file;
    }

    public Gateway gateway() {
        return gateway;
    }

    /// Moves the clock to a moment to come. What is due by then is not done by this call.
    public void forwardTo(Instant moment) throws IOException {
        clock.forward(Duration.between(clock.instant(), moment));
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        gateway.close();
        home.close();
    }
}
