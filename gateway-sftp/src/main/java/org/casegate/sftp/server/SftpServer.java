// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.sftp.account.CodeCheck;
import org.casegate.sftp.account.JdkSecurity;
import org.casegate.sftp.account.KeyCheck;
import org.casegate.sftp.account.LazyAuth;
import org.casegate.sftp.account.SignedIn;
import org.casegate.sftp.tree.Requests;
import org.casegate.sftp.upload.EarlyBudget;
import org.casegate.sftp.wire.FramePool;
import org.casegate.sftp.wire.Reply;

/// The SFTP server: MINA for SSH, our own SFTP on its channels, the gateway's intake behind it. Thread-safe.
public final class SftpServer implements AutoCloseable {
    private static final AttributeKey<ClientProfile> PROFILE = new AttributeKey<>();
    private static final Duration LAST_ANSWER = Duration.ofSeconds(10);
    private static final long EARLY_OCTETS = 64L << 20;

    static {
        JdkSecurity.use();
    }

    private final SshServer ssh;
    private final LiveHostKeys hostKeys;
    private final Admission admission;
    private final Rehearsal rehearsal;
    private final LiveChannels live = new LiveChannels();

    private SftpServer(SshServer ssh, LiveHostKeys hostKeys, Admission admission, Rehearsal rehearsal) {
        this.ssh = ssh;
        this.hostKeys = hostKeys;
        this.admission = admission;
        this.rehearsal = rehearsal;
    }

    /// Starts to listen. Host keys are made if there are none.
    ///
    /// @param clock for the times that clients are shown; the demo's may be moved
    /// @throws IOException           if the address is in use, or a host key cannot be read
    /// @throws IllegalStateException if this process cannot do one of the algorithms that the gateway offers
    public static SftpServer start(SftpSettings settings, SignIn signIn, SenderPacks packs, Intake intake,
            InstantSource clock) throws IOException {
        EarlyBudget budget = new EarlyBudget(EARLY_OCTETS);
        return start(settings, signIn, (who, reply) -> Requests.of(who, packs, intake, reply, budget, clock));
    }

    /// The same with other requests behind the channels.
    static SftpServer start(SftpSettings settings, SignIn signIn, BiFunction<Authenticated, Reply, Requests> requests)
            throws IOException {
        LiveHostKeys hostKeys = LiveHostKeys.open(settings.hostKeys());
        HostKeyNews news = new HostKeyNews(hostKeys);
        Rehearsal rehearsal = new Rehearsal();
        SshServer ssh = Transport.hardened(settings, hostKeys, news, new LazyAuth(signIn, rehearsal::is));
        Balancer balancer = new Balancer(settings.balancers());
        Admission admission = new Admission(settings.maxUnauthenticated(), settings.maxUnauthenticatedEach(), balancer);
        SftpServer server = new SftpServer(ssh, hostKeys, admission, rehearsal);
        ssh.setPublickeyAuthenticator(new KeyCheck(signIn));
        ssh.setKeyboardInteractiveAuthenticator(new CodeCheck(signIn));
        ssh.setServerProxyAcceptor(balancer);
        ssh.addSessionListener(admission);
        ssh.addSessionListener(new Profiles(settings.oldLibssh2()));
        ssh.addSessionListener(new SignedIn(signIn));
        ssh.setSubsystemFactories(List.of(new Sftp(server.live, settings.idleTime(), news, requests)));
        ssh.start();
        return server;
    }

    /// Goes through sign-ins that are refused, beside everything else, so that the first that is not takes no longer than those
    /// after it. Leaves nothing behind: no entry, no count, no line in a log. Not behind a balancer, whom it would have to pretend to be.
    ///
    /// @return how many there were by now
    public IntSupplier rehearse(SftpSettings settings) {
        if (settings.balancers().isEmpty()) {
            InetAddress at = settings.address().isAnyLocalAddress()
                    ? InetAddress.getLoopbackAddress()
                    : settings.address();
            rehearsal.begin(new InetSocketAddress(at, port()), hostKeys);
        }
        return rehearsal::done;
    }

    /// The port that is listened on.
    public int port() {
        return ssh.getPort();
    }

    /// The keys by which clients recognise this gateway now.
    public HostKeys hostKeys() {
        return hostKeys.now();
    }

    /// Stops: no new connections; each channel gives the answer it is working on; uploads that are not closed are
    /// suspended; then the connections are closed.
    @Override
    public void close() throws IOException {
        rehearsal.close();
        admission.close();
        try {
            live.stop(LAST_ANSWER);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while stopping");
        } finally {
            ssh.stop(true);
        }
    }

    /// Connections that have not signed in, now.
    int waiting() {
        return admission.waiting();
    }

    /// SFTP channels that are open, now.
    int channels() {
        return live.count();
    }

    /// Fits the offer to the client, after its banner and before our side of the negotiation.
    private record Profiles(boolean oldLibssh2) implements SessionListener {
        @Override
        public void sessionPeerIdentificationReceived(Session session, String banner, List<String> before) {
            ClientProfile profile = ClientProfile.of(banner, oldLibssh2);
            session.setAttribute(PROFILE, profile);
            session.setCipherFactories(profile.ciphers());
            session.setMacFactories(profile.macs());
        }
    }

    /// Makes the channels' SFTP, for sessions that are somebody.
    private static final class Sftp implements SubsystemFactory {
        private final FramePool pool = new FramePool();
        private final LiveChannels live;
        private final Duration idleTime;
        private final HostKeyNews news;
        private final BiFunction<Authenticated, Reply, Requests> requests;

        Sftp(LiveChannels live, Duration idleTime, HostKeyNews news,
                BiFunction<Authenticated, Reply, Requests> requests) {
            this.live = live;
            this.idleTime = idleTime;
            this.news = news;
            this.requests = requests;
        }

        @Override
        public String getName() {
            return "sftp";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) throws IOException {
            Session session = channel.getSession();
            Authenticated who = SignedIn.of(session).orElseThrow(() -> new IOException("not signed in"));
            ClientProfile profile = session.getAttribute(PROFILE);
            boolean openSsh = profile != null && profile.openSsh();
            if (openSsh) {
                news.tell(session);
            }
            SftpChannel sftp = new SftpChannel(channel, reply -> requests.apply(who, reply), pool,
                    openSsh, idleTime, live);
            channel.setDataReceiver(sftp);
            return sftp;
        }
    }
}
