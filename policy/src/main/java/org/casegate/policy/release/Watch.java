// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Stands between a part and its reader while it goes out. Before a chunk leaves, what is known of the pack is at most a second
/// old; so whoever takes the pack back, on whatever node, cuts the downloads that run within a second or two. One thread.
final class Watch extends OutputStream {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final OutputStream out;
    private final InstantSource clock;
    private final Look look;
    private Instant looked;

    /// Looks whether the part may still go out.
    interface Look {
        /// @throws NoLongerAvailable if it may not
        void again() throws NoLongerAvailable;
    }

    /// @param looked when it was last known that the part may go out
    Watch(OutputStream out, InstantSource clock, Instant looked, Look look) {
        this.out = out;
        this.clock = clock;
        this.looked = looked;
        this.look = look;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        Instant now = clock.instant();
        if (Duration.between(looked, now).abs().compareTo(FRESH) >= 0) { // a clock may be set back
            look.again();
            looked = now;
        }
        out.write(octets, from, length);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[]{(byte) octet}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
