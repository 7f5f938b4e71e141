// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Root of the module.
@NullMarked
package org.casegate.ops;

import org.jspecify.annotations.NullMarked;
