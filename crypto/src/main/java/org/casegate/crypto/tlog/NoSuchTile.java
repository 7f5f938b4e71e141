// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.io.IOException;

/// A source has no tile or bundle of that name, or none of its width.
public final class NoSuchTile extends IOException {
    private static final long serialVersionUID = 1L;

    public NoSuchTile(TilePath path) {
        super("There is no " + path);
    }

    NoSuchTile(TilePath path, int bytes) {
        super(path + " has " + bytes + " bytes, not " + path.width() * Hash.SIZE_BYTES);
    }
}
