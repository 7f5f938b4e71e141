// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.IOException;
import java.net.BindException;
import java.security.KeyStore;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.CookieCompliance;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// One running site: Jetty, with TLS 1.2 and 1.3 of the JDK, HTTP/1.1 and HTTP/2, and limits on everything that somebody
/// outside can make it hold. Requests run on virtual threads.
public final class WebServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_THREADS = 64;
    private static final int LEAST_THREADS = 4;
    private static final int MOST_STREAMS = 32;
    private static final int HEADER_OCTETS = 8 * 1024;
    private static final int IDLE_MILLIS = 60_000;
    private static final int STOP_MILLIS = 5_000;
    /// Resets, settings, pings and the like that one HTTP/2 connection may send in a second.
    private static final int HTTP2_EVENTS = 64;
    /// Octets a second below which a request that dribbles in is given up.
    private static final int SLOWEST_REQUEST = 64;

    private final Server server;
    private final ServerConnector connector;

    private WebServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Starts a site; on return it answers.
    ///
    /// @param keys the server's key with its chain
    /// @throws IOException if the port is taken or the address is not this machine's; the message says which
    public static WebServer start(WebListener listener, Site site, KeyStore keys, char[] password) throws IOException {
        // Jetty's own queue would load the JVM's management to ask how wide a line of the processor's cache is
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_MILLIS,
                new LinkedBlockingQueue<>());
        threads.setName(site.surface().name());
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor(site.surface().name() + "-"));
        Server server = new Server(threads);
        ServerConnector connector = connector(server, listener, keys, password);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        Front front = new Front(site, listener);
        server.setHandler(new GracefulHandler(new MinimumDataRateHandler(front, SLOWEST_REQUEST, 0)));
        server.setErrorHandler(new ServerErrors(front));
        server.setStopTimeout(STOP_MILLIS);
        return started(new WebServer(server, connector), listener);
    }

    /// The port it really listens on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Lets running requests finish for a few seconds, then ends them.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The web server did not stop cleanly", e);
        }
    }

    private static WebServer started(WebServer web, WebListener listener) throws IOException {
        try {
            web.server.start();
            return web;
        } catch (Exception e) {
            web.close();
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new IOException("Port " + listener.port() + " of " + listener.address().getHostAddress()
                        + " is in use, or the address is not this machine's", e);
            }
            throw new IOException("The web server did not start", e);
        }
    }

    private static ServerConnector connector(Server server, WebListener listener, KeyStore keys, char[] password) {
        HttpConfiguration http = http();
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(MOST_STREAMS);
        http2.setMaxHeaderBlockFragment(HEADER_OCTETS);
        http2.setMaxSettingsKeys(16);
        http2.setRateControlFactory(new WindowRateControl.Factory(HTTP2_EVENTS));
        http2.setStreamIdleTimeout(IDLE_MILLIS);
        http2.setConnectProtocolEnabled(false);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        ServerConnector connector = new ServerConnector(server,
                new SslConnectionFactory(tls(keys, password), alpn.getProtocol()),
                alpn, http2, http1);
        connector.setHost(listener.address().getHostAddress());
        connector.setPort(listener.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_OCTETS);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.RFC3986);
        http.setRequestCookieCompliance(CookieCompliance.RFC6265_STRICT);
        http.setRelativeRedirectAllowed(true);
        // The names are Front's concern, in one place for every request, whatever the TLS client has said.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    private static SslContextFactory.Server tls(KeyStore keys, char[] password) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword(new String(password));
        tls.setKeyManagerPassword(new String(password));
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // Forward secrecy and authenticated encryption only.
        tls.setIncludeCipherSuites("TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*");
        tls.setRenegotiationAllowed(false);
        return tls;
    }
}
