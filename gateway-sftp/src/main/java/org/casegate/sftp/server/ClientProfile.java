// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.mac.Mac;

/// What a client is offered, by the program that its banner names. In SSH the client's order decides: OpenSSH takes CTR with
/// a MAC, twice as dear as GCM, if both are there. The banner is part of what the key exchange signs, so that nobody in
/// between can choose the profile.
///
/// @param ciphers in our order
/// @param macs    in our order
/// @param openSsh whether it is OpenSSH, which shows the channel's standard error to its user (and never a status text), and
///                writes down the host keys that it is told
record ClientProfile(List<NamedFactory<Cipher>> ciphers, List<NamedFactory<Mac>> macs, boolean openSsh) {
    private static final Pattern OPENSSH = Pattern
            .compile("SSH-2\\.0-OpenSSH_(?:for_Windows_)?(\\d{1,4})\\.(\\d{1,4}).*");
    private static final Pattern PUTTY = Pattern.compile("SSH-2\\.0-PuTTY_Release_(\\d{1,4})\\.(\\d{1,4}).*");
    private static final Pattern WINSCP = Pattern.compile("SSH-2\\.0-WinSCP_release_(\\d{1,4})\\.(\\d{1,4}).*");
    private static final Pattern GO = Pattern.compile("SSH-2\\.0-Go()()");
    private static final Pattern LIBSSH2 = Pattern.compile("SSH-2\\.0-libssh2_(\\d{1,4})\\.(\\d{1,4}).*");

    ClientProfile {
        ciphers = List.copyOf(ciphers);
        macs = List.copyOf(macs);
    }

    /// The profile of a banner, whatever it is.
    ///
    /// @param oldLibssh2 the site's setting
    static ClientProfile of(String banner, boolean oldLibssh2) {
        if (isAtLeast(OPENSSH, banner, 6, 2)) {
            return new ClientProfile(Algorithms.gcm(), Algorithms.macs(), true);
        }
        if (isAtLeast(PUTTY, banner, 0, 78) || isAtLeast(WINSCP, banner, 6, 0) || GO.matcher(banner).matches()) {
            return new ClientProfile(Algorithms.gcm(), Algorithms.macs(), false);
        }
        boolean old = oldLibssh2 && LIBSSH2.matcher(banner).matches() && !isAtLeast(LIBSSH2, banner, 1, 11);
        return new ClientProfile(Algorithms.ciphers(), old ? Algorithms.macsOfOldLibssh2() : Algorithms.macs(),
                OPENSSH.matcher(banner).matches());
    }

    private static boolean isAtLeast(Pattern program, String banner, int major, int minor) {
        Matcher named = program.matcher(banner);
        if (!named.matches()) {
            return false;
        }
        int its = Integer.parseInt(named.group(1));
        return its > major || (its == major && Integer.parseInt(named.group(2)) >= minor);
    }
}
