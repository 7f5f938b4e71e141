// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.manifest.Manifest.EqualityData;
import org.casegate.policy.manifest.Manifest.Identifiability;
import org.casegate.policy.manifest.Manifest.Origin;
import org.casegate.policy.manifest.Manifest.Phase;
import org.casegate.policy.manifest.Manifest.References;
import org.casegate.policy.manifest.Manifest.Regime;
import org.casegate.policy.manifest.Manifest.Statements;
import org.casegate.policy.manifest.Manifest.Subject;
import org.casegate.policy.manifest.Manifest.Timing;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;

/// Reads `manifest.yaml`, or the same as JSON. It returns a manifest or complaints, whatever the octets are.
public final class ManifestParser {

    /// The largest manifest read: 256 KiB.
    public static final int LARGEST_BYTES = 256 << 10;

    private static final String AGENCY = "an agency id: lower-case letters, digits, single hyphens";
    private static final String CASE_REF = "4 to 40 capital letters, digits, hyphens";
    private static final Pattern SUBJECT_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Set<AgreementId> agreements;

    /// A parser for these agreements.
    ///
    /// @param agreements the agreements that a manifest may name
    public ManifestParser(Collection<AgreementId> agreements) {
        this.agreements = Set.copyOf(agreements);
    }

    /// Reads one manifest.
    ///
    /// @param octets the whole text: UTF-8, or UTF-16 with or without its byte order mark
    public Parsed<Manifest> parse(byte[] octets) {
        return parse(octets, Settled.NOTHING);
    }

    /// Reads one manifest sent to a case. What the convener settled may be left out and is then filled in; what the sender
    /// says otherwise stays as he said it, for the judgement to find.
    ///
    /// @param octets as above
    public Parsed<Manifest> parse(byte[] octets, Settled settled) {
        return Document.read(octets, LARGEST_BYTES, root -> manifest(root, settled));
    }

    private Optional<Manifest> manifest(Fields root, Settled settled) {
        needed(root, settled);
        root.number("manifest", 1, 1);
        Optional<AgreementId> agreement = root.value("agreement",
                text -> AgreementId.parse(text).filter(agreements::contains), known());
        Optional<CaseRef> caseRef = root.value("case_ref", CaseRef::parse, CASE_REF);
        Optional<String> purpose = root.line("purpose").or(settled::purpose);
        Optional<Regime> regime = root.choice("regime", Regime.class).or(settled::regime);
        Timing timing = settled.fill(timing(root));
        Origin origin = new Origin(root.value("originator_agency", AgencyId::parse, AGENCY),
                root.date("originated_on"), root.date("as_at"));
        References references = new References(root.line("external_ref").or(settled::external),
                root.line("in_reply_to"),
                root.line("corrects"));
        List<Manifest.Addressee> recipients = settled.fill(AddresseeReader.read(root));
        Optional<Identifiability> identifiability = root.choice("identifiability", Identifiability.class);
        List<Subject> subjects = subjects(root);
        Set<DataCategory> categories = categories(root);
        Optional<EqualityData> equality = root.choice("equality_data", EqualityData.class);
        Basis basis = settled.fill(BasisReader.read(root));
        Statements statements = settled.fill(new Statements(root.text("purpose_statement"),
                root.text("additional_justification"),
                root.text("necessity"), root.text("third_party_impact"), root.text("wellbeing"), root.text("reason")));
        List<Manifest.Part> parts = PartReader.read(root).stream().map(settled::fill).toList();
        return root.isFaultless()
                ? Optional.of(new Manifest(agreement.orElseThrow(), caseRef.orElseThrow(), purpose,
                        regime.orElseThrow(), timing, origin, references, recipients, identifiability.orElseThrow(),
                        subjects, categories, equality, basis, statements, parts))
                : Optional.empty();
    }

    private void needed(Fields root, Settled settled) {
        root.need("manifest", "1");
        root.need("agreement", known());
        root.need("case_ref", CASE_REF);
        if (settled.regime().isEmpty()) {
            root.need("regime", "UK_GDPR, DPA_PART3");
        }
        root.need("identifiability", "IDENTIFIABLE, ANONYMISED");
        if (settled.recipients().isEmpty()) {
            root.need("recipients", "a list of at least one recipient, each with agency, account and why_needed");
        }
        root.need("parts", "a list of at least one part, each with file");
    }

    private String known() {
        return String.join(", ", new TreeSet<>(agreements.stream().map(AgreementId::value).toList()));
    }

    private static Timing timing(Fields root) {
        return new Timing(root.choice("phase", Phase.class),
                root.value("meeting_ref", MeetingRef::parse, "letters, digits, dots, slashes, hyphens"),
                root.moment("meeting_at"), root.line("action_ref"));
    }

    private static List<Subject> subjects(Fields root) {
        Set<String> keys = new HashSet<>();
        return root.groups("subjects").stream().flatMap(each -> subject(each, keys).stream()).toList();
    }

    private static Optional<Subject> subject(Fields fields, Set<String> keys) {
        fields.need("key", "a pseudonym such as child-1, never a name");
        fields.need("living", "true, false");
        fields.need("relation", "SUBJECT_CHILD, FAMILY, THIRD_PARTY");
        Optional<String> key = fields.value("key",
                text -> SUBJECT_KEY.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
                "a pseudonym of letters, digits, hyphens, such as child-1");
        Optional<Boolean> living = fields.flag("living");
        Optional<Subject.Relation> relation = fields.choice("relation", Subject.Relation.class);
        boolean adult = fields.flag("adult").orElse(false);
        key.filter(each -> !keys.add(each)).ifPresent(_ -> fields.complain("key", "is given to two subjects"));
        return key.isPresent() && living.isPresent() && relation.isPresent()
                ? Optional.of(new Subject(key.get(), living.get(), relation.get(), adult))
                : Optional.empty();
    }

    private static Set<DataCategory> categories(Fields root) {
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        categories.addAll(root.choices("categories", DataCategory.class, DataCategory::code));
        return categories;
    }
}
