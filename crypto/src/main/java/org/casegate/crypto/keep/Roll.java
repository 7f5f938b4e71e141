// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.util.List;

/// The ring at the moment of a roll.
///
/// @param current under which every living row is to lie from now on
/// @param former the keys of earlier weeks that still exist, oldest first: rows under them are to be moved
/// @param generation the ring's generation, to be kept in the database
public record Roll(EpochKey current, List<EpochKey> former, long generation) {
    public Roll {
        former = List.copyOf(former);
    }
}
