// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;

/// One objection to a pack, with the sentence that sender, auditor and test read alike.
///
/// @param step        the row of the agreement's table, `ST-05`; `GATEWAY` for the gateway's own guards
/// @param effect      REFUSE or HOLD
/// @param text        the whole sentence for the sender; calls parts by their names, so it is personal
/// @param neutralText the same with parts called by number, for ledger and mail
/// @param question    who is asked to decide, where the finding holds the pack
public record Finding(String step, Code code, Effect effect, ClauseRef clause, String text, String neutralText,
        Optional<Question> question) {

    /// A finding that asks nobody.
    public Finding(String step, Code code, Effect effect, ClauseRef clause, String text, String neutralText) {
        this(step, code, effect, clause, text, neutralText, Optional.empty());
    }

    /// A refusal whose sentence names no part.
    public Finding(String step, Code code, ClauseRef clause, String text) {
        this(step, code, Effect.REFUSE, clause, text, text);
    }
}
