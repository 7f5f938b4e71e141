// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Refusal;

/// What this channel's client was told no about, last. Some programs do not look at the answer to CLOSE but at a STAT after
/// it (paramiko), and some at none (sshfs, which then renames what it takes for whole): that STAT, and that RENAME, must fail
/// with the same sentence. Forgotten when the name is written again, by this channel or another, or when its pack is taken
/// after all. Not thread-safe.
final class Told {
    private static final int MOST = 64;

    private final Map<TreePath, No> refused = new LinkedHashMap<>();

    /// @param there what the name stood for when no was said
    private record No(String sentence, Optional<Attributes> there) {}

    void refused(TreePath path, String sentence, Tree tree) throws Refusal {
        refused.remove(path);
        refused.put(path, new No(sentence, tree.find(path)));
        if (refused.size() > MOST) {
            refused.remove(refused.keySet().iterator().next());
        }
    }

    void begunAgain(TreePath path) {
        refused.remove(path);
    }

    /// The pack that `path` is in was taken, whatever was said about its files before.
    void taken(TreePath path) {
        refused.keySet().removeIf(path::isBeside);
    }

    void requireNotRefused(TreePath path, Tree tree) throws Refusal {
        Optional<String> said = about(path, tree);
        if (said.isPresent()) {
            throw Refusal.notFound(said.get());
        }
    }

    /// What was said about a file.
    Optional<String> about(TreePath path, Tree tree) throws Refusal {
        No no = refused.get(path);
        return no != null && no.there.equals(tree.find(path)) ? Optional.of(no.sentence) : Optional.empty();
    }
}
