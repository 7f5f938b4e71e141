// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

/// What an account may send.
///
/// @param totalBytes the most that its unfinished packs may hold
/// @param freeBytes  what of it is left now, with regard to its agency and to the disk
public record Space(long totalBytes, long freeBytes) {}
