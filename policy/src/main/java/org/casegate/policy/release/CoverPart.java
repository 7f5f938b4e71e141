// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.time.LocalDate;
import java.util.Optional;

/// One part on a pack's cover page.
///
/// @param number      from 1, in the manifest's order
/// @param nature      `FACT`, `OPINION` or `MIXED`; empty where the sender does not say and need not
/// @param sha256      of the content, hex
/// @param destroyOn   the gateway's copy goes at the start of this day, Europe/London; empty where it is kept until a review
/// @param unavailable why it can no longer be collected, as a sentence
public record CoverPart(int number, String name, String nature, long sizeBytes, String sha256,
        Optional<LocalDate> destroyOn,
        Optional<String> unavailable) {}
