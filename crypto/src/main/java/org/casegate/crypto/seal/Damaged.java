// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.IOException;

/// What was to be opened is not what was sealed: altered, cut, lengthened, taken from elsewhere, or opened with another
/// key. The one answer to every such failure, so that nobody learns more from it than "not this".
///
/// What was released before it was released from verified chunks; what follows is never released.
public final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    /// A refusal to open.
    ///
    /// @param message what did not hold, without content, keys or names
    public Damaged(String message) {
        super(message);
    }
}
