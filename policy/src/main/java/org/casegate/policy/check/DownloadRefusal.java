// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

/// Why a download does not take place: the first step of the gate that refused.
///
/// @param step         `D-01` to `D-08`
/// @param text         the whole sentence for the recipient
/// @param tellsSender  the sender of the pack is told too
public record DownloadRefusal(String step, Code code, ClauseRef clause, String text, boolean tellsSender) {}
