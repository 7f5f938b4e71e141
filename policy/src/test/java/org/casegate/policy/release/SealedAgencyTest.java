// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.SEALED_OBJECT;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.casegate.crypto.certificate.Gpg;
import org.casegate.crypto.certificate.ManagedKeys;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.store.DiskObjectStore;
import org.casegate.policy.Partnership;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.OwnCertificates;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.Reason;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.intake.TransferRefusal;
import org.casegate.policy.register.AgencyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recipient whose agency holds its own key.
class SealedAgencyTest {
    private static final AgencyId COUNCIL = new AgencyId("staffordshire-county-council");
    private static final Actor ROOT = Actor.onMachine("os:root");
    private static final Pattern NUMBER = Pattern.compile("The number is (\\d{4} \\d{4} \\d{4})\n");
    private static final String CHRONOLOGY = "Contact on 3 March.";
    private static final int PKESK_OF_X25519 = 111;
    private static final String[] LAST_JANUARY = {"--faked-system-time", "20260101T000000!"};

    @TempDir
    private Path home;
    private BreakableStore store;
    private Partnership partnership;

    @BeforeEach
    void begin() throws IOException {
        store = new BreakableStore(new DiskObjectStore(home.resolve("objects")));
        partnership = Partnership.on(home, Partnership.PATIENT, store);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void end() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    private static String number(byte[] text) {
        Matcher found = NUMBER.matcher(new String(text, UTF_8));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Gpg gnupg() throws Exception {
        Gpg gpg = new Gpg(home);
        OwnCertificates own = partnership.ownCertificates();
        own.register(ROOT, COUNCIL, gpg.export(gpg.generate("Council", "ed25519", "cv25519", LAST_JANUARY)),
                Optional.empty());
        assertThat(own.confirm(ROOT, COUNCIL, number(gpg.decrypt(own.makeTest(ROOT, COUNCIL)))).right()).isTrue();
        return gpg;
    }

    /// Somebody with a program that reads version 2.
    private ManagedSecret modern(Instant made) throws Exception {
        ManagedSecret owner = ManagedKeys.generate(made);
        OwnCertificates own = partnership.ownCertificates();
        own.register(ROOT, COUNCIL, owner.certificate().octets(), Optional.empty());
        assertThat(own.confirm(ROOT, COUNCIL, number(opened(owner, own.makeTest(ROOT, COUNCIL)))).right()).isTrue();
        return owner;
    }

    private static byte[] opened(ManagedSecret owner, byte[] message) throws IOException {
        try (SessionKey key = owner.unwrap(Arrays.copyOf(message, PKESK_OF_X25519))) {
            return Samples.open(key, Arrays.copyOfRange(message, PKESK_OF_X25519, message.length));
        }
    }

    private SenderPack sent() throws Exception {
        SenderPack pack = partnership.pack("chronology");
        assertThat(partnership.sendAccepted(pack)).isInstanceOf(Answer.Accepted.class);
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        return pack;
    }

    private List<String> forms() {
        return partnership.database().query().select(WRAP.FORM).from(WRAP).fetch(WRAP.FORM);
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    @DisplayName("S01 OB-103: GnuPG opens what a sealed agency downloads; the gateway keeps no wrap of its own, nor the object that it could open")
    void gnupgOpensTheDownload() throws Exception {
        try (Gpg gpg = gnupg()) {
            SenderPack pack = sent();
            assertThat(forms()).containsExactly("SEALED", "SEALED");
            assertThat(partnership.database().query().select(SEALED_OBJECT.STATE).from(SEALED_OBJECT)
                    .fetch(SEALED_OBJECT.STATE)).containsExactly("KEPT", "KEPT");
            assertThat(partnership.objects()).as("a second object of each part, and no first").isEqualTo(2);

            try (Opened opened = partnership.release().open(partnership.person(RECIPIENT), pack.id(), 1)) {
                assertThat(opened.fileName()).isEqualTo("chronology.txt.pgp");
                ByteArrayOutputStream message = new ByteArrayOutputStream();
                opened.copyTo(message);
                assertThat(opened.sizeBytes()).isEqualTo(message.size());
                assertThat(gpg.decrypt(message.toByteArray())).isEqualTo(CHRONOLOGY.getBytes(UTF_8));
            }
            assertThat(gpg.decrypt(partnership.download(RECIPIENT, pack, 2)))
                    .isEqualTo("In our opinion the plan holds.".getBytes(UTF_8));
            CoverPage cover = partnership.inbox().cover(partnership.person(RECIPIENT), pack.id());
            assertThat(cover.sealed()).isTrue();
            assertThat(cover.parts().getFirst().sizeBytes()).isEqualTo(CHRONOLOGY.length());
            assertThatThrownBy(() -> partnership.download("scc-review-manager", pack, 1))
                    .isInstanceOf(ReleaseRefused.class);
            assertThat(partnership.entries()).containsExactly("ACCEPTED", "ACKNOWLEDGED", "DOWNLOADED", "DOWNLOADED",
                    "DOWNLOAD_REFUSED NOT-THE-RECIPIENT");
        }
    }

    @Test
    @DisplayName("OB-103: whoever reads version 2 gets the object as it is stored, and nothing weaker")
    void version2() throws Exception {
        try (ManagedSecret owner = modern(partnership.now())) {
            SenderPack pack = sent();
            assertThat(forms()).containsExactly("SEALED", "SEALED");
            assertThat(partnership.objects()).isEqualTo(2);
            assertThat(partnership.database().query().fetchCount(SEALED_OBJECT, SEALED_OBJECT.SECOND.isTrue()))
                    .isZero();
            assertThat(opened(owner, partnership.download(RECIPIENT, pack, 1))).isEqualTo(CHRONOLOGY.getBytes(UTF_8));
        }
    }

    @Test
    void anAgencyBesideItThatHasNoneStillGetsTheContent() throws Exception {
        String nurse = "uhnm-named-nurse";
        try (Gpg gpg = gnupg()) {
            SenderPack pack = partnership.pack(nurse, Partnership.CASE, "both");
            partnership.send(nurse, pack, "chronology.txt", CHRONOLOGY.getBytes(UTF_8));
            partnership.send(nurse, pack, "summary.txt", "In our opinion the plan holds.".getBytes(UTF_8));
            Answer answer = partnership.send(nurse, pack, "manifest.yaml", Partnership.manifest()
                    .replace("originator_agency: staffordshire-police",
                            "originator_agency: university-hospitals-of-north-midlands-nhs-trust")
                    .replace("identifiability:", """
                              - agency: staffordshire-police
                                account: sp-review-officer
                                why_needed: Investigates
                            identifiability:""").getBytes(UTF_8));
            assertThat(answer).isInstanceOf(Answer.Accepted.class);
            for (String who : List.of(RECIPIENT, SENDER)) {
                partnership.release().acknowledge(partnership.person(who), pack.id());
            }
            assertThat(forms()).containsExactlyInAnyOrder("SEALED", "MANAGED", "SEALED", "MANAGED");
            assertThat(partnership.objects()).isEqualTo(4);
            assertThat(partnership.download(SENDER, pack, 1)).isEqualTo(CHRONOLOGY.getBytes(UTF_8));
            assertThat(partnership.inbox().cover(partnership.person(SENDER), pack.id()).sealed()).isFalse();
            assertThat(gpg.decrypt(partnership.download(RECIPIENT, pack, 1))).isEqualTo(CHRONOLOGY.getBytes(UTF_8));
        }
    }

    @Test
    @DisplayName("A certificate that has ended loses no pack and releases none: it waits, and is decided once there is another way")
    void waitsForACertificate() throws Exception {
        try (ManagedSecret owner = modern(
                partnership.now().minus(ManagedKeys.VALIDITY).plus(Duration.ofHours(1)))) {
            assertThat(owner.certificate().expiresAt()).isAfter(partnership.now());
            partnership.pass(Duration.ofHours(2));
            SenderPack pack = partnership.pack("chronology");
            assertThat(partnership.sendAccepted(pack)).isInstanceOfSatisfying(Answer.Pending.class,
                    pending -> assertThat(pending.sentence()).startsWith(
                            "The OpenPGP certificate of Staffordshire County Council has expired, so nothing can be sealed to it now.")
                            .contains("do not send it again"));
            assertThat(partnership.inbox().packs(partnership.person(RECIPIENT))).isEmpty();
            assertThat(partnership.entries()).isEmpty();
            partnership.intake().tidy();
            partnership.pass(Duration.ofDays(2));
            partnership.intake().tidy();
            assertThat(state(pack)).isEqualTo("FROZEN");
            assertThat(partnership.entries()).isEmpty();

            partnership.ownCertificates().withdraw(ROOT, COUNCIL);
            partnership.intake().tidy();
            assertThat(state(pack)).isEqualTo("ACCEPTED");
            partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
            assertThat(partnership.download(RECIPIENT, pack, 1)).isEqualTo(CHRONOLOGY.getBytes(UTF_8));
        }
    }

    private String state(SenderPack pack) {
        return partnership.database().query().select(CASE_PACK.STATE).from(CASE_PACK)
                .where(CASE_PACK.ID.eq(pack.id().value())).fetchOptional(CASE_PACK.STATE).orElseThrow();
    }

    @Test
    @DisplayName("OB-084: a pack that was let go is sealed as any other; while its certificate has ended it stays on hold")
    void outOfAHold() throws Exception {
        partnership.edit(Partnership::appointed);
        String crowd = "999 000 0018, 999 000 0026, 999 000 0034, 999 000 0042, 999 000 0050";
        try (ManagedSecret ended = modern(
                partnership.now().minus(ManagedKeys.VALIDITY).plus(Duration.ofHours(1)))) {
            assertThat(ended.certificate()).isNotNull();
            SenderPack pack = partnership.pack("crowd");
            partnership.send(pack, "chronology.txt", crowd);
            partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
            assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Held.class);
            String transfer = partnership.database().query().select(CASE_PACK.TRANSFER).from(CASE_PACK)
                    .where(CASE_PACK.ID.eq(pack.id().value())).fetchOptional(CASE_PACK.TRANSFER).orElseThrow();
            partnership.pass(Duration.ofHours(2));
            Reason reason = new Reason("All five live in the household");
            assertThatThrownBy(() -> partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer,
                    reason)).isInstanceOfSatisfying(TransferRefusal.class,
                            refusal -> assertThat(refusal.sentence()).contains("has expired", "stays on hold"));
            assertThat(state(pack)).isEqualTo("HELD");
            try (ManagedSecret present = modern(partnership.now())) {
                partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer, reason);
                partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
                assertThat(opened(present, partnership.download(RECIPIENT, pack, 1))).isEqualTo(crowd.getBytes(UTF_8));
            }
        }
    }

