// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.util.UUID;
import org.casegate.crypto.store.ObjectId;

/// What there is of a file on its way.
sealed interface Begun extends AutoCloseable permits Sealing, Remains {
    UUID part();

    ObjectId object();

    /// Whether it is a file that has been closed. It stays until another is closed under its name.
    boolean acknowledged();

    /// Octets of content that need not be sent again.
    long contentSize() throws IOException;

    /// The same, at most, without a look at them.
    long mostContent();

    @Override
    void close() throws IOException;
}
