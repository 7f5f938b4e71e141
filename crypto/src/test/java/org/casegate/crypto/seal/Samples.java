// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/// Contents, sealed and opened in memory.
public final class Samples {
    private Samples() {}

    /// Octets that differ from size to size and from one another.
    public static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    public static byte[] seal(SessionKey key, byte[] content) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        Sealer sealer = new Sealer(key, object);
        try {
            sealer.write(content, 0, content.length);
            sealer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return object.toByteArray();
    }

    public static byte[] open(SessionKey key, byte[] object) throws IOException {
        Opener opener = Opener.open(new MemorySource(object), key);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        opener.copy(0, opener.contentSize(), content);
        return content.toByteArray();
    }

    /// What a reader gets of an object that is refused, and that it is refused.
    static byte[] releasedBeforeDamage(SessionKey key, byte[] object) throws IOException {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try {
            Opener opener = Opener.open(new MemorySource(object), key);
            opener.copy(0, opener.contentSize(), released);
        } catch (Damaged _) {
            return released.toByteArray();
        }
        throw new AssertionError("It opened, with " + released.size() + " octets.");
    }

    static boolean refused(SessionKey key, byte[] object) throws IOException {
        try {
            open(key, object);
            return false;
        } catch (Damaged _) {
            return true;
        }
    }
}
