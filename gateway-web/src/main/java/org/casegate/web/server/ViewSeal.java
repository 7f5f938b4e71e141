// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Puts what a visitor has asked for into an address of his own, so that no case stands in a browser's history, in a log or
/// in a bookmark, and no link made elsewhere can ask in his name. It opens in the same session only.
public final class ViewSeal {
    private static final int IV = 12;
    private static final int TAG_BITS = 128;

    private ViewSeal() {}

    /// The sealed form, for a query field.
    public static String seal(Visitor visitor, String view) {
        try {
            byte[] iv = Secrets.random(IV);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, visitor, iv).doFinal(view.getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(iv, IV + sealed.length);
            System.arraycopy(sealed, 0, both, IV, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What was sealed; empty if it was not, not in this session, or has been altered.
    public static Optional<String> open(Visitor visitor, String sealed) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed);
            if (both.length < IV) {
                return Optional.empty();
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, visitor, Arrays.copyOf(both, IV));
            return Optional.of(new String(cipher.doFinal(both, IV, both.length - IV), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, Visitor visitor, byte[] iv) throws GeneralSecurityException {
        byte[] key = Secrets.derive(visitor.session().text(), "casegate view");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }
}
