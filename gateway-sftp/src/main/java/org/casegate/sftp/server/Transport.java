// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.file.nonefs.NoneFileSystemFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.casegate.sftp.account.CertificateKeys;
import org.casegate.sftp.account.LazyAuth;
import org.casegate.sftp.account.OncePerSession;

/// MINA's server with everything off that the gateway does not need, and its limits set. What is not named here is not
/// offered: every list is given in full.
final class Transport {
    private static final long WIDE_WINDOWS = 256L << 20;
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);

    private Transport() {}

    /// A server that is not started, and lets nobody in before it is given a check of keys.
    static SshServer hardened(SftpSettings settings, LiveHostKeys hostKeys, HostKeyNews news, LazyAuth signIn) {
        SshServer ssh = ServerBuilder.builder()
                .randomFactory(JceRandomFactory.INSTANCE)
                .keyExchangeFactories(Algorithms.keyExchanges())
                .cipherFactories(Algorithms.ciphers())
                .macFactories(Algorithms.macs())
                .signatureFactories(Algorithms.signatures())
                .compressionFactories(List.of(BuiltinCompressions.none))
                .channelFactories(List.of(OnlySftp.factory(new WindowBudget(WIDE_WINDOWS))))
                .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE, news))
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .fileSystemFactory(NoneFileSystemFactory.INSTANCE)
                .build();
        ssh.setHost(settings.address().getHostAddress());
        ssh.setPort(settings.port());
        ssh.setKeyPairProvider(hostKeys);
        ssh.setShellFactory(null);
        ssh.setCommandFactory(null);
        ssh.setAgentFactory(null);
        ssh.setPublickeyAuthenticator(null);
        ssh.setKeyboardInteractiveAuthenticator(null);
        ssh.setUserAuthFactories(List.of(new CertificateKeys(), UserAuthKeyboardInteractiveFactory.INSTANCE));
        ssh.setServiceFactories(List.of(signIn,
                new OncePerSession(ServerConnectionServiceFactory.INSTANCE)));
        // a database query on one of few threads would stall everybody's transfers
        ssh.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(
                () -> new NoCloseExecutor(Executors.newVirtualThreadPerTaskExecutor())));
        limit(ssh, settings);
        return ssh;
    }

    private static void limit(SshServer ssh, SftpSettings settings) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(ssh, "CaseGate");
        CoreModuleProperties.TCP_NODELAY.set(ssh, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(ssh, true);
        CoreModuleProperties.SOCKET_BACKLOG.set(ssh, 512);
        CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(ssh, 16 * 1024);
        CoreModuleProperties.MAX_IDENTIFICATION_SIZE.set(ssh, 1024);
        CoreModuleProperties.AUTH_TIMEOUT.set(ssh, settings.authenticationTime());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(ssh, 10);
        // any message resets this one; SftpChannel counts requests
        CoreModuleProperties.IDLE_TIMEOUT.set(ssh, settings.idleTime());
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(ssh, 7);
        CoreModuleProperties.MAX_PACKET_SIZE.set(ssh, 32L * 1024);
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(ssh, settings.rekeyOctets());
        CoreModuleProperties.REKEY_TIME_LIMIT.set(ssh, settings.rekeyTime());
        CoreModuleProperties.COMMAND_EXIT_TIMEOUT.set(ssh, Duration.ofSeconds(30));
        // MINA's server knows no keep-alive requests, only messages to be ignored: TCP finds dead peers by them
        ssh.setSessionHeartbeat(HeartbeatType.IGNORE, HEARTBEAT);
    }
}
