// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.time.Instant;

/// What a client is told about a name: size, kind and permissions, one time.
///
/// @param permissions as POSIX has them, with the kind of file
/// @param modified    sent in whole seconds
public record Attributes(long size, int permissions, Instant modified) {
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;

    /// A directory.
    ///
    /// @param writable whether names may be made in it
    public static Attributes directory(boolean writable, Instant modified) {
        return new Attributes(0, DIRECTORY | (writable ? 0700 : 0500), modified);
    }

    public static Attributes readable(long size, Instant modified) {
        return new Attributes(size, FILE | 0400, modified);
    }

    /// An upload: it can be written until its pack is decided, and never read back.
    public static Attributes upload(long size, Instant modified) {
        return new Attributes(size, FILE | 0200, modified);
    }

    public boolean isDirectory() {
        return (permissions & DIRECTORY) != 0;
    }
}
