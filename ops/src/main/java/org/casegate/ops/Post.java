// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.Secret;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.mail.MailFolder;
import org.casegate.policy.mail.Relay;
import org.casegate.policy.mail.SmtpRelay;
import org.casegate.policy.mail.SmtpSettings;
import org.casegate.policy.notice.CheckpointLetters;
import org.casegate.policy.notice.Delivery;
import org.casegate.policy.notice.Digests;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway's mail, as it was configured: what delivers notices, and how they stand.
public final class Post {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final Optional<Config.Mail> mail;
    private final Database database;
    private final Ledger ledger;
    private final Openings openings;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final InstantSource clock;
    private final NoticeBoard board;
    private final Digests digests;
    private final CheckpointLetters checkpoints;
    private Optional<Delivery> delivery = Optional.empty();

    Post(Config config, Database database, Ledger ledger, Openings openings, Directory directory,
            AgreementVersions agreements, InstantSource clock) {
        this.mail = config.mail();
        this.database = database;
        this.ledger = ledger;
        this.openings = openings;
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
        this.board = new NoticeBoard(database, ledger, clock);
        this.digests = new Digests(database, directory, agreements, clock);
        this.checkpoints = new CheckpointLetters(database, directory, agreements,
                mail.map(Config.Mail::checkpoints).orElse(CheckpointLetters.Pace.USUAL), clock);
    }

    /// What hands notices to the mail relay; nothing where none is configured. The relay is not reached by this call.
    ///
    /// @throws IOException with one sentence, if the relay's password or authority cannot be read
    public synchronized Optional<Delivery> delivery() throws IOException {
        if (delivery.isEmpty() && mail.isPresent()) {
            delivery = Optional.of(new Delivery(database, ledger, openings, directory, agreements, relay(mail.get()),
                    mail.get().from(), mail.get().portal(), clock));
        }
        return delivery;
    }

    /// The checkpoints that go by mail; nothing where none is configured.
    public Optional<CheckpointLetters> checkpoints() {
        return mail.map(_ -> checkpoints);
    }

    /// How the notices stand.
    public NoticeBoard board() {
        return board;
    }

    /// Delivers from now on, until what is returned is closed.
    AutoCloseable start() throws IOException {
        Optional<Delivery> delivering = delivery();
        if (delivering.isPresent()) {
            return Postman.start(delivering.get());
        }
        LOG.warn("No mail relay is configured, so nobody is told by mail: notices wait");
        return () -> {
        };
    }

    /// Once a minute: the month's digests, checkpoints, and rows that are old.
    void tidy() throws IOException {
        digests.queueDue();
        if (mail.isPresent()) { // an old checkpoint is worth nothing to whom it reaches months later
            checkpoints.queueDue();
        }
        delivery().ifPresent(Delivery::tidy);
    }

    /// Why an agreement does not let mail go by this relay (OB-114).
    List<String> objections(Agreement agreement, Register register, LocalDate today) {
        return mail.map(Config.Mail::way)
                .flatMap(way -> way instanceof Config.MailRelay relay ? Optional.of(relay.place()) : Optional.empty())
                .map(place -> agreement.objectionsToRelay(place, register, today))
                .orElse(List.of());
    }

    private static Relay relay(Config.Mail mail) throws IOException {
        return switch (mail.way()) {
            case Config.MailFiles(var folder) -> new MailFolder(folder);
            case Config.MailRelay relay -> new SmtpRelay(new SmtpSettings(relay.host(), relay.port(), relay.tls(),
                    relay.user().isPresent()
                            ? Optional.of(new SmtpSettings.Login(relay.user().get(),
                                    Secret.ofMailRelay(relay.passwordFile())))
                            : Optional.empty(),
                    relay.authority()), mail.from().domain());
        };
    }
}
