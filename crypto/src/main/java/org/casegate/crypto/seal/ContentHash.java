// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The SHA-256 of a part's content, taken while it is sealed: what manifest, receipt and ledger speak of. One thread.
///
/// A processor with instructions for SHA hashes faster than a client sends, and in place. Without them hashing takes longer than
/// all the rest together: there it is done beside the sealing, some blocks behind. Which it is, [WarmUp] measures.
public final class ContentHash {
    /// MiB/s. With instructions for it a processor of 2026 does more than twice this, without them less than two thirds.
    private static final double IN_PLACE = 750;
    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 4;
    private static final int LOOKS = 16;

    private static volatile boolean slow;

    private final MessageDigest digest;
    private final @Nullable Behind behind;

    public ContentHash() {
        this(slow);
    }

    /// @param beside whether by a thread of its own
    ContentHash(boolean beside) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
        behind = beside ? new Behind(digest) : null;
    }

    public void update(byte[] octets, int from, int length) {
        if (behind == null) {
            digest.update(octets, from, length);
        } else {
            behind.update(octets, from, length);
        }
    }

    /// The digest of all that was given; the hash starts anew.
    public Sha256 finish() {
        if (behind != null) {
            behind.end();
        }
        return Sha256.copyOf(digest.digest());
    }

    /// Finds out how fast this processor hashes. What is begun from now on goes by it.
    ///
    /// @return MiB/s, of the quickest of some looks, so that other work of the machine does not count
    static double measure() {
        ContentHash hash = new ContentHash(false);
        byte[] block = new byte[BLOCK];
        long least = Long.MAX_VALUE;
        for (int look = 0; look < LOOKS; look++) {
            long begun = System.nanoTime();
            hash.update(block, 0, BLOCK);
            least = Math.min(least, System.nanoTime() - begun);
        }
        hash.finish();
        double rate = BLOCK / 1048576.0 / (Math.max(1, least) / 1e9);
        slow = isSlow(rate);
        return rate;
    }

    /// Whether a processor that hashes so many MiB/s has no instructions for it.
    static boolean isSlow(double rate) {
        return rate < IN_PLACE;
    }

    /// A ring of blocks, of which one is filled while those before it are hashed, one after the other. There are some, so that
    /// neither side waits for the other at each.
    private static final class Behind {
        private final List<byte[]> ring = new ArrayList<>();
        private final Deque<CompletableFuture<MessageDigest>> hashing = new ArrayDeque<>();
        private CompletableFuture<MessageDigest> last;
        private int current;
        private int filled;

        Behind(MessageDigest digest) {
            last = CompletableFuture.completedFuture(digest);
        }

        void update(byte[] octets, int from, int length) {
            int done = 0;
            while (done < length) {
                byte[] block = block();
                int run = Math.min(length - done, BLOCK - filled);
                System.arraycopy(octets, from + done, block, filled, run);
                filled += run;
                done += run;
                if (filled == BLOCK) {
                    handOver(block);
                }
            }
        }

        /// Small parts need one of them.
        private byte[] block() {
            if (current == ring.size()) {
                ring.add(new byte[BLOCK]);
            }
            return ring.get(current);
        }

        private void handOver(byte[] block) {
            last = last.thenApplyAsync(digest -> {
                digest.update(block, 0, BLOCK);
                return digest;
            }, Thread::startVirtualThread);
            hashing.add(last);
            if (hashing.size() == BLOCKS) {
                hashing.remove().join(); // it has the block that is next
            }
            current = (current + 1) % BLOCKS;
            filled = 0;
        }

        void end() {
            last.join().update(block(), 0, filled);
            hashing.clear();
            filled = 0;
            ring.forEach(block -> Arrays.fill(block, (byte) 0)); // content
        }
    }
}
