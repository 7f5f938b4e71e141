// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The machine and its database tell the same time: deadlines and the ledger rest on it.
final class ClocksAgree implements Check {
    private static final Duration NOTICEABLE = Duration.ofSeconds(2);
    private static final Duration WRONG = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        return List.of(between(site.machineTime(), site.gateway().database().time()));
    }

    static Finding between(Instant machine, Instant database) {
        Duration apart = Duration.between(machine, database).abs();
        String said = "this machine and its database are %d.%03d s apart".formatted(apart.toSeconds(),
                apart.toMillisPart());
        String todo = "keep both clocks by NTP (chrony or systemd-timesyncd)";
        if (apart.compareTo(WRONG) > 0) {
            return Finding.red(said, todo);
        }
        return apart.compareTo(NOTICEABLE) > 0 ? Finding.amber(said, todo) : Finding.green(said);
    }
}
