// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;
import java.util.stream.Stream;
import org.casegate.crypto.seal.Source;

/// Keeps sealed objects. Thread-safe.
public interface ObjectStore {
    /// A name for a new object, random where the store does not choose its folder.
    ObjectId newId();

    /// Begins a new object. It is listed at once.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the name is taken; that object is untouched
    ObjectWriter create(ObjectId id) throws IOException;

    /// Opens an object for reading; the caller closes it.
    ///
    /// @throws NoSuchObject if there is none
    Source open(ObjectId id) throws IOException;

    /// Deletes an object; on return its absence survives a crash.
    ///
    /// @return false if there was none, so that a sweep can be repeated
    boolean delete(ObjectId id) throws IOException;

    /// The names of all objects, whole or not, in no order; objects made or deleted meanwhile may be missing or listed.
    /// The caller closes the stream, which may throw [java.io.UncheckedIOException].
    Stream<ObjectId> list() throws IOException;

    /// Octets that may still be written.
    long freeBytes() throws IOException;

    /// Octets that the store can hold in all.
    long totalBytes() throws IOException;
}
