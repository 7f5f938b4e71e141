// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import org.casegate.crypto.seal.ContentHash;
import org.casegate.crypto.seal.Sha256;

/// A file sent again to a pack that is decided, as clients do when an answer got lost. Nothing is kept of it: the same octets
/// get the recorded answer, any others are refused.
final class RepeatUpload implements PartUpload {
    private final Sha256 recorded;
    private final Answer answer;
    private final IntakeRefusal refusal;
    private final ContentHash hash = new ContentHash();
    private long received;

    /// @param recorded what the file's content was
    /// @param answer   what was answered then
    /// @param refusal  for anything else
    RepeatUpload(Sha256 recorded, Answer answer, IntakeRefusal refusal) {
        this.recorded = recorded;
        this.answer = answer;
        this.refusal = refusal;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public boolean continues() {
        return false;
    }

    @Override
    public Answer leave() {
        return answer;
    }

    @Override
    public void restart() throws IntakeRefusal {
        if (received > 0) {
            throw refusal;
        }
    }

    @Override
    public void append(byte[] octets, int from, int length) {
        hash.update(octets, from, length);
        received += length;
    }

    @Override
    public void force() {
        // nothing is kept
    }

    @Override
    public Answer close() throws IntakeRefusal {
        if (!hash.finish().equals(recorded)) {
            throw refusal;
        }
        return answer;
    }

    @Override
    public void suspend() {
        // nothing is kept
    }
}