    @Test
    @DisplayName("Without room for the second objects a pack waits, and is decided once there is")
    void waitsForRoom() throws Exception {
        try (Gpg gpg = gnupg()) {
            SenderPack pack = partnership.pack("chronology");
            partnership.send(pack, "chronology.txt", CHRONOLOGY);
            partnership.send(pack, "manifest.yaml", Partnership.manifest());
            store.scarce(true);
            assertThat(partnership.send(pack, "summary.txt", "The plan holds.")).isInstanceOfSatisfying(
                    Answer.Pending.class,
                    pending -> assertThat(pending.sentence()).startsWith("There is not enough room now"));
            assertThat(state(pack)).isEqualTo("FROZEN");
            store.scarce(false);
            partnership.intake().tidy();
            assertThat(state(pack)).isEqualTo("ACCEPTED");
            partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
            assertThat(gpg.decrypt(partnership.download(RECIPIENT, pack, 1))).isEqualTo(CHRONOLOGY.getBytes(UTF_8));
        }
    }

    @Test
    @DisplayName("What a command of this node is making stays for hours, whatever the running gateway tidies meanwhile")
    void leavesAloneWhatIsBeingMade() throws Exception {
        UUID object = UUID.randomUUID();
        partnership.database().query().insertInto(SEALED_OBJECT)
                .set(SEALED_OBJECT.OBJECT_ID, object)
                .set(SEALED_OBJECT.PART_ID, UUID.randomUUID())
                .set(SEALED_OBJECT.PACK_ID, UUID.randomUUID())
                .set(SEALED_OBJECT.SECOND, true)
                .set(SEALED_OBJECT.STATE, "MAKING")
                .set(SEALED_OBJECT.NODE, "test")
                .set(SEALED_OBJECT.BEGUN_AT, partnership.now())
                .execute();
        partnership.pass(Duration.ofHours(1));
        partnership.intake().tidy();
        assertThat(partnership.database().query().fetchCount(SEALED_OBJECT)).isEqualTo(1);
        partnership.pass(Duration.ofHours(6));
        partnership.intake().tidy();
        assertThat(partnership.database().query().fetchCount(SEALED_OBJECT)).isZero();
    }

