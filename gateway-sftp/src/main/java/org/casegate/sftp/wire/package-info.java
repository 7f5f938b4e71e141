// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// SFTP version 3 as octets: frames cut from the channel's data, their fields, and replies gathered into packets.
/// Nothing here knows what a request means.
@NullMarked
package org.casegate.sftp.wire;

import org.jspecify.annotations.NullMarked;
