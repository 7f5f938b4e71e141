// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.Parsed;

/// `withdraw.yaml`: a group of one key, `reason`.
final class WithdrawalFile {
    static final String NAME = "withdraw.yaml";
    static final int LARGEST_BYTES = 16 << 10;

    /// As clients call it while it is on its way.
    private static final Pattern TEMPORARY = Pattern
            .compile("withdraw\\.yaml(\\.[a-z0-9]+)?\\.(filepart|part|partial|tmp)");

    private WithdrawalFile() {}

    /// Whether a file so named may be one that takes a pack back.
    static boolean mayBe(String typed) {
        return isName(typed) || isTemporaryName(typed);
    }

    static boolean isName(String typed) {
        return typed.equals(NAME);
    }

    static boolean isTemporaryName(String typed) {
        return TEMPORARY.matcher(typed.toLowerCase(Locale.ROOT)).matches();
    }

    static Parsed<Reason> parse(byte[] octets) {
        return Document.read(octets, LARGEST_BYTES, WithdrawalFile::reason);
    }

    private static Optional<Reason> reason(Fields root) {
        root.need("reason", "why the pack is withdrawn, in a sentence");
        Optional<String> text = root.text("reason");
        if (root.isFaultless()) { // quoted blanks are a value, and no reason
            Reason.objection(text.orElse("")).ifPresent(objection -> root.complain("reason", objection));
        }
        return root.isFaultless() ? text.map(Reason::new) : Optional.empty();
    }
}
