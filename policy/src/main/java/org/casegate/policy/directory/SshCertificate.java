// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.net.InetAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Network;
import org.casegate.policy.register.SshRevocation;
import org.casegate.policy.register.SshRules;

/// An OpenSSH user certificate (`PROTOCOL.certkeys`) that some authority has signed; the caller answers for its form and for
/// that signature. Whether the authority is anybody's, and what the certificate is worth, is settled here.
///
/// @param key             the certified key
/// @param authority       the key that signed
/// @param serial          unsigned; 0 where it was given none
/// @param id              the key id
/// @param principals      whom it names; one that names nobody lets nobody in
/// @param validAfter      seconds since 1970, unsigned; the first that counts
/// @param validBefore     the same; the first that counts no more
/// @param criticalOptions what whoever cannot honour must refuse; extensions grant what this gateway never does
public record SshCertificate(PublicKey key, PublicKey authority, long serial, String id, Set<String> principals,
        long validAfter, long validBefore, Map<String, String> criticalOptions) {
    /// The longest validity; there is no list of what nobody remembers to have certified.
    static final Duration LONGEST = Duration.ofDays(366);
    private static final String SOURCE_ADDRESS = "source-address";

    public SshCertificate {
        principals = Set.copyOf(principals);
        criticalOptions = Map.copyOf(criticalOptions);
    }

    /// Whether one of the agency's authorities has signed it.
    boolean isOf(SshRules rules) {
        return SshKey.of(authority).filter(signer -> rules.authorities().stream()
                .flatMap(line -> SshKey.parse(line).stream()).anyMatch(signer::same)).isPresent();
    }

    /// Why it does not let the account in, in words for the security log; empty if it does.
    Optional<String> objection(AccountId account, SshRules rules, InetAddress from, Instant now) {
        Optional<SshKey> certified = SshKey.of(key);
        if (!isOf(rules)) {
            return Optional.of("signed by no authority of the agency");
        }
        if (certified.isEmpty()) {
            return Optional.of("a key of a kind that the gateway does not take");
        }
        if (!principals.contains(account.value())) {
            return Optional.of("its principals do not name the account");
        }
        SshRevocation.Shown shown = new SshRevocation.Shown(certified.get().fingerprints(), SshKey.of(authority)
                .map(signer -> new SshRevocation.Certificate(signer.fingerprints(), serial, id)));
        if (rules.revoked().stream().anyMatch(line -> line.covers(shown))) {
            return Optional.of("revoked");
        }
        return timeObjection(now).or(() -> optionObjection(from));
    }

    private Optional<String> timeObjection(Instant now) {
        long second = now.getEpochSecond();
        if (Long.compareUnsigned(second, validAfter) < 0) {
            return Optional.of("not valid yet");
        }
        if (Long.compareUnsigned(second, validBefore) >= 0) {
            return Optional.of("not valid any more");
        }
        return Long.compareUnsigned(validBefore - validAfter, LONGEST.toSeconds()) > 0
                ? Optional.of("valid for more than " + LONGEST.toDays() + " days")
                : Optional.empty();
    }

    private Optional<String> optionObjection(InetAddress from) {
        for (Map.Entry<String, String> option : criticalOptions.entrySet()) {
            if (!option.getKey().equals(SOURCE_ADDRESS)) {
                return Optional.of("a critical option that the gateway does not honour");
            }
            if (!lists(option.getValue(), from)) {
                return Optional.of("not from this address");
            }
        }
        return Optional.empty();
    }

    // one entry that does not read makes the whole list worthless
    private static boolean lists(String networks, InetAddress address) {
        List<Optional<Network>> read = List.of(networks.split(",", -1)).stream().map(Network::parse).toList();
        return read.stream().allMatch(Optional::isPresent)
                && read.stream().flatMap(Optional::stream).anyMatch(network -> network.contains(address));
    }
}
