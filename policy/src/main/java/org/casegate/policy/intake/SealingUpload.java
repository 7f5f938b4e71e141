// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.register.Place;

/// A file that is sealed as it arrives, through however many connections and processes.
final class SealingUpload implements PartUpload {
    private final Intake intake;
    private final PackRow pack;
    private final FileName name;
    private final long budgetBytes;
    private Place from;
    private Begun begun;
    private String failure;
    private State state;

    private enum State {
        OPEN, SUSPENDED, FAILED, ENDED
    }

    /// @param budgetBytes the most that this file may hold
    SealingUpload(Intake intake, PackRow pack, FileName name, Place from, long budgetBytes, Begun begun) {
        this.intake = intake;
        this.pack = pack;
        this.name = name;
        this.from = from;
        this.budgetBytes = budgetBytes;
        this.failure = "The upload of " + name.value() + " has failed; send it again.";
        this.begun = begun;
        this.state = begun instanceof Remains && !begun.acknowledged() ? State.SUSPENDED : State.OPEN;
    }

    @Override
    public synchronized long received() {
        try {
            return begun.contentSize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean continues() {
        return begun.acknowledged();
    }

    @Override
    public Answer leave() throws IntakeRefusal, IOException {
        return intake.leave(this);
    }

    /// At most so much has been received, without a look at it.
    synchronized long mostReceived() {
        return begun.mostContent();
    }

    @Override
    public synchronized void restart() throws IntakeRefusal, IOException {
        requireOpen();
        if (begun.contentSize() > 0) {
            begun = intake.startOver(this, begun);
        }
    }

    @Override
    public synchronized void append(byte[] octets, int from, int length) throws IntakeRefusal, IOException {
        requireOpen();
        if (begun.contentSize() + length > budgetBytes) {
            fail();
            throw intake.tooLarge(this, budgetBytes);
        }
        if (intake.isShortOfDisk()) {
            failure = Admission.SHORT_OF_DISK;
            fail();
            throw IntakeRefusal.refused(failure);
        }
        try {
            sealing().append(octets, from, length);
        } catch (IOException | RuntimeException e) {
            fail();
            throw e;
        }
    }

    @Override
    public synchronized void force() throws IOException {
        if (!begun.acknowledged()) {
            sealing().force();
        }
    }

    /// What a process before this one had sealed, or what had been closed, is sealed anew, under a new key, before anything is
    /// added to it. The old object may be swept away meanwhile: it is open.
    private Sealing sealing() throws IOException {
        if (begun instanceof Remains remains) {
            try (Remains.Reading old = remains.read()) {
                Sealing anew = intake.startOver(this, remains);
                begun = anew;
                old.into(anew);
            }
        }
        return (Sealing) begun;
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
        try (Sealing whole = sealing()) {
            return whole.finish();
        }
    }

    /// Lets go of the object, its file and its key; it is left for the sweep.
    synchronized void abandon() throws IOException {
        if (state == State.OPEN || state == State.SUSPENDED) {
            state = State.FAILED;
            begun.close();
        }
    }

    /// The pack was refused while this was on its way: whoever sends it is told so at his next octet.
    synchronized void refuse(String sentence) throws IOException {
        failure = sentence;
        abandon();
    }

    private void fail() throws IOException {
        state = State.FAILED;
        begun.close();
    }

    /// @return whether there is something to go on with
    synchronized boolean suspendIfWhole() {
        if (state == State.OPEN) {
            state = begun.acknowledged() ? State.ENDED : State.SUSPENDED;
        }
        return state == State.SUSPENDED;
    }

    /// @param here the place of the address that goes on with it
    /// @return whether it was suspended and is open again
    synchronized boolean resume(Place here) {
        if (state != State.SUSPENDED) {
            return false;
        }
        from = here;
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

    /// The place of the address that it comes from, the last one where there were several.
    synchronized Place from() {
        return from;
    }

    PackRow pack() {
        return pack;
    }

    FileName name() {
        return name;
    }

    synchronized UUID part() {
        return begun.part();
    }

    synchronized ObjectId object() {
        return begun.object();
    }
}
