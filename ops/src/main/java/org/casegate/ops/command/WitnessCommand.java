// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.witness.Witness;
import org.casegate.crypto.witness.WitnessFolder;
import org.casegate.crypto.witness.WitnessServer;
import org.casegate.ops.console.Stop;
import org.casegate.ops.console.Stopping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a witness: for a partner agency, on its own machine, with no gateway and no database.
@Command(name = "witness", mixinStandardHelpOptions = true, header = "Witness another body's ledger, on a machine of your own.", description = {
        "Cosigns each checkpoint that extends the one before, and refuses every other: nobody can then rewrite that ledger unseen, not even with its key (C2SP tlog-witness). It sees numbers and hashes, no entry and no case.",
        "What it saw is on disk before it answers, in DIR with its key; a signed checkpoint that it refuses is kept there as evidence. Give the key that it prints to the body that runs the gateway (ledger.witnesses), and to the auditors."}, footer = {
                "", "Exit status 2 if DIR or an option cannot be used; otherwise it runs until it is stopped.", "",
                "Example:",
                "  casegate ledger witness /var/lib/witness --name witness.council.example --log partnership.vkey \\",
                "      --listen 0.0.0.0:8446 --certificate witness.p12 --password-file witness.password"})
public final class WitnessCommand implements Callable<Integer> {
    private static final Pattern LISTEN = Pattern.compile("(.+):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "where its key and what it saw are kept; made if need be")
    private Path directory = Path.of("");

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "the witness's name, for ever: a host name of your own, no blank, no plus sign")
    private String name = "";

    @Option(names = "--log", paramLabel = "KEY", description = "the verifier key of a ledger to watch (`casegate ledger vkey`), or a file that holds it; may be repeated")
    private List<String> logs = new ArrayList<>();

    @Option(names = "--listen", paramLabel = "ADDRESS:PORT", defaultValue = "127.0.0.1:8446", description = "usually ${DEFAULT-VALUE}; without a certificate only an address of this machine's own, for a proxy before it")
    private String listen = "";

    @Option(names = "--certificate", paramLabel = "FILE", description = "a PKCS#12 file with the TLS key and its chain")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--password-file", paramLabel = "FILE", description = "the file that holds its password")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--print-key", description = "print the witness's key, and stop")
    private boolean printKey;

    @Override
    public Integer call() throws InterruptedException {
        InetSocketAddress address = address();
        List<VerifierKey> watched = logs.stream().map(WitnessCommand::log).toList();
        try (Stopping stopping = Stopping.onSignal(); WitnessFolder folder = folder()) {
            if (printKey) {
                print(folder.verifier().toString());
                return 0;
            }
            if (watched.isEmpty()) {
                throw Stop.badInput("--log KEY is missing: a witness watches at least one ledger");
            }
            Witness witness = new Witness(folder, watched, InstantSource.system());
            try (WitnessServer server = WitnessServer.start(witness, address, tls())) {
                print("The witness's key: " + folder.verifier());
                print("It is listening on port " + server.port() + ".");
                stopping.await();
            }
            return 0;
        } catch (IOException unusable) {
            throw Stop.badInput("the witness cannot run: " + unusable.getMessage());
        }
    }

    private WitnessFolder folder() throws IOException {
        try {
            return WitnessFolder.open(directory, name);
        } catch (IllegalArgumentException another) {
            throw Stop.badInput(String.valueOf(another.getMessage()));
        }
    }

    private static VerifierKey log(String given) {
        try {
            VerifierKey key = VerifierKey.parse(given.contains("+") ? given : Files.readString(Path.of(given)).strip());
            if (key.type() != VerifierKey.Type.LOG) {
                throw new IllegalArgumentException("it is a witness's");
            }
            return key;
        } catch (IllegalArgumentException | IOException notOne) {
            throw Stop.badInput(given + " is not the verifier key of a ledger: " + notOne.getMessage());
        }
    }

    /// What a witness says proves itself, but its readers must reach it and nobody in its place: so beyond this machine by TLS.
    private InetSocketAddress address() {
        Matcher parts = LISTEN.matcher(listen);
        if (parts.matches() && Integer.parseInt(parts.group(2)) <= LAST_PORT) {
            try {
                InetAddress host = InetAddress.ofLiteral(parts.group(1));
                if (certificate.isEmpty() && !host.isLoopbackAddress()) {
                    throw Stop.badInput("--listen " + listen
                            + " is reached from other machines: give --certificate, or listen on 127.0.0.1 behind a proxy");
                }
                return new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
            } catch (IllegalArgumentException _) {
                // said below
            }
        }
        throw Stop.badInput("--listen is " + listen + "; accepted is an address and a port, such as 127.0.0.1:8446");
    }

    private Optional<SSLContext> tls() throws IOException {
        if (certificate.isEmpty() && passwordFile.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || passwordFile.isEmpty()) {
            throw Stop.badInput("--certificate and --password-file go together");
        }
        char[] password = Files.readString(passwordFile.get()).strip().toCharArray();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(certificate.get().toFile(), password), password);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return Optional.of(tls);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the certificate " + certificate.get() + " cannot be used", unusable);
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
