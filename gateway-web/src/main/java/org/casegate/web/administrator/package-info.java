// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// What those who run the gateway see, on a listener of its own: settings, and never content or a case.
///
/// [RetentionPages] shows how long copies are kept and lets that be shortened.
@NullMarked
package org.casegate.web.administrator;

import org.jspecify.annotations.NullMarked;
