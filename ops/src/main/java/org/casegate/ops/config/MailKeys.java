// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.policy.mail.Mailbox;
import org.casegate.policy.mail.SmtpSettings.Tls;
import org.casegate.policy.notice.CheckpointLetters;
import org.casegate.policy.register.Place;

/// Reads the keys below `mail`.
final class MailKeys {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern PORTAL = Pattern.compile("https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/?");
    private static final List<Key> OF_A_RELAY = List.of(Key.MAIL_PORT, Key.MAIL_TLS, Key.MAIL_USER,
            Key.MAIL_PASSWORD_FILE, Key.MAIL_AUTHORITY, Key.MAIL_PLACE);
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final Duration SOONEST = Duration.ofHours(1);
    private static final Duration LATEST = Duration.ofDays(31);

    private MailKeys() {}

    /// Nothing where no key of the group is given, or one of them is complained about.
    static Optional<Config.Mail> read(Values values, Config.Web web, boolean demo) {
        if (values.within("mail").isEmpty()) {
            return Optional.empty();
        }
        Optional<Mailbox> from = values.need(Key.MAIL_FROM, Mailbox::parse,
                "one address, such as casegate@partnership.example");
        Optional<URI> portal = values.has(Key.MAIL_LINK)
                ? values.value(Key.MAIL_LINK, MailKeys::portal, "https://HOST or https://HOST:PORT, and no more")
                : Optional.of(URI.create("https://" + web.host() + (web.port() == 443 ? "" : ":" + web.port())));
        CheckpointLetters.Pace pace = pace(values);
        Optional<Config.MailWay> way = values.has(Key.MAIL_FOLDER) ? folder(values, demo) : relay(values);
        return from
                .flatMap(address -> portal.flatMap(link -> way.map(how -> new Config.Mail(address, link, how, pace))));
    }

    private static CheckpointLetters.Pace pace(Values values) {
        long entries = values
                .value(Key.MAIL_CHECKPOINT_ENTRIES, MailKeys::entries, "a whole number from 1000 to 1000000")
                .orElse(CheckpointLetters.Pace.USUAL.everyEntries());
        Duration every = values.value(Key.MAIL_CHECKPOINT_EVERY, text -> Times.between(text, SOONEST, LATEST),
                "a time from PT1H to P31D").orElse(CheckpointLetters.Pace.USUAL.every());
        return new CheckpointLetters.Pace(entries, every);
    }

    private static Optional<Long> entries(String text) {
        return text.matches("[1-9][0-9]{3,5}|1000000") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<Config.MailWay> folder(Values values, boolean demo) {
        if (!demo) {
            values.refuse(Key.MAIL_FOLDER, "is for a demonstration; give `mail.relay`");
        }
        values.refuse(Key.MAIL_RELAY, "and `mail.folder` are two ways; give one");
        OF_A_RELAY.forEach(key -> values.refuse(key, "belongs to `mail.relay`, and there is `mail.folder`"));
        return Optional.of(new Config.MailFiles(values.path(Key.MAIL_FOLDER)));
    }

    private static Optional<Config.MailWay> relay(Values values) {
        Optional<String> host = values.need(Key.MAIL_RELAY, MailKeys::host, "the relay's host name");
        Tls tls = values.value(Key.MAIL_TLS, MailKeys::tls, "STARTTLS or IMPLICIT; there is no mail without TLS")
                .orElse(Tls.STARTTLS);
        int port = values.port(Key.MAIL_PORT, tls == Tls.STARTTLS ? SUBMISSION : SUBMISSIONS, 1);
        Optional<Place> place = values.need(Key.MAIL_PLACE, Place::parse,
                "the place where the relay is: GB or another code of ISO 3166-1");
        Optional<String> user = values.value(Key.MAIL_USER, MailKeys::oneLine, "a user's name on one line");
        if (user.isEmpty()) {
            values.refuse(Key.MAIL_PASSWORD_FILE, "belongs to `mail.user`, which is not given");
        }
        return host.flatMap(name -> place.map(where -> new Config.MailRelay(name, port, tls, user,
                values.pathIfGiven(Key.MAIL_PASSWORD_FILE), values.pathIfGiven(Key.MAIL_AUTHORITY), where)));
    }

    private static Optional<String> host(String text) {
        return HOST.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Tls> tls(String text) {
        return Arrays.stream(Tls.values()).filter(tls -> tls.name().equals(text)).findFirst();
    }

    private static Optional<String> oneLine(String text) {
        return text.isBlank() || text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
    }

    private static Optional<URI> portal(String text) {
        return PORTAL.matcher(text).matches()
                ? Optional.of(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text))
                : Optional.empty();
    }
}
