// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.casegate.ops.config.Config;

/// Behind each port of the gateway there is the gateway: SFTP greets, the portal and the administration show the
/// certificate that lies in the file.
final class PortsAnswer implements Check {
    private static final int PATIENCE_MILLIS = 3_000;
    private static final String GREETING = "SSH-2.0-";

    @Override
    public String name() {
        return "ports";
    }

    @Override
    public List<Finding> look(Site site) throws Exception {
        Config config = site.config();
        List<Finding> findings = new ArrayList<>();
        findings.add(sftp(config.sftp()));
        SSLSocketFactory trusting = trusting(WebCertificate.of(config.web()));
        findings.add(tls("the portal", config.web().address(), config.web().port(), trusting));
        findings.add(tls("the administration", config.web().address(), config.web().adminPort(), trusting));
        return findings;
    }

    private static Finding sftp(Config.Sftp sftp) {
        try (Socket socket = connected(sftp.address(), sftp.port())) {
            byte[] greeting = socket.getInputStream().readNBytes(GREETING.length());
            return new String(greeting, StandardCharsets.US_ASCII).equals(GREETING)
                    ? Finding.green("SFTP answers on port " + sftp.port())
                    : taken("SFTP", sftp.port());
        } catch (IOException _) {
            return silent("SFTP", sftp.port());
        }
    }

    private static Finding tls(String what, String address, int port, SSLSocketFactory trusting) {
        try (Socket plain = connected(address, port);
                SSLSocket socket = (SSLSocket) trusting.createSocket(plain, address, port, true)) {
            socket.startHandshake();
            return Finding.green(what + " answers on port " + port + " with the certificate of its file");
        } catch (SSLException _) {
            return Finding.red(what + " on port " + port + " does not show the certificate of its file",
                    "start the gateway again after the file was replaced; or see what else listens there");
        } catch (IOException _) {
            return silent(what, port);
        }
    }

    private static Socket connected(String address, int port) throws IOException {
        InetAddress listening = InetAddress.ofLiteral(address);
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(
                    listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening, port),
                    PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    private static Finding silent(String what, int port) {
        return Finding.amber("nothing answers on port %d, which is meant for %s".formatted(port, what),
                "start the gateway with `casegate serve`");
    }

    private static Finding taken(String what, int port) {
        return Finding.red("something else than %s answers on port %d".formatted(what, port),
                "stop it, or give another port");
    }

    /// Trusts these certificates and nothing else.
    private static SSLSocketFactory trusting(List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (X509Certificate certificate : certificates) {
            trusted.setCertificateEntry(certificate.getSerialNumber().toString(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
