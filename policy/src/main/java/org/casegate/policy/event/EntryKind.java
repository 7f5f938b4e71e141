// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

/// The kinds of entries, by which they are asked for; what each says is an [Event]. `REFUSED` (by the gateway), `DECLINED` (by an
/// agency) and `REJECTED` (by a recipient) are three events by three actors.
public enum EntryKind {
    ACCEPTED,
    REFUSED,
    DECLINED,
    REJECTED,
    HELD,
    RELEASED,
    DOWNLOADED,
    DOWNLOAD_REFUSED,
    CORRECTED,
    WITHDRAWN,
    PURPOSE_CHANGED,
    FILED_TO_CMS,
    DESTROYED,
    RETENTION_SET,
    PUBLISHED,
    UNPUBLISHED,
    REQUESTED,
    ESCALATED,
    INCIDENT,
    NOTIFIED,
    REMINDED,
    SIGNED,
    APPROVED,
    ADMITTED,
    SUSPENDED,
    CONFIG_CHANGED,
    REVIEWED,
    TERMINATED,
    /// An auditor's query.
    QUERIED,
    /// An upload that never became a pack.
    ABANDONED,
    /// The ledger goes on from a backup; names the last anchored checkpoint.
    RESTORED,
    /// The confidentiality reminder was accepted.
    ACKNOWLEDGED;

    /// Whether an entry of this kind may erase the values behind commitments: at the end of a period, of an upload that never
    /// became a pack, of what a stranger sent; and at any judgement of a pack, of the files that were replaced before it.
    public boolean mayErase() {
        return switch (this) {
            case DESTROYED, ABANDONED, ACCEPTED, HELD, REFUSED -> true;
            default -> false;
        };
    }
}
