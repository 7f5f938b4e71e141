// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.IOException;

/// The database cannot be started or reached. The message is one sentence for an operator and holds no secret.
public final class DatabaseUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean portInUse;

    DatabaseUnavailable(String sentence) {
        super(sentence);
        portInUse = false;
    }

    DatabaseUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
        portInUse = false;
    }

    private DatabaseUnavailable(int port) {
        super("Port " + port + ", meant for the database, is in use by another program.");
        portInUse = true;
    }

    static DatabaseUnavailable portInUse(int port) {
        return new DatabaseUnavailable(port);
    }

    /// Whether the port that the caller chose is taken, so that another setting would help.
    public boolean portInUse() {
        return portInUse;
    }
}
