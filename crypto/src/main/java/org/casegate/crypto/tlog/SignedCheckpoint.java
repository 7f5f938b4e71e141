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

    /// Reads a checkpoint that a witness has cosigned and kept.
    ///
    /// @param origin of the log that it must be of
    /// @throws BadNote if it is malformed, not cosigned by the witness, or another log's
    public static SignedCheckpoint parseCosigned(String note, String origin, VerifierKey witness) throws BadNote {
        return parsed(SignedNote.parse(note), origin, witness);
    }

    /// Reads a published checkpoint.
    ///
    /// @throws BadNote if it is malformed, not signed by the key, or another log's
    public static SignedCheckpoint parse(String note, VerifierKey key) throws BadNote {
        return parsed(SignedNote.parse(note), key.name(), key);
    }

    private static SignedCheckpoint parsed(SignedNote note, String origin, VerifierKey key) throws BadNote {
        Checkpoint checkpoint = Checkpoint.parse(note.textSignedBy(key));
        if (!checkpoint.origin().equals(origin)) {
            throw new BadNote("The checkpoint is of another log: " + checkpoint.origin());
        }
        return new SignedCheckpoint(checkpoint, note);
    }
}
