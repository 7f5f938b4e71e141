// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Hashes as proofs carry them: one a line, in base64.
final class HashLines {
    private HashLines() {}

    static String of(List<Hash> hashes) {
        StringBuilder lines = new StringBuilder();
        hashes.forEach(hash -> lines.append(hash.base64()).append('\n'));
        return lines.toString();
    }

    /// @param lines each with its newline
    static List<Hash> parse(String lines) throws BadNote {
        List<Hash> hashes = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            hashes.add(hash(line));
        }
        return hashes;
    }

    private static Hash hash(String line) throws BadNote {
        try {
            Hash hash = Hash.of(Base64.getDecoder().decode(line));
            if (hash.base64().equals(line)) {
                return hash;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new BadNote("A line of a proof is not a hash in its one base64 spelling");
    }
}
