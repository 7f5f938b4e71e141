// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.certificate.ManagedCertificate;
import org.casegate.crypto.certificate.Reads;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.Envelope;
import org.casegate.crypto.keep.EpochKeyId;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.directory.OwnCertificate;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.schema.ManyRows;
import org.jooq.Query;

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

    /// Who may collect a pack, with the own certificates of their agencies, and those that the gateway keeps for the others.
    record Collectors(List<Recipient> recipients, Map<AgencyId, OwnCertificate> own,
            Map<AccountId, ManagedCertificate> kept) {
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

        private ManagedCertificate certificate(Recipient recipient) {
            return Objects.requireNonNull(kept.get(recipient.account()));
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
        Map<AccountId, ManagedCertificate> certificates = new HashMap<>();
        Collectors collectors = new Collectors(recipients, own, certificates);
        if (!collectors.reading(Reads.V1).isEmpty()) {
            objects.requireRoom(files.stream().mapToLong(PartRow::contentSize).sum());
        }
        certificates.putAll(recipientKeys.certificates(collectors.managed().stream().map(Recipient::account).toList()));
        return collectors;
    }

    /// The key of one part, wrapped to one of them.
    ///
    /// @param second the object whose key it is, where it is not the part's own
    private record Wrap(PartRow file, Recipient recipient, String form, Optional<ObjectId> second, EpochKeyId epoch,
            Octets envelope) {
        static Wrap of(PartRow file, Recipient recipient, String form, Optional<ObjectId> second, byte[] envelope)
                throws IOException {
            return new Wrap(file, recipient, form, second, Envelope.keyIdOf(envelope), Octets.copyOf(envelope));
        }
    }

    /// What is made of the parts one after the other, and stored together.
    private record Made(List<Wrap> wraps, List<SealedObjects.Own> own, List<SealedObjects.Second> seconds) {
        Made() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Wraps the keys of these parts to each of them; the gateway's own hold on them goes.
    ///
    /// @param envelopes in which that hold rests
    StateChange of(PackRow pack, List<PartRow> files, Map<UUID, Octets> envelopes, Collectors collectors, Instant now)
            throws IOException {
        boolean older = !collectors.reading(Reads.V1).isEmpty();
        if (older) {
            objects.giveUp(files, now);
        }
        Map<UUID, ObjectId> begun = older ? objects.begin(pack, files, now) : Map.of();
        Made made = new Made();
        for (PartRow file : files) {
            try (SessionKey key = transit.open(file, envelopes)) {
                wrap(file, key, collectors, Optional.ofNullable(begun.get(file.id())), made);
            }
        }
        StateChange change = StateChange.none()
                .with(PackRows.deleteTransit(files.stream().map(PartRow::id).toList()), files.size())
                .with(insert(made.wraps()), made.wraps().size());
        if (!made.own().isEmpty()) {
            change = change.and(objects.keepOwn(pack, made.own(), now));
        }
        if (!made.seconds().isEmpty()) {
            change = change.and(objects.keep(made.seconds()));
        }
        return collectors.reading(Reads.V1).size() == collectors.recipients().size()
                ? change.withAny(PackRows.discard(files.stream().map(PartRow::object).toList(), now))
                : change;
    }

    private void wrap(PartRow file, SessionKey key, Collectors collectors, Optional<ObjectId> begun, Made made)
            throws IOException {
        for (Recipient recipient : collectors.managed()) {
            made.wraps().add(managed(file, key, recipient, collectors));
        }
        List<Recipient> sealed = collectors.reading(Reads.V2);
        if (!sealed.isEmpty()) {
            made.own().add(objects.own(file, key));
        }
        for (Recipient recipient : sealed) {
            made.wraps().add(sealed(file, key, recipient, collectors, Optional.empty()));
        }
        if (begun.isPresent()) {
            try (SessionKey another = SessionKey.random()) {
                made.seconds().add(objects.second(file, key, another, begun.get()));
                for (Recipient recipient : collectors.reading(Reads.V1)) {
                    made.wraps().add(sealed(file, another, recipient, collectors, begun));
                }
            }
        }
    }

    private Wrap managed(PartRow file, SessionKey key, Recipient recipient, Collectors collectors) throws IOException {
        byte[] envelope = wraps.managed(key, collectors.certificate(recipient),
                Binding.managed(file.id(), file.object().value(), recipient.account().value()));
        return Wrap.of(file, recipient, "MANAGED", Optional.empty(), envelope);
    }

    private Wrap sealed(PartRow file, SessionKey key, Recipient recipient, Collectors collectors,
            Optional<ObjectId> second) throws IOException {
        OwnCertificate own = collectors.of(recipient).orElseThrow();
        byte[] envelope = wraps.sealed(key, own.certificate(), own.reads(), Binding.sealed(file.id(),
                second.orElse(file.object()).value(), recipient.account().value()));
        return Wrap.of(file, recipient, "SEALED", second, envelope);
    }

    private static Query insert(List<Wrap> wraps) {
        return ManyRows.of(wraps)
                .each(WRAP.PART_ID, each -> each.file().id())
                .each(WRAP.RECIPIENT, each -> each.recipient().account().value())
                .each(WRAP.FORM, Wrap::form)
                .each(WRAP.OBJECT_ID, each -> each.second().map(ObjectId::value).orElse(null))
                .each(WRAP.EPOCH, each -> each.epoch().bytes())
                .each(WRAP.ENVELOPE, each -> each.envelope().bytes())
                .insertInto(WRAP);
    }
}
