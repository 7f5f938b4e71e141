// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.io.IOException;

import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.IntakeRefusal;
import org.casegate.policy.intake.PartUpload;
import org.casegate.sftp.upload.Destination;
import org.casegate.sftp.wire.Refusal;

/// A part on its way into the gateway's intake.
record Arriving(PartUpload part) implements Destination {

    @Override
    public long received() {
        return part.received();
    }

    @Override
    public boolean continues() {
        return part.continues();
    }

    @Override
    public Answer leave() throws Refusal, IOException {
        try {
            return part.leave();
        } catch (IntakeRefusal refused) {
            throw SenderTree.refusal(refused);
        }
    }

    @Override
    public void restart() throws Refusal, IOException {
        try {
            part.restart();
        } catch (IntakeRefusal refused) {
            throw SenderTree.refusal(refused);
        }
    }

    @Override
    public void append(byte[] octets, int from, int length) throws Refusal, IOException {
        try {
            part.append(octets, from, length);
        } catch (IntakeRefusal refused) {
            throw SenderTree.refusal(refused);
        }
    }

    @Override
    public void force() throws IOException {
        part.force();
    }

    @Override
    public Answer close() throws Refusal, IOException {
        try {
            return part.close();
        } catch (IntakeRefusal refused) {
            throw SenderTree.refusal(refused);
        }
    }

    @Override
    public void suspend() {
        part.suspend();
    }
}
