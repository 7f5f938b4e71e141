// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.AgreementVersion;
import org.casegate.policy.check.Checks;
import org.casegate.policy.check.Parties;
import org.casegate.policy.check.Terms;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Settings;

/// Reads an agreement from its file. Every step needs a clause, and a sentence for everything that its check can say.
public final class AgreementParser {

    /// The largest agreement read: 1 MiB.
    public static final int LARGEST_BYTES = 1 << 20;

    private AgreementParser() {}

    /// Reads one agreement.
    ///
    /// @param octets the whole text
    /// @return the agreement, or every mistake with line, key and what is accepted
    public static Parsed<Agreement> parse(byte[] octets) {
        AgreementText text = AgreementText.of(octets);
        return Document.read(octets, LARGEST_BYTES, root -> agreement(root, text));
    }

    /// Reads many agreements with all processors.
    ///
    /// @return for each text, in order, what [#parse(byte\[\])] says of it
    public static List<Parsed<Agreement>> parseAll(List<byte[]> texts) {
        return texts.parallelStream().map(AgreementParser::parse).toList();
    }

    static Optional<Agreement> agreement(Fields root, AgreementText text) {
        root.need("agreement", "an agreement id, such as staffordshire");
        root.need("name", "the agreement's own title");
        root.need("version", "the version, in quotes: \"1.1\"");
        root.need("parties", "the bodies that the agreement names");
        root.need("steps", "the steps, in order");
        root.need("download", "the steps of the download gate, in order");
        Optional<AgreementId> id = root.value("agreement", AgreementId::parse, "an agreement id");
        Optional<String> name = root.line("name");
        Optional<String> version = root.line("version");
        Parties parties = PartyReader.read(root);
        Settings settings = root.group("settings").map(Settings::read).orElse(Settings.NONE);
        Vocabulary vocabulary = Vocabulary.read(root);
        Approvals approvals = Approvals.read(root);
        Particulars particulars = ParticularsReader.read(root);
        List<Rule> rules = root.groups("steps").stream()
                .flatMap(each -> StepReader.rule(each, vocabulary.lists()).stream()).toList();
        List<DownloadRule> gate = root.groups("download").stream().flatMap(each -> StepReader.download(each).stream())
                .toList();
        unique(root, "steps", rules.stream().map(Rule::step).toList());
        unique(root, "download", gate.stream().map(DownloadRule::step).toList());
        return root.isFaultless()
                ? Optional.of(new Agreement(text,
                        new Terms(new AgreementVersion(id.orElseThrow(), version.orElseThrow()), parties, settings),
                        name.orElseThrow(), vocabulary, approvals, particulars, rules, gate))
                : Optional.empty();
    }

    /// Several checks may make one row of the table; then they stand together.
    private static void unique(Fields root, String list, List<String> steps) {
        Set<String> seen = new HashSet<>();
        String last = "";
        for (String step : steps) {
            if (!step.equals(last) && !seen.add(step)) {
                root.complain(list, "have step " + step + " in two places");
            }
            last = step;
        }
    }

    /// What the agreement lists, in its order.
    ///
    /// @param templates by purpose, the types of information that may be needed for it
    record Vocabulary(List<String> purposes, List<String> gateways, List<DataCategory> categories,
            Map<String, Set<DataCategory>> templates) {

        static Vocabulary read(Fields root) {
            Map<String, Set<DataCategory>> templates = new HashMap<>();
            List<Fields> purposes = root.groups("purposes");
            purposes.forEach(each -> each.line("code").ifPresent(code -> templates.put(code,
                    Set.copyOf(each.choices("template", DataCategory.class, DataCategory::code)))));
            return new Vocabulary(codes(purposes), codes(root.groups("gateways")),
                    root.choices("categories", DataCategory.class, DataCategory::code), templates);
        }

        Checks.Lists lists() {
            return new Checks.Lists(Set.copyOf(purposes), Set.copyOf(gateways), Set.copyOf(categories), templates);
        }

        private static List<String> codes(List<Fields> groups) {
            return groups.stream().flatMap(each -> {
                each.need("code", "a code in capital letters");
                each.need("clause", "the passage that lists it");
                each.line("clause");
                each.line("words");
                return each.line("code").stream();
            }).distinct().toList();
        }
    }
}
