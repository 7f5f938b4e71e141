// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The SFTP front door: MINA gives SSH, everything from the first SFTP packet on is ours.
@NullMarked
package org.casegate.sftp;

import org.jspecify.annotations.NullMarked;
