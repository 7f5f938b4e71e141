// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.seal.CompatibleSealer;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.SessionKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gateway seals, opened by programs of three other families: Sequoia (`sq`, `sqop`), rPGP (`rsop`) and GopenPGP
/// (`gosop`); all but the first by the common command line of OpenPGP (draft-dkg-openpgp-stateless-cli). The test command
/// fetches them; each is skipped where it is not here.
@DisplayName("RFC 9580: what we seal is a message that other programs open")
class OtherProgramsTest {
    /// Around the borders of frames and chunks.
    private static final int[] SIZES = {0, 1, 100, 8124, 8186, 65_513, 65_514, 65_521, 131_040, 400_000};
    private static final int SLOWEST_SECONDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sq", "sqop", "rsop", "gosop"})
    @DisplayName("version 2 of the packet, to a certificate of version 6 that the gateway keeps")
    void openWhatIsManaged(String name) throws Exception {
        Path program = program(name);
        Instant now = Instant.now();
        try (ManagedSecret secret = ManagedKeys.generate(now)) {
            Path key = Files.write(folder.resolve("key"), secret.octets());
            Certificate certificate = Certificate.read(secret.certificate().octets(), now);
            for (int size : SIZES) {
                byte[] content = Samples.content(size);
                assertThat(opened(program, key, sealed(certificate, Reads.V2, content, now))).as("%d octets", size)
                        .isEqualTo(content);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sqop, default, V2", "sqop, rfc9580, V2", "sqop, rfc4880, V2",
            "rsop, draft-koch-eddsa-for-openpgp-00, V1", "rsop, rfc9580, V2", "gosop, default, V1",
            "gosop, rfc9580, V2", "gosop, rfc4880, V1"})
    @DisplayName("certificates of theirs are taken in, and what is sealed to them, in the form that they claim to read, opens")
    void openWhatIsSealedToTheirCertificates(String name, String profile, Reads reads) throws Exception {
        Path program = program(name);
        Path key = folder.resolve("key");
        run(List.of(program.toString(), "generate-key", "--profile=" + profile, "Staffordshire Police"),
                Optional.empty(),
                key);
        Path theirs = folder.resolve("certificate");
        run(List.of(program.toString(), "extract-cert"), Optional.of(key), theirs);
        Instant now = Instant.now().plusSeconds(2);
        Certificate certificate = Certificate.read(Files.readAllBytes(theirs), now);

        assertThat(certificate.claims(now)).isEqualTo(reads);
        for (int size : SIZES) {
            byte[] content = Samples.content(size);
            assertThat(opened(program, key, sealed(certificate, reads, content, now))).as("%d octets", size)
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sq", "sqop", "rsop", "gosop"})
    @DisplayName("one octet that is changed on the way, and none of them calls it whole")
    void refuseWhatIsAltered(String name) throws Exception {
        Path program = program(name);
        Instant now = Instant.now();
        try (ManagedSecret secret = ManagedKeys.generate(now)) {
            Path key = Files.write(folder.resolve("key"), secret.octets());
            byte[] message = sealed(Certificate.read(secret.certificate().octets(), now), Reads.V2,
                    Samples.content(200_000), now);
            message[message.length - 90_000] ^= 1;
            Path altered = Files.write(folder.resolve("message"), message);

            assertThat(exit(command(program, key, altered), Optional.of(altered), folder.resolve("opened")).code())
                    .isNotZero();
        }
    }

    private static byte[] sealed(Certificate to, Reads reads, byte[] content, Instant now) throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try (SessionKey session = SessionKey.random()) {
            if (reads == Reads.V2) {
                message.writeBytes(to.wrap(session, now));
                message.writeBytes(Samples.seal(session, content));
            } else {
                message.writeBytes(to.wrapCompatible(session, now));
                CompatibleSealer sealer = new CompatibleSealer(session, message);
                sealer.write(content, 0, content.length);
                sealer.finish();
            }
        }
        return message.toByteArray();
    }

    private byte[] opened(Path program, Path key, byte[] octets) throws Exception {
        Path message = Files.write(folder.resolve("message"), octets);
        Path opened = folder.resolve("opened");
        run(command(program, key, message), Optional.of(message), opened);
        return Files.readAllBytes(opened);
    }

    private static List<String> command(Path program, Path key, Path message) {
        return program.endsWith("sq")
                ? List.of(program.toString(), "--home=none", "decrypt", "--recipient-file", key.toString(),
                        message.toString())
                : List.of(program.toString(), "decrypt", key.toString());
    }

    private static void run(List<String> command, Optional<Path> in, Path out) throws Exception {
        Ended ended = exit(command, in, out);
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    private record Ended(int code, String said) {}

    private static Ended exit(List<String> command, Optional<Path> in, Path out) throws Exception {
        File said = new File(out + ".said");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.map(Path::toFile).orElseGet(() -> new File("/dev/null")))
                .redirectOutput(out.toFile()).redirectError(said).start();
        assertThat(process.waitFor(SLOWEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said.toPath(), UTF_8));
    }

    /// Of those that the test command fetched, else on the PATH; an `sq` of the PATH may be too old to read version 2.
    private static Path program(String name) throws IOException {
        List<Path> places = new ArrayList<>();
        Optional.ofNullable(System.getenv("CASEGATE_OPENPGP")).map(Path::of).ifPresent(places::add);
        if (!name.equals("sq")) {
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).map(Path::of)
                    .forEach(places::add);
        }
        Optional<Path> found = places.stream().map(place -> place.resolve(name)).filter(Files::isExecutable)
                .findFirst();
        assumeThat(found).as("skipped: there is no %s here (ops/test-openpgp fetches it)", name).isPresent();
        return found.orElseThrow();
    }
}
