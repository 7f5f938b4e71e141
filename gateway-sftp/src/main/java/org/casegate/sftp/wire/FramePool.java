// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/// Arrays for frames, shared by all channels of a server, so that an idle channel holds none. Two sizes are kept: for the
/// 32 KiB writes of most clients and for the 255 KiB writes of OpenSSH; a small frame gets an array of its own size.
/// Thread-safe.
public final class FramePool {
    private static final int SMALL = 4 * 1024;
    private static final int MIDDLE = 33 * 1024;
    private static final int KEPT_MIDDLE = 128;
    private static final int KEPT_LARGE = 32;

    private final Queue<byte[]> middle = new ArrayBlockingQueue<>(KEPT_MIDDLE);
    private final Queue<byte[]> large = new ArrayBlockingQueue<>(KEPT_LARGE);

    /// An array of at least this length, with whatever it held before.
    byte[] take(int length) {
        if (length <= SMALL) {
            return new byte[length];
        }
        int size = length <= MIDDLE ? MIDDLE : Frames.LONGEST;
        byte[] kept = (size == MIDDLE ? middle : large).poll();
        return kept == null ? new byte[size] : kept;
    }

    /// Takes an array back. One of another length than the two kept is let go, as is one too many.
    void give(byte[] array) {
        Queue<byte[]> kept = array.length == MIDDLE ? middle : array.length == Frames.LONGEST ? large : null;
        if (kept != null) {
            var _ = kept.offer(array);
        }
    }
}
