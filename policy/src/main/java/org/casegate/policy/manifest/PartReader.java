// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.document.Fields;
import org.casegate.policy.manifest.Manifest.Nature;
import org.casegate.policy.manifest.Manifest.Part;
import org.casegate.policy.register.RetentionClassId;

/// Reads the parts of a manifest.
final class PartReader {

    private PartReader() {}

    static List<Part> read(Fields root) {
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields each : root.groups("parts")) {
            part(each).ifPresent(found -> {
                if (!names.add(found.file().key())) {
                    each.complain("file", "is listed twice (names that differ only in case or form are one)");
                }
                parts.add(found);
            });
        }
        return parts;
    }

    private static Optional<Part> part(Fields fields) {
        fields.need("file", "the name of a file in this pack");
        Optional<PartName> file = file(fields);
        Optional<Nature> nature = fields.choice("nature", Nature.class);
        boolean distinguished = fields.flag("distinguished_in_text").orElse(false);
        boolean historical = fields.flag("historical").orElse(false);
        Optional<String> note = fields.text("historical_note");
        Optional<Boolean> court = fields.flag("court_material");
        Optional<String> authority = fields.text("court_authority");
        Optional<RetentionClassId> retention = fields.value("retention_class", RetentionClassId::parse,
                "a retention class of the agreement");
        Optional<Sha256> sha256 = fields.value("sha256", Sha256::find, "64 hexadecimal digits");
        return file.map(
                name -> new Part(name, nature, distinguished, historical, note, court, authority, retention, sha256));
    }

    private static Optional<PartName> file(Fields fields) {
        Optional<String> name = fields.text("file");
        name.flatMap(PartName::objection).ifPresent(objection -> fields.complain("file",
                "cannot be the name of a part. " + objection));
        return name.flatMap(PartName::parse);
    }
}
