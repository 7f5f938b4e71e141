// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// One part on its way in: the order of its octets, its gaps and its end.
@NullMarked
package org.casegate.sftp.upload;

import org.jspecify.annotations.NullMarked;
