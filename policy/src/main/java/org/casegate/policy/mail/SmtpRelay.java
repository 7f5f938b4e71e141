// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// A mail relay over SMTP. Nothing is said to it, no sign-in and no letter, before TLS stands with a certificate that a trusted
/// authority signed for its host name.
public final class SmtpRelay implements Relay {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /// For each of the relay's answers, of which there are about a dozen: ten minutes in all, less than a notice's lease.
    private static final Duration ANSWER = Duration.ofSeconds(45);
    private static final int MAILBOX_FULL = 552;
    private static final int MOST_CAUSES = 20;

    private final SmtpSettings settings;
    private final Session session;

    /// @param ourName how we greet the relay: a host name
    /// @throws IOException if the authority's file cannot be read
    public SmtpRelay(SmtpSettings settings, String ourName) throws IOException {
        this.settings = settings;
        Properties properties = properties(settings, ourName);
        if (settings.authority().isPresent()) {
            properties.put("mail.smtp.ssl.socketFactory", trusting(settings.authority().get()));
        }
        this.session = Session.getInstance(properties);
    }

    private static Properties properties(SmtpSettings settings, String ourName) {
        boolean implicit = settings.tls() == SmtpSettings.Tls.IMPLICIT;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(implicit));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!implicit));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(!implicit));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
        properties.setProperty("mail.smtp.timeout", Long.toString(ANSWER.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", Long.toString(ANSWER.toMillis()));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.localhost", ourName);
        // Where the relay can, it reports what it could not deliver, with the headers only (RFC 3461).
        properties.setProperty("mail.smtp.dsn.notify", "FAILURE");
        properties.setProperty("mail.smtp.dsn.ret", "HDRS");
        return properties;
    }

    @Override
    public RelayAnswer hand(Letter letter) {
        return talk(transport -> {
            MimeMessage message = Mime.of(session, letter);
            transport.sendMessage(message, message.getRecipients(Message.RecipientType.TO));
            return new RelayAnswer.Taken(Reply.code(transport.getLastServerResponse(), "taken"));
        });
    }

    @Override
    public RelayAnswer probe() {
        return talk(transport -> transport.isConnected() // asks by NOOP
                ? new RelayAnswer.Taken(Reply.code(transport.getLastServerResponse(), "answers"))
                : new RelayAnswer.Unusable("no answer"));
    }

    /// What is done at a relay that we are connected to and signed in at.
    private interface Talk {
        RelayAnswer at(SMTPTransport transport) throws MessagingException;
    }

    private RelayAnswer talk(Talk talk) {
        try {
            SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
            try {
                transport.connect(settings.host(), settings.port(),
                        settings.login().map(SmtpSettings.Login::user).orElse(null),
                        settings.login().map(SmtpSettings.Login::password).orElse(null));
                return talk.at(transport);
            } finally {
                quit(transport);
            }
        } catch (MessagingException fault) {
            return answer(fault);
        }
    }

    private static void quit(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // what the relay said before stands
        }
    }

    /// Whose fault it is: the address's, the letter's, or the relay's.
    private static RelayAnswer answer(MessagingException fault) {
        Optional<SMTPAddressFailedException> address = find(fault, SMTPAddressFailedException.class);
        if (address.isPresent()) {
            return refused(address.get().getReturnCode(), address.get());
        }
        Optional<SMTPSenderFailedException> sender = find(fault, SMTPSenderFailedException.class);
        if (sender.isPresent()) {
            return new RelayAnswer.Unusable(code(sender.get(), "our address is refused"));
        }
        Optional<SMTPSendFailedException> letter = find(fault, SMTPSendFailedException.class);
        if (letter.isPresent()) {
            return refused(letter.get().getReturnCode(), letter.get());
        }
        return new RelayAnswer.Unusable(unusable(fault));
    }

    private static RelayAnswer refused(int code, MessagingException fault) {
        String said = code(fault, Integer.toString(code));
        boolean forGood = code >= 500 && code < 600 && code != MAILBOX_FULL;
        return forGood ? new RelayAnswer.Refused(said) : new RelayAnswer.Later(said);
    }

    private static String unusable(MessagingException fault) {
        if (fault instanceof AuthenticationFailedException) {
            return code(fault, "it refuses our sign-in");
        }
        if (find(fault, SSLException.class).isPresent()) {
            return "its certificate is not trusted";
        }
        return fault.getMessage() != null && fault.getMessage().startsWith("STARTTLS is required")
                ? "it offers no STARTTLS"
                : code(fault, "no answer");
    }

    private static String code(MessagingException fault, String otherwise) {
        return Reply.code(String.valueOf(fault.getMessage()), otherwise);
    }

    private static <T extends Exception> Optional<T> find(Exception fault, Class<T> type) {
        return Stream.<Throwable>iterate(fault, Objects::nonNull, SmtpRelay::next)
                .limit(MOST_CAUSES)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static @Nullable Throwable next(Throwable fault) {
        return fault instanceof MessagingException messaging && messaging.getNextException() != null
                ? messaging.getNextException()
                : fault.getCause();
    }

    /// TLS by the JDK, with one authority in the place of the public ones.
    private static SSLSocketFactory trusting(Path authority) throws IOException {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority" + number++, each);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the mail relay's authority %s cannot be used".formatted(authority), unusable);
        }
    }
}
