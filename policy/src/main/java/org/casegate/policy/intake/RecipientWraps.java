// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.crypto.certificate.Reads;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.Envelope;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.directory.OwnCertificate;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.jooq.impl.DSL;

/// To whom the session keys of an accepted pack are wrapped. A recipient of an agency with a certificate of its own gets a wrap to
/// that and no other, in the form that the agency has opened, never a weaker one; the gateway keeps none for him. Where nobody needs
/// a part's own object any more, it goes.
final class RecipientWraps {
    private final TransitKeys transit;
    private final RecipientKeys recipientKeys;
    private final Wraps wraps;
    private final SealedObjects objects;

    RecipientWraps(TransitKeys transit, RecipientKeys recipientKeys, Wraps wraps, SealedObjects objects) {
        this.transit = transit;
        this.recipientKeys = recipientKeys;
        this.wraps = wraps;
        this.objects = objects;
    }

    /// Who may collect a pack, with the own certificates of their agencies.
    record Collectors(List<Recipient> recipients, Map<AgencyId, OwnCertificate> own) {
        private Optional<OwnCertificate> of(Recipient recipient) {
            return Optional.ofNullable(own.get(recipient.agency()));
        }

        private List<Recipient> reading(Reads reads) {
            return recipients.stream().filter(each -> of(each).filter(own -> own.reads() == reads).isPresent())
                    .toList();
        }

        private List<Recipient> managed() {
            return recipients.stream().filter(each -> of(each).isEmpty()).toList();
        }
    }

    /// @param files what will be sealed
    /// @throws NotSealable if nothing may be sealed to one of their certificates now, or there is no room
    Collectors collectors(List<Recipient> recipients, List<PartRow> files, Register register, Instant now)
            throws IOException {
        Map<AgencyId, OwnCertificate> own = new HashMap<>();
        for (Recipient recipient : recipients) {
            Optional<OwnCertificate> certificate = recipientKeys.own(recipient.agency(), register);
            if (certificate.filter(each -> !each.certificate().isAliveAt(now)).isPresent()) {
                throw new NotSealable(
                        "The OpenPGP certificate of %s has expired, so nothing can be sealed to it now."
                                .formatted(register.nameOf(recipient.agency())));
            }
            certificate.ifPresent(each -> own.put(recipient.agency(), each));
        }
        Collectors collectors = new Collectors(recipients, own);
        if (!collectors.reading(Reads.V1).isEmpty()) {
            objects.requireRoom(files.stream().mapToLong(PartRow::contentSize).sum());
        }
        return collectors;
    }

    /// Wraps the key of one part to each of them; the gateway's own hold on it goes.
    StateChange of(PackRow pack, PartRow file, Collectors collectors, Instant now) throws IOException {
        StateChange change = StateChange.none()
                .with(DSL.deleteFrom(WRAP).where(WRAP.PART_ID.eq(file.id()), WRAP.RECIPIENT.eq("")), 1);
        List<Recipient> older = collectors.reading(Reads.V1);
        List<Recipient> sealed = collectors.reading(Reads.V2);
        try (SessionKey key = transit.open(file)) {
            for (Recipient recipient : collectors.managed()) {
                change = change.and(managed(file, key, recipient));
            }
            if (!sealed.isEmpty()) {
                change = change.and(objects.keep(pack, file, key, now));
            }
            for (Recipient recipient : sealed) {
                change = change.and(sealed(file, key, recipient, collectors, Optional.empty()));
            }
            if (!older.isEmpty()) {
                change = change.and(second(pack, file, key, older, collectors, now));
            }
        }
        return older.size() == collectors.recipients().size()
                ? change.withAny(PackRows.discard(file.object(), now))
                : change;
    }

    private StateChange second(PackRow pack, PartRow file, SessionKey key, List<Recipient> older,
            Collectors collectors, Instant now) throws IOException {
        objects.giveUp(file.id(), now);
        try (SessionKey another = SessionKey.random()) {
            SealedObjects.Second second = objects.second(pack, file, key, another, now);
            StateChange change = objects.keep(second);
            for (Recipient recipient : older) {
                change = change.and(sealed(file, another, recipient, collectors, Optional.of(second.object())));
            }
            return change;
        }
    }

    private StateChange managed(PartRow file, SessionKey key, Recipient recipient) throws IOException {
        String account = recipient.account().value();
        return wrap(file, account, "MANAGED", Optional.empty(),
                wraps.managed(key, recipientKeys.certificate(recipient.account()),
                        Binding.managed(file.id(), file.object().value(), account)));
    }

    private StateChange sealed(PartRow file, SessionKey key, Recipient recipient, Collectors collectors,
            Optional<ObjectId> second) throws IOException {
        OwnCertificate own = collectors.of(recipient).orElseThrow();
        String account = recipient.account().value();
        return wrap(file, account, "SEALED", second, wraps.sealed(key, own.certificate(), own.reads(),
                Binding.sealed(file.id(), second.orElse(file.object()).value(), account)));
    }

    private static StateChange wrap(PartRow file, String account, String form, Optional<ObjectId> second,
            byte[] envelope) throws IOException {
        return StateChange.none().with(DSL.insertInto(WRAP)
                .set(WRAP.PART_ID, file.id())
                .set(WRAP.RECIPIENT, account)
                .set(WRAP.FORM, form)
                .set(WRAP.OBJECT_ID, second.map(ObjectId::value).orElse(null))
                .set(WRAP.EPOCH, Envelope.keyIdOf(envelope).bytes())
                .set(WRAP.ENVELOPE, envelope), 1);
    }
}
