// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail relay of a few lines, on loopback, that can be told to misbehave: what GreenMail cannot do (STARTTLS, refusals, silence).
public final class SmtpSink implements AutoCloseable {
    /// How it speaks TLS.
    public enum Tls {
        NONE,
        STARTTLS,
        IMPLICIT
    }

    /// What one command was, and whether it came through TLS. Of a letter `DATA` and its text, dots unstuffed.
    public record Said(String line, boolean encrypted) {}

    private final ServerSocket server;
    private final Tls tls;
    private final SSLContext context;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    /// An answer to a command in the place of the usual one; an empty one hangs up.
    private volatile Function<String, Optional<String>> answers = _ -> Optional.empty();

    private SmtpSink(ServerSocket server, Tls tls, SSLContext context) {
        this.server = server;
        this.tls = tls;
        this.context = context;
    }

    public static SmtpSink start(Tls tls, SSLContext context) throws IOException {
        return start(tls, context, "127.0.0.1", 0);
    }

    public static SmtpSink start(Tls tls, SSLContext context, String address, int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        SmtpSink sink = new SmtpSink(server, tls, context);
        Thread.ofVirtual().start(sink::accept);
        return sink;
    }

    public int port() {
        return server.getLocalPort();
    }

    /// From now on a command that begins so is answered so.
    public void answer(String beginning, String reply) {
        answers = line -> line.startsWith(beginning) ? Optional.of(reply) : Optional.empty();
    }

    public void behave() {
        answers = _ -> Optional.empty();
    }

    public List<Said> said() {
        return List.copyOf(said);
    }

    /// The letters taken, as they came.
    public List<String> letters() {
        return List.copyOf(letters);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket plain) {
        try (Socket socket = tls == Tls.IMPLICIT ? secured(plain) : plain) {
            talk(socket, tls == Tls.IMPLICIT, true);
        } catch (IOException _) {
            // the client has gone
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private void talk(Socket socket, boolean encrypted, boolean greet) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        if (greet) {
            reply(socket, "220 sink.example ESMTP");
        }
        while (true) {
            String line = line(in);
            said.add(new Said(line, encrypted));
            Optional<String> instead = answers.apply(line);
            String verb = line.toUpperCase(Locale.ROOT).replaceFirst(" .*", "");
            if (instead.isPresent()) {
                if (instead.get().isEmpty()) {
                    return;
                }
                reply(socket, instead.get());
            } else if (verb.equals("STARTTLS")) {
                reply(socket, "220 2.0.0 go ahead");
                talk(secured(socket), true, false);
                return;
            } else if (verb.equals("DATA")) {
                reply(socket, "354 end with a dot");
                String letter = letter(in);
                Optional<String> refused = answers.apply(".");
                if (refused.isEmpty()) {
                    letters.add(letter);
                }
                if (refused.filter(String::isEmpty).isPresent()) {
                    return;
                }
                reply(socket, refused.orElse("250 2.6.0 taken"));
            } else {
                reply(socket, usual(verb, encrypted));
                if (verb.equals("QUIT")) {
                    return;
                }
            }
        }
    }

    private String usual(String verb, boolean encrypted) {
        return switch (verb) {
            case "EHLO" -> "250-sink.example\r\n250-ENHANCEDSTATUSCODES\r\n250-DSN\r\n"
                    + (tls == Tls.STARTTLS && !encrypted ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN LOGIN";
            case "AUTH" -> "235 2.7.0 welcome";
            case "QUIT" -> "221 2.0.0 bye";
            default -> "250 2.1.0 well";
        };
    }

    private static void reply(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String letter(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.equals("."); line = line(in)) {
            lines.add(line.startsWith(".") ? line.substring(1) : line);
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).replaceFirst("\r$", "");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
