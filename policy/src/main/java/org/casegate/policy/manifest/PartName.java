// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file name of a part, in NFC. Two names are the same when they agree under NFKC and case folding.
///
/// Refused are names that Windows cannot store, that hide or reorder characters, and that the gateway gives itself.
public final class PartName {

    /// The longest name, in octets of UTF-8.
    public static final int LONGEST_BYTES = 240;

    private final String value;
    /// Costs more than the rest of a judgement if it is worked out for every comparison.
    private final String key;

    /// Takes the name in NFC.
    ///
    /// @throws IllegalArgumentException with the sentence of [#objection(String)]
    public PartName(String name) {
        Optional<String> objection = objection(name);
        if (objection.isPresent()) {
            throw new IllegalArgumentException(objection.get());
        }
        this.value = Normalizer.normalize(name, Normalizer.Form.NFC);
        this.key = NameRules.key(value);
    }

    /// Reads a name, or nothing where [#objection(String)] has one.
    public static Optional<PartName> parse(String name) {
        return objection(name).isEmpty() ? Optional.of(new PartName(name)) : Optional.empty();
    }

    /// Why a part cannot have this name, as a whole sentence for the sender; empty where it can.
    public static Optional<String> objection(String name) {
        return NameRules.objection(name);
    }

    public String value() {
        return value;
    }

    /// Names with one key are the same name.
    public String key() {
        return key;
    }

    public boolean sameAs(PartName other) {
        return key.equals(other.key);
    }

    /// The length in octets of UTF-8.
    public int lengthBytes() {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Spelt alike; [#sameAs(PartName)] asks whether they count as one name.
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof PartName other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
