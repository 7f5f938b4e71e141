// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

/// A key of a manifest that does not say what the convener settled.
///
/// @param key      as it stands in the manifest; of a recipient with its account: `why_needed of scc-safeguarding-lead`
/// @param settled  what the convener settled
/// @param freeText it is free text, so that it may not be repeated where case text may not stand
public record Difference(String key, String settled, boolean freeText) {}
