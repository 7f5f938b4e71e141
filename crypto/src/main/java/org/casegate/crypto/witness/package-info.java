/// A witness: a partner agency's own small program that has seen a log grow and never anything else (C2SP `tlog-witness`).
///
/// [Witness] decides, [WitnessFolder] remembers, [WitnessServer] is asked. A witness keeps no entries and needs no account: it
/// compares each checkpoint with the one before, and cosigns it if the log has only grown.
@NullMarked
package org.casegate.crypto.witness;

import org.jspecify.annotations.NullMarked;
