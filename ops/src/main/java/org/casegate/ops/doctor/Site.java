// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.Config;
import org.casegate.policy.ledger.LedgerUnavailable;

/// What the checks look at: the configuration, and the gateway that it leads to. The gateway is opened when the first
/// check asks for it, listens nowhere, and is closed with the site. Used by one thread.
public final class Site implements AutoCloseable {
    private final Config config;
    private final InstantSource clock;
    private Optional<Gateway> gateway = Optional.empty();
    private Optional<NotOpened> failed = Optional.empty();

    /// @param clock the gateway's own, which a demonstration moves
    public Site(Config config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    Config config() {
        return config;
    }

    /// The time of the machine: certificates and files know no other.
    Instant machineTime() {
        return InstantSource.system().instant();
    }

    /// The partnership's time.
    Instant now() {
        return clock.instant();
    }

    InstantSource clock() {
        return clock;
    }

    /// The gateway; the same, or the same failure, at every call.
    Gateway gateway() throws NotOpened {
        if (failed.isPresent()) {
            throw failed.get();
        }
        if (gateway.isEmpty()) {
            try {
                gateway = Optional.of(Gateway.open(config, clock));
            } catch (IOException | LedgerUnavailable | RuntimeException fault) {
                failed = Optional.of(new NotOpened(fault));
                throw failed.get();
            }
        }
        return gateway.get();
    }

    @Override
    public void close() {
        gateway.ifPresent(Gateway::close);
    }
}
