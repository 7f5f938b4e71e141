// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;

/// One account that may collect a pack, with its agency's own id (never an alias).
public record Recipient(AgencyId agency, AccountId account) {}
