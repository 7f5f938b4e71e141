// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The SFTP channels that are open now, so that a stop can end them in order. Thread-safe.
final class LiveChannels {
    private final Set<SftpChannel> channels = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(SftpChannel channel) {
        channels.add(channel);
        if (stopping) {
            channel.stop();
        }
    }

    void remove(SftpChannel channel) {
        channels.remove(channel);
    }

    int count() {
        return channels.size();
    }

    /// Ends every channel after the request it is answering. On return their uploads are suspended, but for those whose
    /// request took longer than the given time.
    void stop(Duration longest) throws InterruptedException {
        stopping = true;
        channels.forEach(SftpChannel::stop);
        for (SftpChannel channel : channels) {
            if (!channel.awaitEnd(longest)) {
                return;
            }
        }
    }
}
