// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.upload;

import java.io.IOException;

import org.casegate.policy.intake.Answer;
import org.casegate.sftp.wire.Fault;
import org.casegate.sftp.wire.Refusal;
import org.jspecify.annotations.Nullable;

/// One part while a handle to it is open. It is committed by [#close] alone, and only without a gap and without an
/// earlier failure: a failure stays, and every later write and the close repeat it. Not thread-safe.
public final class Upload {
    private final Destination destination;
    private final WriteCursor cursor;
    private final long closed;
    private boolean written;
    private long statedSize = -1;
    private @Nullable Refusal failure;

    /// Begins.
    ///
    /// @param destination freshly opened; this upload ends it, by close or suspend
    /// @param there       the octets of the file that has this name already; 0 if there is none, or it is not to be continued
    /// @param budget      for octets that come early
    public Upload(Destination destination, long there, EarlyBudget budget) {
        this.closed = destination.continues() || destination.received() == 0 ? there : 0;
        this.destination = destination;
        this.cursor = new WriteCursor(destination.received(), budget);
    }

    /// What has arrived without a gap; clients continue from there. Until the first write it is the file that stands there,
    /// which would otherwise look empty to who opened it to append.
    public long received() {
        return written ? cursor.next() : Math.max(cursor.next(), closed);
    }

    /// Takes a range of octets at an absolute offset. On a part that was suspended the first write decides: at offset 0 it
    /// begins again, at what was received it goes on.
    public void write(long offset, byte[] octets, int from, int length) throws Refusal {
        repeatFailure();
        try {
            if (!written) {
                requireNotAppended(offset);
            }
            if (!written && offset == 0 && cursor.next() > 0) {
                restart();
            }
            written = true;
            if (cursor.place(offset, octets, from, length)) {
                append(octets, from, length);
                drainEarly();
            }
        } catch (IOException | RuntimeException fault) {
            throw failed(Fault.refusal(fault));
        } catch (Refusal refused) {
            throw failed(refused);
        }
    }

    private void empty() throws Refusal {
        try {
            restart();
        } catch (IOException | RuntimeException fault) {
            throw failed(Fault.refusal(fault));
        }
    }

    private void restart() throws Refusal, IOException {
        destination.restart();
        cursor.restart();
        written = true;
    }

    /// The client states how long the file is or will be (FSETSTAT with a size). A part cannot be cut, so it may not be
    /// shorter than what has arrived; and at the close it must have come true.
    public void stateSize(long size) throws Refusal {
        repeatFailure();
        boolean emptied = size == 0 && closed > 0 && !written;
        if (size < received() && !emptied) {
            throw Refusal.because("A part cannot be made shorter: " + received()
                    + " octets of it have arrived already. Send the file again from its beginning.");
        }
        if (emptied && destination.continues()) {
            empty();
        }
        statedSize = size;
    }

    /// Forces to disk what has arrived.
    public void force() throws Refusal {
        repeatFailure();
        try {
            destination.force();
        } catch (IOException | RuntimeException fault) {
            throw failed(Fault.refusal(fault));
        }
    }

    /// The explicit end, and the only way to a commit.
    ///
    /// @throws Refusal if nothing was committed
    public Answer close() throws Refusal {
        try {
            repeatFailure();
            requireWhole();
        } catch (Refusal refused) {
            suspend();
            throw refused;
        }
        cursor.forget();
        try {
            return leavesWhatStands() ? destination.leave() : destination.close();
        } catch (IOException | RuntimeException fault) {
            throw Fault.refusal(fault);
        }
    }

    /// Whether a file that had been closed was opened, not emptied, and not written to: what programs do that touch a file.
    private boolean leavesWhatStands() {
        return !written && closed > 0 && statedSize != 0;
    }

    /// The end without a close: nothing is committed.
    public void suspend() {
        cursor.forget();
        destination.suspend();
    }

    // said at the write, not at the close: sshfs looks at the answers of writes alone
    private void requireNotAppended(long offset) throws Refusal {
        if (closed > 0 && offset == closed && !destination.continues()) {
            throw Refusal.because("This file was closed after " + closed
                    + " octets, and what is closed cannot be continued. Send it again from its beginning.");
        }
    }

    private void append(byte[] octets, int from, int length) throws Refusal, IOException {
        destination.append(octets, from, length);
        cursor.appended(length);
    }

    private void drainEarly() throws Refusal, IOException {
        for (byte[] early = cursor.takeEarly(); early != null; early = cursor.takeEarly()) {
            append(early, 0, early.length);
        }
    }

    private void requireWhole() throws Refusal {
        if (cursor.hasGap()) {
            throw Refusal.because(
                    "This upload is incomplete: bytes missing at offset " + cursor.next() + ". Send the file again.");
        }
        if (statedSize > received()) {
            throw Refusal.because("This upload is incomplete: " + received() + " of the " + statedSize
                    + " octets that your program announced have arrived. Send the file again, or continue it.");
        }
        // opened and closed without a write: what a cut connection left behind is not made a part by that
        if (!written && !leavesWhatStands() && cursor.next() > 0 && statedSize != cursor.next()) {
            throw Refusal.because("Nothing was written. An earlier upload of this part ended after " + cursor.next()
                    + " octets; send the file again, or continue it.");
        }
    }

    private void repeatFailure() throws Refusal {
        if (failure != null) {
            throw failure;
        }
    }

    private Refusal failed(Refusal refused) {
        failure = refused;
        return refused;
    }
}
