// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.casegate.crypto.seal.Damaged;

/// A small file outside the database, sealed under the master key, which is there or not and holds all or nothing, also
/// after a crash. Not thread-safe.
public final class SealedFile {
    private static final int LARGEST = 1 << 20;

    private final PrivateFile file;
    private final MasterKey master;
    private final Purpose purpose;
    private final Binding binding;

    /// @param what   what it is, as a sentence calls it
    /// @param master outlives this
    public SealedFile(Path path, String what, MasterKey master, Purpose purpose) {
        this.file = new PrivateFile(path, what);
        this.master = master;
        this.purpose = purpose;
        this.binding = Binding.account(purpose.label(), "");
    }

    /// What was written last; nothing where there is no file.
    ///
    /// @throws KeyRefused with a sentence for the operator, if it was not sealed by this gateway, or is damaged
    public Optional<byte[]> read() throws IOException {
        if (Files.notExists(file.path())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Envelope.open(master, purpose, file.read(LARGEST), binding));
        } catch (KeyUnavailable | Damaged _) {
            throw new KeyRefused("The file " + file.path() + " is damaged, or was sealed under another master key: "
                    + file.what() + " cannot be read. Put its backup in its place, or take it away to begin without.");
        }
    }

    /// Puts this in the place of what was there; on return it survives a crash.
    public void write(byte[] octets) throws IOException {
        byte[] sealed = Envelope.seal(master, purpose, octets, binding);
        if (Files.exists(file.path())) {
            file.replace(sealed);
        } else {
            file.create(sealed);
        }
    }

    /// Takes the file away, where there is one.
    public void delete() throws IOException {
        Files.deleteIfExists(file.path());
    }
}
