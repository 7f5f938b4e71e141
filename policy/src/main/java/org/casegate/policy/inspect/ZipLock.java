// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import org.casegate.policy.inspect.PartFindings.Lock;

/// Finds encrypted entries of a ZIP archive by their local headers (APPNOTE 4.3.7), wherever they stand, so also in an
/// archive behind a program or within another archive. A header counts only when its other fields make sense.
final class ZipLock implements Detector {

    private static final int HEADER = 30;
    private static final int AES = 99;
    private static final int HIGHEST_VERSION = 63;

    /// The last 30 octets, as a ring.
    private final int[] ring = new int[HEADER];
    private long seen;

    @Override
    public void update(byte[] octets, int from, int length, Sightings sightings) {
        for (int index = from; index < from + length; index++) {
            ring[(int) (seen % HEADER)] = octets[index] & 0xFF;
            seen++;
            if (seen >= HEADER && at(0) == 'P' && isEncryptedEntry()) {
                sightings.locked(Lock.ENCRYPTED_ZIP);
            }
        }
    }

    private boolean isEncryptedEntry() {
        boolean header = at(1) == 'K' && at(2) == 3 && at(3) == 4 && at(4) <= HIGHEST_VERSION;
        int method = word(8);
        boolean plausible = word(26) > 0 && word(26) < 4_096 && (method <= 20 || (method >= 93 && method <= AES));
        boolean encrypted = (at(6) & 1) != 0 || method == AES;
        return header && plausible && encrypted;
    }

    private int word(int offset) {
        return at(offset) | at(offset + 1) << 8;
    }

    private int at(int offset) {
        return ring[(int) ((seen + offset) % HEADER)];
    }
}
