// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an entry says of a value that must be erasable: `HMAC-SHA-256(salt, "casegate/field/v1" 00 field 00 value)`.
///
/// It hides the value while the salt is secret and binds to it for ever: once the salt is destroyed, nobody can confirm a
/// guess, and the entry stays as it was.
public final class Commitment {
    private static final String DOMAIN = "casegate/field/v1";

    private final Hash value;

    private Commitment(Hash value) {
        this.value = value;
    }

    /// Commits to a value.
    ///
    /// @param field what kind of value it is, such as `case`; so that a commitment to one field cannot be shown as another
    public static Commitment to(Salt salt, String field, String value) {
        if (field.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The name of a field has no NUL");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.bytes(), "HmacSHA256"));
            mac.update(DOMAIN.getBytes(UTF_8));
            mac.update((byte) 0);
            mac.update(field.getBytes(UTF_8));
            mac.update((byte) 0);
            return new Commitment(Hash.of(mac.doFinal(value.getBytes(UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    /// Reads a commitment from an entry.
    ///
    /// @param hex 64 lower-case digits, as in entries
    public static Commitment parse(String hex) {
        Commitment parsed = new Commitment(Hash.of(HexFormat.of().parseHex(hex)));
        if (!parsed.hex().equals(hex)) {
            throw new IllegalArgumentException("A commitment is written in lower-case digits");
        }
        return parsed;
    }

    /// 64 lower-case digits.
    public String hex() {
        return value.hex();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Commitment commitment && value.equals(commitment.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
