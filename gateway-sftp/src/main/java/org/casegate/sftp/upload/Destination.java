// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.upload;

import java.io.IOException;

import org.casegate.policy.intake.Answer;
import org.casegate.sftp.wire.Refusal;

/// Where the octets of one part go, in order. Behind it lies the gateway's intake; the fuzzers and the tests of the
/// protocol keep octets in memory instead. One thread at a time. It ends with exactly one of [#close], [#leave] and [#suspend].
public interface Destination {

    /// What has arrived without a gap.
    long received();

    /// Whether a file that had been closed is continued: until something is written, it stays as it is.
    boolean continues();

    /// Nothing was written, and nothing becomes of this; a file of that name that had been closed stays as it is.
    Answer leave() throws Refusal, IOException;

    /// Starts over: what had arrived is dropped.
    void restart() throws Refusal, IOException;

    /// Takes the next octets. The array is the caller's again on return.
    ///
    /// @throws Refusal if the part may not go on; it will not be accepted then
    void append(byte[] octets, int from, int length) throws Refusal, IOException;

    /// Forces to disk what has arrived.
    void force() throws Refusal, IOException;

    /// The sender says that the part is whole. On return it is safe, and judged if it completes its pack.
    ///
    /// @throws Refusal if it is not taken; refusing the pack is an answer, not this
    Answer close() throws Refusal, IOException;

    /// The sender is gone, or the part failed. Nothing is committed; it can be continued or sent again.
    void suspend();
}
