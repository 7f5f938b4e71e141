// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The proof that an entry stands in a log, verified without anybody's help: C2SP `tlog-proof`. We write no extra data; what
/// others write is read over, since nothing authenticates it.
///
/// @param index of the entry, from 0
/// @param path  the inclusion proof, from the leaf's sibling up
/// @param note  the checkpoint that it leads to, as published
public record TlogProof(long index, List<Hash> path, SignedNote note) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
    private static final int MAX_PATH = 63;
    private static final Pattern TEXT = Pattern.compile(Pattern.quote(HEADER)
            + "(?:extra (?<extra>[A-Za-z0-9+/]*={0,2})\n)?index (?<index>0|[1-9][0-9]{0,18})\n(?<path>(?:[A-Za-z0-9+/]{43}=\n){0,"
            + MAX_PATH + "})\n(?<note>.*)", Pattern.DOTALL);

    public TlogProof {
        path = List.copyOf(path);
    }

    /// Reads what [#toString] writes.
    public static TlogProof parse(String text) throws BadNote {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new BadNote("A proof is its header, `index N`, hashes in base64, an empty line and a checkpoint");
        }
        try {
            return new TlogProof(Long.parseLong(parts.group("index")), HashLines.parse(parts.group("path")),
                    SignedNote.parse(parts.group("note")));
        } catch (NumberFormatException e) {
            throw new BadNote("The index is out of range");
        }
    }

    /// The checkpoint in which the entry is included.
    ///
    /// @param key the log's
    /// @throws BadNote if the key did not sign the checkpoint, or the entry is not at this place in its tree
    public Checkpoint verify(Hash leaf, VerifierKey key) throws BadNote {
        Checkpoint checkpoint = SignedCheckpoint.parse(note.toString(), key).checkpoint();
        if (!Proofs.includes(leaf, index, checkpoint.size(), path, checkpoint.root())) {
            throw new BadNote("The entry is not at place " + index + " of the tree that was signed");
        }
        return checkpoint;
    }

    /// The whole proof, as it stands in a file.
    @Override
    public String toString() {
        return HEADER + "index " + index + "\n" + HashLines.of(path) + "\n" + note;
    }
}
