// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// How a case pack comes in. [Intake] is the conductor: a part is sealed while it arrives, and when the pack is complete it
/// is judged as one, recorded and answered. Nothing in here is visible to anybody but its sender before that.
///
/// [SenderPacks] is the sender's view of cases and packs, [PartUpload] one file on its way. Every gateway that takes
/// files in uses these three and nothing else.
@NullMarked
package org.casegate.policy.intake;

import org.jspecify.annotations.NullMarked;
