// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.util.List;
import java.util.Optional;
import org.casegate.policy.register.Network;

/// Reads what stands under `sftp`.
final class SftpKeys {
    private SftpKeys() {}

    static Config.Sftp read(Values values) {
        return new Config.Sftp(values.text(Key.SFTP_ADDRESS, "127.0.0.1"), values.port(Key.SFTP_PORT, 2222, 1),
                values.flag(Key.SFTP_OLD_LIBSSH2, false),
                values.value(Key.SFTP_BALANCERS, SftpKeys::balancers,
                        "a list of the balancers' addresses or networks, as 192.0.2.7 and 192.0.2.0/28, never all addresses")
                        .orElse(List.of()));
    }

    // who counts as a balancer may say any address of itself
    private static Optional<List<Network>> balancers(String text) {
        List<Optional<Network>> networks = text.strip().lines().map(String::strip).map(Network::parse).toList();
        boolean good = !networks.isEmpty()
                && networks.stream().allMatch(network -> network.filter(known -> known.prefix() > 0).isPresent());
        return good ? Optional.of(networks.stream().flatMap(Optional::stream).toList()) : Optional.empty();
    }
}
