// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.List;
import org.casegate.policy.register.AccountId;

/// One transfer with its history, without its content.
///
/// @param judged     every judgement, the first one first
/// @param recipients who may collect it, once it was accepted
/// @param opened     who has opened what, oldest first
/// @param sentences  what became of it since it was judged
public record Transfer(TransferLine line, List<Judged> judged, List<AccountId> recipients, List<OpenedPart> opened,
        List<String> sentences) {
    public Transfer {
        judged = List.copyOf(judged);
        recipients = List.copyOf(recipients);
        opened = List.copyOf(opened);
        sentences = List.copyOf(sentences);
    }

    /// One judgement.
    ///
    /// @param outcome ACCEPTED, HELD or REFUSED
    /// @param entry   ledger index
    public record Judged(int attempt, String outcome, Instant at, long entry) {}
}
