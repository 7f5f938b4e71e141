// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.util.UUID;
import org.casegate.policy.register.Place;

/// A file that is sealed as it arrives, through however many connections.
final class SealingUpload implements PartUpload {
    private final Intake intake;
    private final PackRow pack;
    private final FileName name;
    private final Place from;
    private final long budgetBytes;
    private Sealing sealing;
    private String failure;
    private State state = State.OPEN;

    private enum State {
        OPEN, SUSPENDED, FAILED, ENDED
    }

    /// @param budgetBytes the most that this file may hold
    SealingUpload(Intake intake, PackRow pack, FileName name, Place from, long budgetBytes, Sealing sealing) {
        this.intake = intake;
        this.pack = pack;
        this.name = name;
        this.from = from;
        this.budgetBytes = budgetBytes;
        this.failure = "The upload of " + name.value() + " has failed; send it again.";
        this.sealing = sealing;
    }

    @Override
    public synchronized long received() {
        return sealing.contentSize();
    }

    @Override
    public synchronized void restart() throws IntakeRefusal, IOException {
        requireOpen();
        if (sealing.contentSize() > 0) {
            sealing = intake.startOver(this, sealing);
        }
    }

    @Override
    public synchronized void append(byte[] octets, int from, int length) throws IntakeRefusal, IOException {
        requireOpen();
        if (sealing.contentSize() + length > budgetBytes) {
            fail();
            throw intake.tooLarge(this, budgetBytes);
        }
        if (intake.isShortOfDisk()) {
            failure = Admission.SHORT_OF_DISK;
            fail();
            throw IntakeRefusal.refused(failure);
        }
        try {
            sealing.append(octets, from, length);
        } catch (IOException | RuntimeException e) {
            fail();
            throw e;
        }
    }

    @Override
    public synchronized void force() throws IOException {
        sealing.force();
    }

    @Override
    public Answer close() throws IntakeRefusal, IOException {
        return intake.close(this);
    }

    @Override
    public void suspend() {
        intake.suspend(this);
    }

    /// Ends the object. On an exception it is lost.
    synchronized Sealing.Arrived finish() throws IntakeRefusal, IOException {
        requireOpen();
        state = State.ENDED;
        try (Sealing whole = sealing) {
            return whole.finish();
        }
    }

    /// Lets go of the object, its file and its key; it is left for the sweep.
    synchronized void abandon() throws IOException {
        if (state == State.OPEN || state == State.SUSPENDED) {
            state = State.FAILED;
            sealing.close();
        }
    }

    /// The pack was refused while this was on its way: whoever sends it is told so at his next octet.
    synchronized void refuse(String sentence) throws IOException {
        failure = sentence;
        abandon();
    }

    private void fail() throws IOException {
        state = State.FAILED;
        sealing.close();
    }

    /// @return whether there is something to go on with
    synchronized boolean suspendIfWhole() {
        if (state == State.OPEN) {
            state = State.SUSPENDED;
        }
        return state == State.SUSPENDED;
    }

    /// @return whether it was suspended and is open again
    synchronized boolean resume() {
        if (state != State.SUSPENDED) {
            return false;
        }
        state = State.OPEN;
        return true;
    }

    synchronized boolean suspended() {
        return state == State.SUSPENDED;
    }

    private void requireOpen() throws IntakeRefusal {
        if (state != State.OPEN) {
            throw IntakeRefusal.refused(failure);
        }
    }

    /// The place of the address that it comes from.
    Place from() {
        return from;
    }

    PackRow pack() {
        return pack;
    }

    FileName name() {
        return name;
    }

    synchronized Sealing sealing() {
        return sealing;
    }

    synchronized UUID part() {
        return sealing.part();
    }
}
