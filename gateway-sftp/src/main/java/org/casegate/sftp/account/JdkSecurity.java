// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;

import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/// Makes MINA take its cryptography from the JDK, and leave the list of the process's security providers as it is. MINA's
/// own registrar would add Bouncy Castle to that list, for everything in the process (and Bouncy Castle's AES is 40 to 70
/// times slower than the JDK's). The post-quantum key exchanges and the signatures of Ed25519 use Bouncy Castle's classes without a
/// provider.
public final class JdkSecurity extends AbstractSecurityProviderRegistrar {
    private static final String PROVIDER = "SunEC";

    private JdkSecurity() {
        super("CaseGate");
    }

    /// Must come before anything else of MINA is touched: MINA looks for its key types once, when its classes load.
    /// Idempotent and thread-safe.
    ///
    /// @throws IllegalStateException if MINA was used earlier without it
    public static void use() {
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
        SecurityUtils.registerSecurityProvider(new JdkSecurity());
        if (SecurityUtils.isBouncyCastleRegistered() || !SecurityUtils.isEDDSACurveSupported()) {
            throw new IllegalStateException("MINA was set up before its security providers could be chosen");
        }
    }

    @Override
    public String getProviderName() {
        return PROVIDER;
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(PROVIDER);
    }

    @Override
    public boolean isNamedProviderUsed() {
        return false;
    }

    @Override
    public boolean isSupported() {
        return Security.getProvider(PROVIDER) != null;
    }

    /// Nothing is taken from this registrar by name: what it does not claim comes from the JDK's own order of providers.
    @Override
    public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
        return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519());
    }
}
