// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/// Where an envelope belongs. It is authenticated with the payload, so that an envelope in another row opens nothing.
///
/// @param kind what it is: 1 to 16 characters `a-z`, `0-9`, `-`
/// @param part the part, or whatever else owns the row; all zeros where nothing does
/// @param object the stored object; all zeros where there is none
/// @param recipient the account or agency; empty where there is none
public record Binding(String kind, UUID part, UUID object, String recipient) {
    static final String TRANSIT = "transit";
    static final String MANAGED = "managed";
    static final String SEALED = "sealed";

    private static final byte[] LABEL = "casegate/wrap/1".getBytes(StandardCharsets.US_ASCII);
    private static final int KIND = 16;
    private static final int UUID_SIZE = 16;
    private static final int RECIPIENT = 32;
    private static final Pattern KIND_FORM = Pattern.compile("[a-z0-9-]{1," + KIND + "}");
    private static final UUID NONE = new UUID(0, 0);

    public Binding {
        if (!KIND_FORM.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "A binding's kind has 1 to 16 characters a-z, 0-9 or -, not '" + kind + "'.");
        }
    }

    /// A part's session key until the decision.
    public static Binding transit(UUID part, UUID object) {
        return new Binding(TRANSIT, part, object, "");
    }

    /// A part's session key, wrapped to a recipient's managed certificate.
    public static Binding managed(UUID part, UUID object, String recipient) {
        return new Binding(MANAGED, part, object, recipient);
    }

    /// A part's session key, wrapped to the recipient's agency's own certificate.
    ///
    /// @param object the part's, or the second one that was made of it
    public static Binding sealed(UUID part, UUID object, String recipient) {
        return new Binding(SEALED, part, object, recipient);
    }

    /// A subject key.
    public static Binding subject(UUID subject) {
        return new Binding("subject", subject, NONE, "");
    }

    /// Anything else that belongs to one account.
    public static Binding account(String kind, String account) {
        return new Binding(kind, NONE, NONE, account);
    }

    /// Fixed lengths, so that no two bindings have the same octets: the kind padded with zeros, the recipient by its
    /// SHA-256.
    byte[] octets() {
        ByteBuffer octets = ByteBuffer.allocate(LABEL.length + KIND + 2 * UUID_SIZE + RECIPIENT).put(LABEL);
        octets.put(kind.getBytes(StandardCharsets.US_ASCII)).position(LABEL.length + KIND);
        octets.putLong(part.getMostSignificantBits()).putLong(part.getLeastSignificantBits());
        octets.putLong(object.getMostSignificantBits()).putLong(object.getLeastSignificantBits());
        return octets.put(sha256(recipient)).array();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
