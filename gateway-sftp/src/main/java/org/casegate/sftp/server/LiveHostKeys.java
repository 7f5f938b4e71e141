// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The host keys as they lie in their directory when a session begins: a change needs no new start. A session keeps those that
/// it began with, for a client that sees another key when keys are exchanged anew breaks off. Files that do not read do not
/// put out the keys before them. Thread-safe.
final class LiveHostKeys implements KeyPairProvider {
    private static final Logger LOG = LoggerFactory.getLogger(LiveHostKeys.class);
    private static final AttributeKey<HostKeys> ITS_OWN = new AttributeKey<>();

    private final Path directory;
    private List<HostKeys.Stamp> seen;
    private HostKeys keys;

    private LiveHostKeys(Path directory, List<HostKeys.Stamp> seen, HostKeys keys) {
        this.directory = directory;
        this.seen = seen;
        this.keys = keys;
    }

    /// Makes the keys that are missing, this once.
    static LiveHostKeys open(Path directory) throws IOException {
        HostKeys keys = HostKeys.open(directory);
        return new LiveHostKeys(directory, HostKeys.stamps(directory), keys);
    }

    @Override
    public Iterable<KeyPair> loadKeys(@Nullable SessionContext session) {
        return (session == null ? now() : of(session)).pairs();
    }

    /// The keys of a session.
    HostKeys of(SessionContext session) {
        return session.computeAttributeIfAbsent(ITS_OWN, _ -> now());
    }

    /// The keys for sessions that begin now.
    synchronized HostKeys now() {
        List<HostKeys.Stamp> there = HostKeys.stamps(directory);
        if (!there.equals(seen)) {
            seen = there;
            try {
                keys = HostKeys.read(directory);
                LOG.info("The host keys were changed: {}", String.join(" ", keys.fingerprints()));
            } catch (IOException unreadable) {
                LOG.error("The host keys cannot be read, those before them stay in use: {}", unreadable.getMessage());
            }
        }
        return keys;
    }
}
