// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The directories of the gateway as an SFTP client sees them, and one method for each SFTP request on them. Names are
/// rows and texts: no path of a client ever touches a file system.
@NullMarked
package org.casegate.sftp.tree;

import org.jspecify.annotations.NullMarked;
