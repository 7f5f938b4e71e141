// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

/// A passage of the law that an agreement cites in words of its own.
///
/// @param printed   as the agreement prints it, slips included: *Article 9 (g)*
/// @param canonical as lawyers write it, which is what people are shown: *Article 9(2)(g) UK GDPR*
public record Citation(String printed, String canonical) {}
