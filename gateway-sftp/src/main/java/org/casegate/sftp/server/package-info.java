// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The SSH server: MINA built from settings and narrowed to what SFTP needs, its sessions counted and its channels
/// bound to our own SFTP. Entry type: [SftpServer].
@NullMarked
package org.casegate.sftp.server;

import org.jspecify.annotations.NullMarked;
