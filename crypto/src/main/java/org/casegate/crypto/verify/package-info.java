/// Verifies a ledger from outside: from a directory of tiles or a web site, against signed checkpoints that somebody kept.
///
/// [TilesVerification] is the conductor. It needs no database, no account and no trust in whoever runs the gateway, and it
/// keeps nothing of the ledger in memory. [VerifyMain] is the same as a program of its own, in one file.
@NullMarked
package org.casegate.crypto.verify;

import org.jspecify.annotations.NullMarked;
