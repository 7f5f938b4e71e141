// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.casegate.crypto.certificate.CertificateRefused;
import org.casegate.crypto.certificate.Reads;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Stop;
import org.casegate.policy.directory.CertificateRefusal;
import org.casegate.policy.directory.OwnCertificates;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgencyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/// An agency's own OpenPGP certificate, from its registration to its end.
@Command(name = "certificate", mixinStandardHelpOptions = true, header = "An agency's own OpenPGP certificate, to which parts for it are sealed.", description = "An agency that has none gets its parts through keys that the gateway keeps. To an agency's own certificate parts are sealed when a pack is accepted; from then on the gateway cannot read them. First the agency must open a test object and tell the number in it. Every step is an entry in the ledger.", footer = {
        "", "Example:", "  casegate agency certificate register staffordshire-police staffordshire-police.asc",
        "  casegate agency certificate test staffordshire-police",
        "  casegate agency certificate confirm staffordshire-police 1234-5678-9012"})
public final class CertificateCommand {
    /// More than any certificate that is taken in, with its armour.
    static final int LONGEST = 256 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List the certificates that are in use, or wait to be opened.", footer = {
            "", "Example:", "  casegate agency certificate list"})
    int list(@Mixin GatewayOption where,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            if (json) {
                json(gateway);
            } else {
                gateway.ownCertificates().list().forEach(line -> out().println("%s  %s  %s  %s%s".formatted(
                        line.agency(), line.inUse() ? "in use  " : "to open ", line.reads(), line.fingerprint(),
                        line.expiresAt().map(end -> "  until " + end).orElse(""))));
            }
            out().flush();
        }
        return 0;
    }

    private void json(Gateway gateway) {
        try (JsonGenerator json = JsonOut.to(out())) {
            json.writeStartArray();
            for (OwnCertificates.Line line : gateway.ownCertificates().list()) {
                json.writeStartObject();
                json.writeStringProperty("agency", line.agency().value());
                json.writeStringProperty("fingerprint", line.fingerprint());
                json.writeBooleanProperty("in_use", line.inUse());
                json.writeStringProperty("reads", line.reads().name());
                line.expiresAt().ifPresent(end -> json.writeStringProperty("expires_at", end.toString()));
                json.writeStringProperty("registered_at", line.registeredAt().toString());
                json.writeStringProperty("registered_by", line.registeredBy());
                line.openedAt().ifPresent(at -> json.writeStringProperty("opened_at", at.toString()));
                line.openedBy().ifPresent(by -> json.writeStringProperty("opened_by", by));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out().println();
    }

    @Command(name = "register", mixinStandardHelpOptions = true, header = "Register a certificate; nothing is sealed to it before it is confirmed.", description = "One public certificate, with armour or without: X25519, X448, Cv25519, NIST curves or RSA from 3072 bits to encrypt to. It takes the place of the one in use when it is confirmed, not before.", footer = {
            "", "Compare the fingerprint with the agency by telephone: whoever holds the key reads its parts.", "",
            "Example:", "  casegate agency certificate register staffordshire-police staffordshire-police.asc"})
    int register(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id,
            @Parameters(paramLabel = "FILE", description = "as gpg --export or sq cert export writes it") Path file)
            throws BadConfig, IOException, LedgerUnavailable {
        byte[] given = GivenFile.octets(file, LONGEST);
        return with(where, gateway -> {
            var done = gateway.ownCertificates().register(Administrator.of(gateway, signIn), agency(id), given,
                    Optional.empty());
            out().println("%s  %s".formatted(done.fingerprint(), reads(done.reads())));
            out().println(
                    "Ledger entry %d. Nothing is sealed to it yet: `casegate agency certificate test %s` makes the test object."
                            .formatted(done.entry(), id));
            return 0;
        });
    }

    @Command(name = "test", mixinStandardHelpOptions = true, header = "Make the test object that the agency opens.", description = "A standard OpenPGP message with a number in it, sealed as parts will be: version 2 of the packet where the certificate says that its owner reads it, else version 1 (GnuPG). Send it by any way; only the owner can open it. One that was made before is worthless from then on.", footer = {
            "", "Example:", "  casegate agency certificate test staffordshire-police --out test-object.pgp"})
    int test(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id,
            @Option(names = "--out", paramLabel = "FILE", defaultValue = "test-object.pgp", description = "a new file (default: ${DEFAULT-VALUE})") Path file)
            throws BadConfig, IOException, LedgerUnavailable {
        if (Files.exists(file)) {
            throw Stop.badInput("%s exists already".formatted(file));
        }
        return with(where, gateway -> {
            byte[] message = gateway.ownCertificates().makeTest(Administrator.of(gateway, signIn), agency(id));
            write(file, message);
            out().println(
                    "Wrote %s. The agency opens it (gpg --decrypt, sq decrypt) and tells the number in it; then `casegate agency certificate confirm %s NUMBER`."
                            .formatted(file, id));
            return 0;
        });
    }

    @Command(name = "confirm", mixinStandardHelpOptions = true, header = "Put a certificate in use: the agency has told the number in the test object.", description = "A wrong number is counted; after five the test object is worthless. Exit status 1 if it was wrong.", footer = {
            "", "Example:", "  casegate agency certificate confirm staffordshire-police 1234-5678-9012"})
    int confirm(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id,
            @Parameters(paramLabel = "NUMBER", description = "twelve figures; blanks and hyphens do not matter") String number)
            throws BadConfig, IOException, LedgerUnavailable {
        return with(where, gateway -> {
            var answer = gateway.ownCertificates().confirm(Administrator.of(gateway, signIn), agency(id), number);
            if (!answer.right()) {
                throw Stop.answerIsNo("that is not the number (ledger entry %d); %s".formatted(answer.entry(),
                        answer.left() > 0
                                ? answer.left() + " more may be tried"
                                : "the test object is worthless now, make another"));
            }
            out().println("Parts for %s are sealed to %s from now on (%s). Ledger entry %d.".formatted(id,
                    answer.fingerprint(), reads(answer.reads()), answer.entry()));
            return 0;
        });
    }

    @Command(name = "withdraw", mixinStandardHelpOptions = true, header = "Seal nothing to an agency's certificate any more.", description = "From now on parts for it are sealed to keys that the gateway keeps. What was sealed before can still be opened with the agency's key, and with nothing else.", footer = {
            "", "Example:", "  casegate agency certificate withdraw staffordshire-police"})
    int withdraw(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id)
            throws BadConfig, IOException, LedgerUnavailable {
        return with(where, gateway -> {
            long entry = gateway.ownCertificates().withdraw(Administrator.of(gateway, signIn), agency(id));
            out().println("Parts for %s are sealed to keys of the gateway from now on. Ledger entry %d.".formatted(id,
                    entry));
            return 0;
        });
    }

    private interface Doing {
        int with(Gateway gateway) throws CertificateRefused, CertificateRefusal, LedgerUnavailable, IOException;
    }

    private int with(GatewayOption where, Doing doing) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            int status = doing.with(gateway);
            out().flush();
            return status;
        } catch (CertificateRefused refused) {
            throw Stop.badInput(refused.sentence());
        } catch (CertificateRefusal refused) {
            throw Stop.badInput(refused.sentence());
        }
    }

    private static String reads(Reads reads) {
        return switch (reads) {
            case V1 -> "version 1 of the packet, as GnuPG reads it";
            case V2 -> "version 2 of the packet";
        };
    }

    private static AgencyId agency(String id) {
        return AgencyId.parse(id).orElseThrow(() -> Stop.badInput("the register has no agency `%s`".formatted(id)));
    }

    private static void write(Path file, byte[] message) {
        try {
            Files.write(file, message, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException there) {
            throw Stop.badInput("%s exists already".formatted(file));
        } catch (IOException unwritable) {
            throw Stop.badInput("%s cannot be written".formatted(file));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
