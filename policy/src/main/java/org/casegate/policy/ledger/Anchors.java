// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.policy.bucket.LockedBucket;

/// Checkpoints outside the database, better where another body looks after them: one object each, named by log and size and
/// written once, so that several logs may have theirs there. Whoever rewrites the database and signs it again with the right key
/// does not reach them, and they convict him.
public sealed interface Anchors permits AnchorDirectory, AnchorBucket {
    /// A name begins with a log's and ends so.
    Pattern NAME = Pattern.compile("(.+)-([0-9]{19})\\.checkpoint");

    /// In a directory.
    ///
    /// @param directory must be there: a mount that is missing is a fault, not an empty directory
    static Anchors in(Path directory) {
        return new AnchorDirectory(directory);
    }

    /// In a bucket that locks them.
    static Anchors in(LockedBucket bucket) {
        return new AnchorBucket(bucket);
    }

    /// Where, as people are told.
    String place();

    /// Those of a log, the smallest first.
    List<Anchor> of(String origin) throws IOException;

    /// Puts one there, where it stays. What is there stays as it is.
    ///
    /// @return whether it was new
    boolean put(SignedCheckpoint signed) throws IOException;

    /// The largest of a log.
    default Optional<Anchor> newest(String origin) throws IOException {
        List<Anchor> all = of(origin);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// A checkpoint as it lies there; not verified yet.
    ///
    /// @param size by its name
    /// @param name where it lies, as people are told
    /// @param at   when it was put there
    record Anchor(long size, String name, Instant at, Source source) {
        String note() throws IOException {
            return source.read();
        }
    }

    /// Reads one.
    interface Source {
        String read() throws IOException;
    }

    /// With what the names of a log's begin.
    static String log(String origin) {
        return origin.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /// The name of one.
    static String name(Checkpoint checkpoint) {
        return "%s-%019d.checkpoint".formatted(log(checkpoint.origin()), checkpoint.size());
    }

    /// Its size, where the name is of that log.
    static Optional<Long> size(String name, String origin) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && parts.group(1).equals(log(origin))
                ? Optional.of(Long.valueOf(parts.group(2)))
                : Optional.empty();
    }
}
