// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The transparency log, pure: nothing here knows a database, a file or a clock.
///
/// Entries are canonical JSON ([CanonicalJson]), hashed into the Merkle tree of RFC 6962 ([Frontier]); the tree's head is
/// published as a C2SP checkpoint in a signed note ([SignedCheckpoint]), which witnesses cosign ([WitnessRequest]). The tree
/// is served in tiles ([TilePath]), from which anybody makes proofs ([TiledTree]) that anybody verifies ([Proofs],
/// [TlogProof]). Values that must be erasable enter entries as salted commitments ([Commitment]). [LedgerVerifier] checks
/// all of it from the entries and the checkpoints alone.
///
/// The log is tamper-evident, never tamper-proof.
@NullMarked
package org.casegate.crypto.tlog;

import org.jspecify.annotations.NullMarked;
