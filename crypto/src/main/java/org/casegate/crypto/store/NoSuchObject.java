// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;

/// The store holds no object of that name: never made, or destroyed.
public final class NoSuchObject extends IOException {
    private static final long serialVersionUID = 1;

    public NoSuchObject(ObjectId id) {
        super("The store holds no object " + id + ".");
    }
}
