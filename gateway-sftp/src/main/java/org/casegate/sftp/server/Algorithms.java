// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.util.List;
import java.util.stream.Stream;

import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.ServerBuilder;

/// The algorithms of SSH that the gateway speaks, each list in its order of preference. No chacha20-poly1305 and no CBC:
/// in SSH the client's order wins, so what must not be chosen must not be offered (Terrapin, CVE-2023-48795).
final class Algorithms {
    static final List<String> KEY_EXCHANGES = List.of("mlkem768x25519-sha256", "sntrup761x25519-sha512",
            "sntrup761x25519-sha512@openssh.com", "curve25519-sha256", "curve25519-sha256@libssh.org",
            "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512");
    static final List<String> CIPHERS = List.of("aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr",
            "aes192-ctr", "aes128-ctr");
    static final List<String> MACS = List.of("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com");

    static final List<String> SIGNATURES = List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521", "ssh-ed25519-cert-v01@openssh.com", "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521-cert-v01@openssh.com", "rsa-sha2-512",
            "rsa-sha2-256");

    private Algorithms() {}

    /// Key exchanges, the hybrid post-quantum ones first.
    static List<KeyExchangeFactory> keyExchanges() {
        return asserted(KEY_EXCHANGES,
                Stream.of(BuiltinDHFactories.mlkem768x25519, BuiltinDHFactories.sntrup761x25519,
                        BuiltinDHFactories.sntrup761x25519_openssh, BuiltinDHFactories.curve25519,
                        BuiltinDHFactories.curve25519_libssh, BuiltinDHFactories.dhg16_512,
                        BuiltinDHFactories.dhg18_512).filter(OptionalFeature::isSupported)
                        .map(ServerBuilder.DH2KEX).toList());
    }

    /// All ciphers; [ClientProfile] narrows them.
    static List<NamedFactory<Cipher>> ciphers() {
        return asserted(CIPHERS,
                Stream.of(BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256ctr,
                        BuiltinCiphers.aes192ctr, BuiltinCiphers.aes128ctr).filter(OptionalFeature::isSupported)
                        .<NamedFactory<Cipher>>map(cipher -> cipher).toList());
    }

    static List<NamedFactory<Cipher>> gcm() {
        return ciphers().subList(0, 2);
    }

    /// MACs over the ciphertext; they count only beside a cipher that is not GCM.
    static List<NamedFactory<Mac>> macs() {
        return asserted(MACS, List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm));
    }

    /// The MACs of [#macs] and, after them, the two over the plaintext.
    static List<NamedFactory<Mac>> macsOfOldLibssh2() {
        return List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha512,
                BuiltinMacs.hmacsha256);
    }

    /// Signatures, of users and of our own host keys (RSA is for the latter alone).
    static List<NamedFactory<Signature>> signatures() {
        return asserted(SIGNATURES,
                Stream.of(BuiltinSignatures.ed25519, BuiltinSignatures.nistp256, BuiltinSignatures.nistp384,
                        BuiltinSignatures.nistp521, BuiltinSignatures.ed25519_cert, BuiltinSignatures.nistp256_cert,
                        BuiltinSignatures.nistp384_cert, BuiltinSignatures.nistp521_cert, BuiltinSignatures.rsaSHA512,
                        BuiltinSignatures.rsaSHA256)
                        .filter(OptionalFeature::isSupported).<NamedFactory<Signature>>map(signature -> signature)
                        .toList());
    }

    // MINA leaves out what this process cannot do, without a word: the post-quantum names when Bouncy Castle is not on
    // the class path, Ed25519 without our support
    private static <T extends NamedResource> List<T> asserted(List<String> expected, List<T> found) {
        List<String> names = found.stream().map(NamedResource::getName).toList();
        if (!names.equals(expected)) {
            List<String> missing = expected.stream().filter(name -> !names.contains(name)).toList();
            throw new IllegalStateException("The SSH server does not start: this process cannot do "
                    + String.join(", ", missing) + ". Is Bouncy Castle on its class path?");
        }
        return found;
    }
}
