// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

/// What an account may do. One account may hold several roles; no role can read content that is not addressed to it.
public enum Role {
    SENDER, RECIPIENT, CONVENER, SPOC, AUDITOR, SCRUTINEER, BUSINESS_MANAGER, SYSADMIN, RECORDS_MANAGER
}
