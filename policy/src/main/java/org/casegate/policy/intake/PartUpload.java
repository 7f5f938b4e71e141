// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;

/// One file on its way in. Octets are handed over in order; what arrives out of order is the gateway's to sort. Used by one
/// thread at a time. Ends with exactly one of [#close], [#leave] and [#suspend]; after an exception only these are left.
public sealed interface PartUpload permits SealingUpload, RepeatUpload, WithdrawalUpload {
    /// Octets received so far, all without a gap; those of a file that had been closed and is continued among them.
    long received();

    /// Whether a file that had been closed is continued: until something is written, it stays as it is.
    boolean continues();

    /// Nothing was written, and nothing becomes of this upload; a file of that name that had been closed stays as it is.
    Answer leave() throws IntakeRefusal, IOException;

    /// Starts over, as a client does that writes at offset 0 to a file it had begun before.
    void restart() throws IntakeRefusal, IOException;

    /// Takes the next octets; the array is the caller's again on return.
    ///
    /// @throws IntakeRefusal if a limit is reached; the upload has failed for good
    void append(byte[] octets, int from, int length) throws IntakeRefusal, IOException;

    /// Makes what has been received safe against a loss of power, as far as it is sealed.
    void force() throws IOException;

    /// Ends the file: it is durable and acknowledged on return, and judged if it completes its pack.
    ///
    /// @throws IntakeRefusal if the file was not taken; nothing of it is kept
    Answer close() throws IntakeRefusal, IOException;

    /// The connection is gone, or the file was closed with a gap: nothing is committed. What has arrived waits in memory and
    /// store for the client to go on.
    void suspend();
}
