// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.casegate.policy.check.Code;

/// A refusal that was told but could not be recorded. It says only what the database cannot: that the answer was no. What is
/// to be written and removed is read from the rows that still stand.
sealed interface Debt {
    /// A pack whose judgement could not be recorded.
    ///
    /// @param attempts its judgements before this one; the debt is void once there are more
    record OfPack(PackId pack, int attempts) implements Debt {}

    /// One file of an upload.
    record OfPart(Code code, PackId pack, UUID part) implements Debt {}

    /// One line.
    default String line() {
        return switch (this) {
            case OfPack(PackId pack, int attempts) -> "pack " + pack + " " + attempts;
            case OfPart(Code code, PackId pack, UUID part) -> "part " + pack + " " + part + " " + code.name();
        };
    }

    /// The debt of a line; nothing where this version knows no such debt.
    static Optional<Debt> parse(String line) {
        String[] words = Pattern.compile(" ").split(line, -1);
        try {
            return switch (words[0]) {
                case "pack" -> Optional.of(new OfPack(PackId.parse(words[1]), Integer.parseInt(words[2])));
                case "part" -> Optional.of(new OfPart(Code.valueOf(words[3]), PackId.parse(words[1]),
                        UUID.fromString(words[2])));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
