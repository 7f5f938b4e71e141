// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.OptionalLong;

/// One thing that is not as it should be.
///
/// @param check what kind of check found it
/// @param index the entry it is about, where it is about one
/// @param text  a sentence for people, without any case text
public record LedgerFinding(Check check, OptionalLong index, String text) {
    /// The checks.
    public enum Check {
        /// Entries 0 to size - 1 are there, once each.
        CONTIGUOUS,
        /// The bytes are canonical JSON.
        CANONICAL,
        /// What every entry must have is there and of the right form.
        FORM,
        /// The entry says its own index.
        INDEX,
        /// The entry names the leaf hash of its predecessor.
        PREV,
        /// The entry is not older than its predecessor.
        ORDER,
        /// The stored leaf hash is that of the bytes.
        LEAF_HASH,
        /// The columns that repeat the entry for queries say the same.
        COLUMN,
        /// The stored head is that of the entries.
        HEAD,
        /// Each stored checkpoint is signed, and its root is that of the entries.
        CHECKPOINT,
        /// Each commitment has its opening, or its erasure is recorded.
        OPENING,
        /// The stored hash tiles are those of the entries.
        TILE,
        /// An entry is not what was signed.
        ALTERED,
        /// An entry that was signed is not in its place, nor anywhere near.
        REMOVED,
        /// An entry stands among those that were signed.
        INSERTED,
        /// An entry that was signed stands in another place.
        REORDERED,
        /// The last entries that were signed are not there.
        TRUNCATED,
        /// What is here is consistent in itself, but another history than the one that was signed.
        FORKED,
        /// A checkpoint is signed in the log's name by another key.
        RESIGNED,
        /// A witness that is relied on cosigned a checkpoint.
        COSIGNATURE
    }

    /// A finding about one entry.
    public static LedgerFinding of(Check check, long index, String text) {
        return new LedgerFinding(check, OptionalLong.of(index), text);
    }

    /// A finding about the ledger as a whole.
    public static LedgerFinding of(Check check, String text) {
        return new LedgerFinding(check, OptionalLong.empty(), text);
    }
}