    @Test
    @DisplayName("A crash while a second object is made leaves the pack undecided; the start cleans up, makes it anew and decides")
    void crash() throws Exception {
        try (Gpg gpg = gnupg()) {
            SenderPack pack = partnership.pack("chronology");
            partnership.send(pack, "chronology.txt", CHRONOLOGY);
            partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
            store.breakAfter(2); // the manifest's object and one more
            assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml", Partnership.manifest()))
                    .isInstanceOf(IOException.class);
            assertThat(partnership.entries()).isEmpty();
            assertThat(partnership.database().query().fetchCount(SEALED_OBJECT)).isPositive();
            store.breakAfter(Integer.MAX_VALUE);
            partnership = partnership.restarted();

            assertThat(state(pack)).isEqualTo("ACCEPTED");
            partnership.intake().tidy();
            assertThat(partnership.database().query().fetchCount(SEALED_OBJECT)).isEqualTo(2);
            assertThat(partnership.objects()).isEqualTo(2);
            partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
            assertThat(gpg.decrypt(partnership.download(RECIPIENT, pack, 1))).isEqualTo(CHRONOLOGY.getBytes(UTF_8));
        }
    }

    @Test
    @DisplayName("OB-140: second objects survive start and weekly roll, and go with their parts on their last day")
    void livesAndEnds() throws Exception {
        try (Gpg gpg = gnupg()) {
            SenderPack pack = sent();
            for (int week = 0; week < 4; week++) {
                partnership.pass(Duration.ofDays(7));
                partnership.roll().run();
            }
            partnership = partnership.restarted();
            assertThat(gpg.decrypt(partnership.download(RECIPIENT, pack, 1))).isEqualTo(CHRONOLOGY.getBytes(UTF_8));

            partnership.at(Instant.parse("2026-08-03T23:00:00Z"));
            assertThat(partnership.destruction().run().parts()).isEqualTo(2);
            assertThat(partnership.objects()).isZero();
            assertThat(partnership.database().query().fetchCount(SEALED_OBJECT)).isZero();
            assertThat(forms()).isEmpty();
            assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class);
        }
    }

    @Test
    @DisplayName("OB-072: what is taken back is gone in both its forms")
    void takenBack() throws Exception {
        try (Gpg gpg = gnupg()) {
            assertThat(gpg).isNotNull();
            SenderPack pack = sent();
            assertThat(partnership.send(SENDER, pack, "withdraw.yaml",
                    "reason: Sent to the wrong case\n".getBytes(UTF_8))).isInstanceOf(Answer.Withdrawn.class);
            partnership.intake().tidy();
            assertThat(partnership.objects()).isZero();
            assertThat(partnership.database().query().fetchCount(SEALED_OBJECT)).isZero();
        }
    }

    @Test
    @DisplayName("V17: an object that was exchanged, cut or lengthened is not given out, and no entry says that it was")
    void damaged() throws Exception {
        try (ManagedSecret owner = modern(partnership.now())) {
            assertThat(owner).isNotNull();
            SenderPack pack = sent();
            for (Path object : objects()) {
                byte[] octets = Files.readAllBytes(object);
                Files.write(object, Arrays.copyOf(octets, octets.length + 1));
            }
            assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(Damaged.class);
            for (Path object : objects()) {
                byte[] octets = Files.readAllBytes(object);
                octets[10] ^= 1;
                Files.write(object, Arrays.copyOf(octets, octets.length - 1));
            }
            assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(Damaged.class);
            assertThat(partnership.entries()).doesNotContain("DOWNLOADED");
            assertThat(partnership.database().query().fetchCount(PART)).isPositive();
        }
    }
}
