/// The ledger as anybody can fetch it, by program: checkpoint and hash tiles for everyone, entries for auditors.
///
/// [LedgerFiles] answers with what C2SP `tlog-tiles` says and nothing else; a witness needs no more.
@NullMarked
package org.casegate.web.published;

import org.jspecify.annotations.NullMarked;
