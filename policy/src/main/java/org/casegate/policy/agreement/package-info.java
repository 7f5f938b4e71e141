// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Information-sharing agreements as data, and the engine that judges by them.
///
/// [Agreements#bundled()] holds the agreements that ship with the gateway; [AgreementParser] reads another one. The
/// engine knows no agreement by name: a further partnership writes a file. Pure.
@NullMarked
package org.casegate.policy.agreement;

import org.jspecify.annotations.NullMarked;
