// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Looks at a site as somebody would who knows what can go wrong: each [Check] looks at one thing and says whether it is
/// well, and if not, what to do. It changes nothing but what opening a gateway does. Entry type [Doctor].
@NullMarked
package org.casegate.ops.doctor;

import org.jspecify.annotations.NullMarked;
