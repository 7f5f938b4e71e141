// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.util.LinkedHashMap;
import java.util.Map;

import org.casegate.sftp.wire.Refusal;

/// What this channel's client was told no about, last. Some programs do not look at the answer to CLOSE but at a STAT after
/// it (paramiko); that STAT must fail with the same sentence. Forgotten when the name is written again. Not thread-safe.
final class Told {
    private static final int MOST = 64;

    private final Map<TreePath, String> refused = new LinkedHashMap<>();

    void refused(TreePath path, String sentence) {
        refused.remove(path);
        refused.put(path, sentence);
        if (refused.size() > MOST) {
            refused.remove(refused.keySet().iterator().next());
        }
    }

    void begunAgain(TreePath path) {
        refused.remove(path);
    }

    void requireNotRefused(TreePath path) throws Refusal {
        String sentence = refused.get(path);
        if (sentence != null) {
            throw Refusal.notFound(sentence);
        }
    }
}
