// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.util.concurrent.atomic.AtomicLong;

/// How much the clients of the whole server may send before it is answered. A window is a promise of memory: while there is
/// plenty a channel gets a wide one, which makes far-away clients fast; after that the usual one, as OpenSSH's. Thread-safe.
final class WindowBudget {
    static final int WIDE = 4 << 20;
    static final int USUAL = 2 << 20;

    private final AtomicLong left;

    /// @param octets for wide windows
    WindowBudget(long octets) {
        left = new AtomicLong(octets);
    }

    /// The window of a new channel.
    int take() {
        return left.getAndUpdate(now -> now < WIDE ? now : now - WIDE) >= WIDE ? WIDE : USUAL;
    }

    /// The channel is closed.
    void give(int window) {
        if (window == WIDE) {
            left.addAndGet(WIDE);
        }
    }
}
