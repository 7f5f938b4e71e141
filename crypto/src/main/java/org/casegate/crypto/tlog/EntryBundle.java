// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Up to 256 entries in one file, each behind its length in two bytes, the higher first (C2SP `tlog-tiles`).
public final class EntryBundle {
    /// The longest entry, in bytes.
    public static final int MAX_ENTRY = 0xFFFF;

    private EntryBundle() {}

    /// The bundle of these entries.
    public static byte[] of(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > TilePath.FULL) {
            throw new IllegalArgumentException("A bundle has 1 to 256 entries, not " + entries.size());
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY) {
                throw new IllegalArgumentException("An entry has at most " + MAX_ENTRY + " bytes");
            }
            bundle.write(entry.length >> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    /// The entries of a bundle, however many there are.
    ///
    /// @throws BadBundle if the last one is cut off
    public static List<byte[]> parse(byte[] bundle) throws BadBundle {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bundle).order(ByteOrder.BIG_ENDIAN);
        while (rest.hasRemaining()) {
            int length = rest.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(rest.getShort());
            if (length < 0 || length > rest.remaining()) {
                throw new BadBundle("entry " + entries.size() + " of the bundle is cut off");
            }
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(entry);
        }
        return entries;
    }
}
