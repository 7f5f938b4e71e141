// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an agency settles about its accounts' sign-ins by SSH.
///
/// @param authorities the keys with which it certifies its accounts' keys, one authorised-keys line each, form and type
///                    checked; none = certificates let nobody in
/// @param revoked     what it has certified and takes back
/// @param oneTimeCode whether its people must show a one-time code after their key
public record SshRules(List<String> authorities, List<SshRevocation> revoked, boolean oneTimeCode) {
    /// Registered keys alone.
    public static final SshRules NONE = new SshRules(List.of(), List.of(), false);
    /// A key and the next one, for the time of a change, at two places.
    public static final int MOST_AUTHORITIES = 4;
    /// Two lists of the largest kind.
    public static final int MOST_REVOKED = 4_000;

    public SshRules {
        authorities = List.copyOf(authorities);
        revoked = List.copyOf(revoked);
    }

    /// Reads an authority's public key; nothing where it is none that is taken.
    public static Optional<String> authority(String line) {
        return SshKeyLine.parse(line);
    }

    /// The fingerprint of an authority, as `ssh-keygen -l` shows it.
    public static String fingerprint(String authority) {
        return SshKeyLine.fingerprint(authority);
    }

    /// The same, trusting this authority too.
    public SshRules with(String authority) {
        return authorities.contains(authority)
                ? this
                : new SshRules(Stream.concat(authorities.stream(), Stream.of(authority)).toList(), revoked,
                        oneTimeCode);
    }

    /// The same without the authority of this fingerprint.
    public SshRules without(String fingerprint) {
        return new SshRules(
                authorities.stream().filter(authority -> !fingerprint(authority).equals(fingerprint)).toList(),
                revoked, oneTimeCode);
    }

    /// The same with more revoked.
    public SshRules revoking(List<SshRevocation> more) {
        return new SshRules(authorities, Stream.concat(revoked.stream(), more.stream()).distinct().toList(),
                oneTimeCode);
    }

    /// The same, asking for a code or not.
    public SshRules withOneTimeCode(boolean asked) {
        return new SshRules(authorities, revoked, asked);
    }
}
