// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.util.Optional;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.TileSource;

/// A published log: its tiles, its entries, and its checkpoint.
public interface LogSource extends TileSource {
    /// Reads one as [#read(TilePath)] does, into a page that may have held another.
    default void read(TilePath path, Page into) throws IOException {
        into.take(read(path));
    }

    /// The checkpoint that is published with it, as text.
    Optional<String> checkpoint() throws IOException;

    /// Whether the entries can be read too; a web site shows them to auditors only.
    boolean hasEntries() throws IOException;
}
