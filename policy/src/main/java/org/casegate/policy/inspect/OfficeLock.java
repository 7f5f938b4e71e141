// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.nio.charset.StandardCharsets;
import org.casegate.policy.inspect.PartFindings.Lock;

/// Finds a password-protected Office document: a compound file whose directory names a stream *EncryptedPackage*
/// (MS-OFFCRYPTO 2.3.1). Directory entries begin at multiples of 128 octets.
final class OfficeLock implements Detector {

    private static final int ENTRY = 128;
    private static final byte[] NAME = "EncryptedPackage\0".getBytes(StandardCharsets.UTF_16LE);

    private long position;
    private boolean matches;

    @Override
    public void update(byte[] octets, int from, int length, Sightings sightings) {
        for (int index = from; index < from + length; index++) {
            int inEntry = (int) (position % ENTRY);
            position++;
            if (inEntry == 0) {
                matches = true;
            }
            matches &= inEntry >= NAME.length || octets[index] == NAME[inEntry];
            if (matches && inEntry == NAME.length - 1) {
                sightings.locked(Lock.ENCRYPTED_OFFICE);
            }
        }
    }
}
