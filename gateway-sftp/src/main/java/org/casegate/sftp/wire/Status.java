// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

/// The status codes of SFTP 3 (draft-ietf-secsh-filexfer-02 section 7) that the gateway uses.
public enum Status {
    OK(0),
    EOF(1),
    NO_SUCH_FILE(2),

    /// For what nobody may ever do. Clients print their own words for it (rclone: "permission denied"), never ours.
    PERMISSION_DENIED(3),

    /// For every refusal that has a sentence: the clients that print our text at all print it for this code.
    FAILURE(4),

    BAD_MESSAGE(5),
    OP_UNSUPPORTED(8);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    /// The code on the wire.
    public int code() {
        return code;
    }
}
