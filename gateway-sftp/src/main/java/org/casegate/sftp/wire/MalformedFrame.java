// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.io.IOException;

/// The stream of frames is broken beyond repair: a length that no request has, or more requests waiting than a client may
/// send ahead. The session ends.
public final class MalformedFrame extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedFrame(String what) {
        super(what);
    }
}
