// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

/// What a notice tells. Its words stand in the catalogue under its name.
public enum NoticeKind {
    /// To a recipient: an accepted pack waits.
    PACK_TO_COLLECT,
    /// To whoever decides: a pack is on hold.
    PACK_HELD,
    /// To the sender: his pack was released from its hold.
    HOLD_RELEASED,
    /// To the sender: his pack was refused after its hold.
    HOLD_REFUSED,
    /// To the sender: a recipient was kept from opening the pack, for a reason that the agreement has the sender know.
    DOWNLOAD_REFUSED,
    /// To a recipient: the sender took the pack back.
    PACK_WITHDRAWN,
    /// To a recipient: a correction has taken the pack's place (OB-089).
    PACK_REPLACED,
    /// To the sender: an upload that was never finished has been destroyed.
    UPLOAD_EXPIRED,
    /// To an agency's single point of contact: what was shared in a month, in numbers (OB-021). Its occasion is the month.
    MONTHLY_DIGEST,
    /// To an agency's single point of contact: the ledger's newest checkpoint, to be kept where its keeper does not reach. Its
    /// occasion is the week.
    CHECKPOINT_TO_KEEP;

    /// Whether its link leads to the pack itself, which only a recipient can open.
    boolean leadsToPack() {
        return this == PACK_TO_COLLECT || this == PACK_WITHDRAWN || this == PACK_REPLACED;
    }
}
