// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import org.casegate.policy.register.Settings;

/// What every check may need to know of the agreement itself.
///
/// @param settings what holds where the register sets nothing
public record Terms(AgreementVersion version, Parties parties, Settings settings) {}
