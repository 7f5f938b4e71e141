// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.Space;
import org.casegate.sftp.upload.Destination;
import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Refusal;

/// What one signed-in account sees and may do: directories, texts and uploads by their canonical path. [SenderTree] reads
/// rows; the fuzzers and the tests of the protocol have one in memory, since neither can afford a database.
interface Tree {

    /// One name of a directory.
    record Entry(String name, Attributes attributes) {}

    /// How an upload begins.
    enum Beginning {
        /// The name must be new.
        NEW,
        /// Whatever is there of it is dropped.
        OVER,
        /// The first write decides: over again at offset 0, onwards at what was received.
        AS_WRITTEN
    }

    /// What stands under a path; empty if nothing, or nothing that this account may know of.
    Optional<Attributes> find(TreePath path) throws Refusal;

    /// The names of a directory, read piece by piece as they are wanted: each once, in one order. Not thread-safe.
    interface Names {
        /// The next ones; empty at the end.
        List<Entry> next() throws Refusal;

        /// Few enough to be held.
        static Names of(List<Entry> few) {
            Iterator<List<Entry>> once = List.of(few).iterator();
            return () -> once.hasNext() ? once.next() : List.of();
        }
    }

    /// The names of a directory.
    ///
    /// @throws Refusal not found, or if the path is no directory
    Names list(TreePath directory) throws Refusal;

    /// A text of the gateway, whole; what it says later does not change what was read now.
    ///
    /// @throws Refusal not found, or never for uploads
    byte[] read(TreePath text) throws Refusal;

    Destination write(TreePath part, Beginning beginning) throws Refusal;

    void makeDirectory(TreePath directory) throws Refusal;

    void removeDirectory(TreePath directory) throws Refusal;

    void remove(TreePath part) throws Refusal;

    /// Renames within a pack; from a temporary name to the final one it commits.
    Answer rename(TreePath from, TreePath to) throws Refusal;

    /// What the account may send in all, and what of it is left.
    Space space() throws Refusal;
}
