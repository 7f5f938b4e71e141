// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// A withdrawal on its way in. It is small and stays in memory.
final class WithdrawalUpload implements PartUpload {
    private final Ended ended;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    /// What is done with the whole file.
    interface Ended {
        Answer with(byte[] octets) throws IntakeRefusal, IOException;
    }

    WithdrawalUpload(Ended ended) {
        this.ended = ended;
    }

    @Override
    public long received() {
        return octets.size();
    }

    @Override
    public boolean continues() {
        return false;
    }

    @Override
    public Answer leave() {
        return new Answer.Received();
    }

    @Override
    public void restart() {
        octets.reset();
    }

    @Override
    public void append(byte[] from, int at, int length) throws IntakeRefusal {
        if (octets.size() + length > WithdrawalFile.LARGEST_BYTES) {
            throw IntakeRefusal.refused("A withdrawal has at most " + WithdrawalFile.LARGEST_BYTES
                    + " bytes: one line, reason: and why.");
        }
        octets.write(from, at, length);
    }

    @Override
    public void force() {
        // nothing is on disk
    }

    @Override
    public Answer close() throws IntakeRefusal, IOException {
        return ended.with(octets.toByteArray());
    }

    @Override
    public void suspend() {
        // nothing is kept
    }
}
