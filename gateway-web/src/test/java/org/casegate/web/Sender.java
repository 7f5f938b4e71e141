// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.IntakeRefusal;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.intake.PartUpload;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;

/// Somebody who sends packs, as the SFTP gateway would for him.
final class Sender {
    static final String ACCOUNT = "sp-review-officer";

    private static final AgreementId AGREEMENT = new AgreementId("staffordshire");
    private static final CaseRef CASE = new CaseRef("SSCB-RR-2026-014");

    private final KeyPair key;
    private final AtomicInteger count = new AtomicInteger();

    Sender() {
        try {
            key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key's line in the register.
    String line() {
        byte[] encoded = key.getPublic().getEncoded();
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(blob)) {
            for (byte[] field : new byte[][]{"ssh-ed25519".getBytes(StandardCharsets.US_ASCII),
                    Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)}) {
                out.writeInt(field.length);
                out.write(field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " test";
    }

    /// Takes a pack back by `withdraw.yaml`.
    void withdraw(SignIn signIn, SenderPacks packs, Intake intake, PackId id) {
        try {
            Authenticated who = signIn.withKey(ACCOUNT, key.getPublic(), InetAddress.getLoopbackAddress())
                    .orElseThrow();
            SenderPack pack = packs.packs(who, AGREEMENT, CASE).next().stream().filter(each -> each.id().equals(id))
                    .findFirst().orElseThrow();
            PartUpload upload = intake.receive(who, pack, "withdraw.yaml", Intake.Mode.START_OVER);
            byte[] text = "reason: Sent for the wrong child\n".getBytes(StandardCharsets.UTF_8);
            upload.append(text, 0, text.length);
            if (!(upload.close() instanceof Answer.Withdrawn)) {
                throw new IllegalStateException("The pack was not withdrawn");
            }
        } catch (IntakeRefusal e) {
            throw new IllegalStateException(e.sentence(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a pack that is accepted.
    PackId send(SignIn signIn, SenderPacks packs, Intake intake, Map<String, byte[]> files) {
        try {
            Authenticated who = signIn.withKey(ACCOUNT, key.getPublic(), InetAddress.getLoopbackAddress())
                    .orElseThrow();
            SenderPack pack = packs.create(who, AGREEMENT, CASE, "pack-" + count.incrementAndGet());
            Answer last = new Answer.Received();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                PartUpload upload = intake.receive(who, pack, file.getKey(), Intake.Mode.START_OVER);
                upload.append(file.getValue(), 0, file.getValue().length);
                last = upload.close();
            }
            if (!(last instanceof Answer.Accepted)) {
                throw new IllegalStateException("The pack was not accepted: " + last);
            }
            return pack.id();
        } catch (IntakeRefusal e) {
            throw new IllegalStateException(e.sentence(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
