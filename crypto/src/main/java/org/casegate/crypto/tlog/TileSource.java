// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.io.IOException;

/// Where tiles and bundles come from: a database, a directory, a web site. What it gives is not to be trusted.
public interface TileSource {
    /// Reads one.
    ///
    /// @return of a tile, as many hashes of 32 bytes as it is wide; of a bundle, what [EntryBundle] reads
    /// @throws NoSuchTile  if it has none of that name
    /// @throws IOException if it cannot be read
    byte[] read(TilePath path) throws IOException;
}
