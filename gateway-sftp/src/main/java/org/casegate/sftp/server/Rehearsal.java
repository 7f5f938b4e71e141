// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.nonefs.NoneFileSystemFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// After a start, knocks at this gateway's own door as nobody, with a key that it throws away, until the compiler has done what
/// the first people would wait for. It is refused as anybody unknown is, after the same work.
///
/// Its attempts are counted against nobody: the door knows them by the two ends of a connection that both are this process's.
/// It takes at most a third of one processor's time, and ends by itself.
final class Rehearsal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TIMES = 250;
    /// Every so often by the key exchange that newer clients choose.
    private static final int POST_QUANTUM = 5;

    private final Set<SocketAddress> own = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean closing;
    private volatile @Nullable Thread thread;

    /// Begins.
    ///
    /// @param at       where this gateway listens
    /// @param hostKeys whom alone it talks to
    void begin(InetSocketAddress at, LiveHostKeys hostKeys) {
        thread = Thread.ofPlatform().name("rehearsal").daemon().start(() -> run(at, hostKeys));
    }

    /// Whether somebody who names an account is this.
    boolean is(Session session) {
        return own.contains(session.getRemoteAddress());
    }

    /// How often it was refused by now.
    int done() {
        return done.get();
    }

    private void run(InetSocketAddress at, LiveHostKeys hostKeys) {
        try (SshClient client = client(hostKeys)) {
            client.start();
            KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            for (int time = 0; time < TIMES && !closing; time++) {
                long begun = System.nanoTime();
                client.setKeyExchangeFactories(List.of(ClientBuilder.DH2KEX.apply(time % POST_QUANTUM == 0
                        ? BuiltinDHFactories.mlkem768x25519
                        : BuiltinDHFactories.curve25519)));
                knock(client, at, key);
                LockSupport.parkNanos(2 * (System.nanoTime() - begun));
            }
        } catch (IOException | GeneralSecurityException | RuntimeException fault) {
            if (!closing) {
                LOG.info("The sign-in is not rehearsed: {}", fault.getClass().getSimpleName());
            }
        } finally {
            own.clear();
        }
    }

    private void knock(SshClient client, InetSocketAddress at, KeyPair key) throws IOException {
        String nobody = "nobody-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        try (ClientSession session = client.connect(nobody, at).verify(PATIENCE).getClientSession()) {
            SocketAddress end = session.getLocalAddress();
            own.add(end);
            try {
                session.addPublicKeyIdentity(key);
                if (session.auth().await(PATIENCE)) {
                    done.incrementAndGet();
                }
            } finally {
                // before the connection ends, after which its port may be anybody's
                own.remove(end);
            }
        }
    }

    private static SshClient client(LiveHostKeys hostKeys) {
        SshClient client = ClientBuilder.builder()
                .randomFactory(JceRandomFactory.INSTANCE)
                .cipherFactories(Algorithms.gcm())
                .macFactories(Algorithms.macs())
                .signatureFactories(Algorithms.signatures())
                .compressionFactories(List.of(BuiltinCompressions.none))
                .keyExchangeFactories(List.of(ClientBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519)))
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .fileSystemFactory(NoneFileSystemFactory.INSTANCE)
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier((_, _, shown) -> hostKeys.now().pairs().stream()
                        .anyMatch(pair -> KeyUtils.compareKeys(pair.getPublic(), shown)))
                .build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setAgentFactory(null);
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(
                () -> new NoCloseExecutor(Executors.newVirtualThreadPerTaskExecutor())));
        return client;
    }

    /// Stops after the attempt that is under way, and waits for it: what it asks of the database is answered.
    @Override
    public void close() {
        closing = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        try {
            running.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
