// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.casegate.policy.manifest.PartName;

/// The name of an upload in a pack's directory, and what it means there.
///
/// @param key names with one key are the same name
record FileName(String value, String key) {
    static final String MANIFEST = "manifest.yaml";
    static final String TEMPLATE = "manifest-template.yaml";
    static final String RECEIPT_TEXT = "RECEIPT.txt";
    static final String RECEIPT_JSON = "receipt.json";
    static final String RECEIPT_ENTRY = "receipt.entry";
    static final String RECEIPT_PROOF = "receipt.tlog-proof";

    private static final Set<String> TEXTS = Set.of(TEMPLATE, RECEIPT_TEXT, RECEIPT_JSON, RECEIPT_ENTRY,
            RECEIPT_PROOF);
    /// Written by the gateway, or kept for it: no upload may take them, in whatever case.
    private static final Set<String> OURS = Set.of(TEMPLATE, "receipt.txt", RECEIPT_JSON, RECEIPT_ENTRY,
            RECEIPT_PROOF, "status.txt", WithdrawalFile.NAME);
    /// What clients call a file that is still on its way: WinSCP, curl recipes, rclone, others.
    private static final Pattern TEMPORARY = Pattern.compile(".*\\.(filepart|part|partial|tmp)");

    /// @throws IntakeRefusal if the name cannot be used, saying why
    static FileName parse(String text) throws IntakeRefusal {
        if (text.equals(MANIFEST)) {
            return new FileName(MANIFEST, MANIFEST);
        }
        if (OURS.contains(lower(text))) {
            throw IntakeRefusal.refused("The name " + text + " is kept for the gateway; choose another.");
        }
        Optional<String> objection = PartName.objection(text);
        if (objection.isPresent()) {
            throw IntakeRefusal.refused(objection.get());
        }
        PartName name = new PartName(text);
        return new FileName(name.value(), name.key());
    }

    /// The name, or nothing where no upload can have it.
    static Optional<FileName> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IntakeRefusal e) {
            return Optional.empty();
        }
    }

    /// Whether the gateway itself writes a text of this name.
    static boolean isText(String text) {
        return TEXTS.contains(text);
    }

    boolean manifest() {
        return value.equals(MANIFEST);
    }

    boolean temporary() {
        return TEMPORARY.matcher(lower(value)).matches();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
