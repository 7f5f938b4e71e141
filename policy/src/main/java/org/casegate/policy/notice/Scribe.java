// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.mail.Letter;
import org.casegate.policy.mail.Mailbox;
import org.casegate.policy.notice.Catalogue.Gap;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.Contact;
import org.casegate.policy.register.Register;

/// Writes the letter of a notice: looks up the address, the agency's name and the case's reference, and puts them into the
/// catalogue's words.
final class Scribe {
    private final Catalogue catalogue = Catalogue.bundled();
    private final Openings openings;
    private final Figures figures;
    private final Ledger ledger;
    private final AgreementVersions agreements;
    private final Mailbox from;
    private final URI portal;

    /// @param portal what links begin with: the portal's address, without a path
    Scribe(Openings openings, Figures figures, Ledger ledger, AgreementVersions agreements, Mailbox from, URI portal) {
        this.openings = openings;
        this.figures = figures;
        this.ledger = ledger;
        this.agreements = agreements;
        this.from = from;
        this.portal = portal;
    }

    /// A letter, or why none can be written.
    sealed interface Written {
        record Ready(Letter letter) implements Written {}

        record Impossible(String why) implements Written {}
    }

    Written write(Notice notice, Register register, Instant now) throws IOException {
        Optional<Mailbox> to = address(notice.to(), register);
        if (to.isEmpty()) {
            return new Written.Impossible("no address");
        }
        Map<Gap, String> gaps = new EnumMap<>(Gap.class);
        if (notice.matter().caseId().isPresent()) {
            // of the case, not the pack's copy of it: that goes with the pack
            Optional<String> reference = openings.read(notice.matter().caseId().get(), Openings.CASE);
            if (reference.isEmpty()) {
                return new Written.Impossible("the case is gone");
            }
            gaps.put(Gap.CASE, reference.get());
        }
        if (notice.kind() == NoticeKind.MONTHLY_DIGEST) {
            gaps.putAll(figures.of(notice.matter(), register));
        }
        if (notice.kind() == NoticeKind.CHECKPOINT_TO_KEEP) {
            Map<Gap, String> checkpoint = checkpoint();
            if (checkpoint.isEmpty()) {
                return new Written.Impossible("no checkpoint is signed");
            }
            gaps.putAll(checkpoint);
        }
        gaps.put(Gap.AGENCY, register.nameOf(notice.matter().agency()));
        gaps.put(Gap.LINK, link(notice));
        notice.matter().deadline().ifPresent(deadline -> gaps.put(Gap.DEADLINE, London.written(deadline)));
        gaps.put(Gap.LAST_LINE, agreements.of(register).lastLine(notice.matter().agreement(), register));
        return new Written.Ready(new Letter(notice.id(), from, to.get(), now, catalogue.subject(notice.kind()),
                catalogue.text(notice.kind(), gaps)));
    }

    /// The newest one, with the log's own signature.
    private Map<Gap, String> checkpoint() {
        Optional<SignedCheckpoint> newest = ledger.published();
        if (newest.isEmpty()) {
            return Map.of();
        }
        Checkpoint head = newest.get().checkpoint();
        try {
            return Map.of(Gap.LOG, head.origin(), Gap.SIZE, Long.toString(head.size()), Gap.ROOT, head.root().base64(),
                    Gap.SIGNATURE, newest.get().note().signatureLine(ledger.verifier()).orElseThrow());
        } catch (BadNote e) {
            throw new IllegalStateException("A published checkpoint is not signed", e);
        }
    }

    /// Only a recipient's link leads to a pack: its id says nothing, and the portal asks who he is.
    private String link(Notice notice) {
        Optional<String> pack = notice.matter().pack()
                .filter(_ -> notice.kind().leadsToPack())
                .map(id -> "/packs/" + id);
        return portal + pack.orElse("/");
    }

    private static Optional<Mailbox> address(Addressee to, Register register) {
        return switch (to) {
            case Addressee.Holder(var account) -> register.account(account)
                    .flatMap(known -> known.email().flatMap(Mailbox::parse)
                            .or(() -> spoc(register.agency(known.agency()))));
            case Addressee.Spoc(var agency) -> spoc(register.agency(agency));
        };
    }

    private static Optional<Mailbox> spoc(Optional<Agency> agency) {
        return agency.flatMap(Agency::spoc).flatMap(Contact::email).flatMap(Mailbox::parse);
    }
}
