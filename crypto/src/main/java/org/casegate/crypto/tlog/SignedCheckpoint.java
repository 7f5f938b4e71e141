// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.OptionalLong;

/// A checkpoint with the note that proves who published it.
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
    /// Signs the head of the log that the key names.
    public static SignedCheckpoint sign(long size, Hash root, SignerKey key) {
        Checkpoint checkpoint = new Checkpoint(key.verifier().name(), size, root);
        return new SignedCheckpoint(checkpoint, SignedNote.sign(checkpoint.text(), key));
    }

    /// The size that a checkpoint states, whoever signed it: only to know how far to read.
    public static OptionalLong claimedSize(String note) {
        try {
            return OptionalLong.of(Checkpoint.parse(SignedNote.parse(note).unverifiedText()).size());
        } catch (BadNote e) {
            return OptionalLong.empty();
        }
    }

    /// Reads a published checkpoint.
    ///
    /// @throws BadNote if it is malformed, not signed by the key, or another log's
    public static SignedCheckpoint parse(String note, VerifierKey key) throws BadNote {
        SignedNote parsed = SignedNote.parse(note);
        Checkpoint checkpoint = Checkpoint.parse(parsed.textSignedBy(key));
        if (!checkpoint.origin().equals(key.name())) {
            throw new BadNote("The checkpoint is of another log: " + checkpoint.origin());
        }
        return new SignedCheckpoint(checkpoint, parsed);
    }
}
