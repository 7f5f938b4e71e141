// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.decide;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casegate.ops.console.Stop;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.BundledAgreements;
import org.casegate.policy.agreement.Verdict;
import org.casegate.policy.check.CaseFacts;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.DownloadFacts.AccessGround;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.Provenance;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.manifest.PartName;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFile;

/// What the gateway would decide on a pack in a folder, by a register in a file, at a moment. Facts come from there; the
/// judging is the server's. Writes nothing.
public final class DryRun {
    private final BundledAgreements agreements = new BundledAgreements();
    private final RegisterFile file;
    private final Register register;

    public DryRun(RegisterFile file) {
        this.file = file;
        this.register = file.register();
    }

    /// Judges an upload of the pack.
    ///
    /// @param from where the sender's address is; nothing raises no objection
    /// @throws Stop where the folder holds no pack that could be judged
    public Verdict upload(Path folder, AccountId sender, Instant at, Optional<Place> from) {
        PackFolder pack = PackFolder.read(folder, octets -> parsed(octets, at));
        Agreement agreement = agreementOf(pack.manifest());
        PackFacts facts = PackFacts.of(pack.manifest(), sender, at).inCase(caseOf(pack.manifest()))
                .parts(pack.parts(sha256 -> received(sender, sha256)));
        PackFacts sent = from.map(facts::from).orElse(facts);
        return agreement.verdict(agreement.judge(sent, register), at, register);
    }

    /// Runs the download gate for one part, the pack taken as accepted and available.
    ///
    /// @param from where the recipient's address is; nothing means at the registered endpoint of the recipient's agency
    /// @throws Stop where the folder holds no pack, or its manifest no such part
    public Verdict download(Path folder, PartName part, AccountId recipient, Instant at, Optional<Place> from,
            Optional<AccessGround> ground, boolean reminderAccepted) {
        Manifest manifest = PackFolder.read(folder, octets -> parsed(octets, at)).manifest();
        if (manifest.numberOf(part) == 0) {
            throw Stop.badInput("--download '" + part + "': the manifest lists no such part; it lists " + manifest
                    .parts().stream().map(each -> each.file().value()).collect(Collectors.joining(", ")));
        }
        Agreement agreement = agreementOf(manifest);
        DownloadFacts facts = new DownloadFacts(recipient, true, from.orElseGet(() -> endpoint(recipient)),
                agreement.recipients(manifest, register), DownloadFacts.State.AVAILABLE, at,
                agreement.destroyOn(PackFacts.of(manifest, recipient, at), part, register), reminderAccepted, ground,
                at);
        return agreement.verdict(agreement.release(facts, register).map(refusal -> refused(agreement, refusal))
                .orElseGet(() -> released(agreement, facts)), at, register);
    }

    /// The manifest, with what its case settles filled in.
    private Parsed<Manifest> parsed(byte[] octets, Instant at) {
        ManifestParser parser = new ManifestParser(agreements.ids());
        Parsed<Manifest> plain = parser.parse(octets);
        return plain instanceof Parsed.Good<Manifest>(Manifest manifest)
                && caseOf(manifest) instanceof CaseFacts.Opened(CaseRecord _, Settled settled)
                        ? parser.parse(octets, settled.at(at))
                        : plain;
    }

    private Agreement agreementOf(Manifest manifest) {
        Agreement agreement = agreements.find(manifest.agreement()).orElseThrow();
        Optional<String> named = register.agreement(manifest.agreement())
                .flatMap(AgreementRegistration::textSha256);
        if (named.isPresent() && !named.get().equals(agreement.textSha256())) {
            throw Stop.badInput("the register names the text %s of %s; this release of the gateway has %s"
                    .formatted(named.get(), manifest.agreement(), agreement.textSha256()));
        }
        return agreement;
    }

    /// Where the register lists no cases at all, the manifest's is taken as opened.
    private CaseFacts caseOf(Manifest manifest) {
        return file.cases().isEmpty()
                ? new CaseFacts.AsDeclared()
                : CaseFacts.of(file.cases().stream().filter(each -> isOf(each, manifest)).findFirst());
    }

    private static boolean isOf(CaseRecord each, Manifest manifest) {
        return each.agreement().equals(manifest.agreement()) && each.caseRef().equals(manifest.caseRef());
    }

    private Optional<Provenance> received(AccountId sender, Sha256 sha256) {
        return register.account(sender).map(Account::agency)
                .flatMap(own -> file.received().stream().filter(holding -> holding.sha256().equals(sha256.toString()))
                        .filter(holding -> register.same(holding.agency(), own)).findFirst())
                .map(holding -> Provenance.in(holding.transfer()));
    }

    private Place endpoint(AccountId account) {
        return register.account(account).flatMap(known -> register.agency(known.agency())).map(Agency::place)
                .orElse(Place.UNKNOWN);
    }

    private static Outcome refused(Agreement agreement, DownloadRefusal refusal) {
        return new Outcome.Refused(agreement.version(),
                List.of(new Finding(refusal.step(), refusal.code(), refusal.clause(), refusal.text())),
                Outcome.Refused.Parts.WAIT, List.of());
    }

    private static Outcome released(Agreement agreement, DownloadFacts facts) {
        return new Outcome.Accepted(agreement.version(), facts.recipients(), Map.of(), List.of(), List.of(),
                List.of());
    }
}
