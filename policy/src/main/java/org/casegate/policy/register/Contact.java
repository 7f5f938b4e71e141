// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Optional;

/// Whom to reach at an agency, by role; never a person's name.
public record Contact(String role, Optional<String> email, Optional<String> phone) {}
