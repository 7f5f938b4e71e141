// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Looks into one part while its octets pass by, once and in order, with bounded memory. One thread at a time.
///
/// The first octets tell what kind of file it is; the detectors for that kind see everything from the start. Whatever the
/// file calls itself does not count.
public final class Inspector {

    private final byte[] head = new byte[FileKind.LONGEST_HEAD];
    private final Sightings sightings = new Sightings();
    private int headLength;
    private List<Detector> detectors = List.of();
    private boolean begun;

    /// Looks at the next octets.
    public void update(byte[] octets, int from, int length) {
        Objects.checkFromIndexSize(from, length, octets.length);
        int taken = 0;
        if (!begun) {
            taken = Math.min(length, head.length - headLength);
            System.arraycopy(octets, from, head, headLength, taken);
            headLength += taken;
            if (headLength == head.length) {
                begin();
            }
        }
        if (begun && taken < length) {
            look(octets, from + taken, length - taken);
        }
    }

    /// What was seen, when all octets have passed.
    public PartFindings finish() {
        if (!begun) {
            begin();
        }
        detectors.forEach(detector -> detector.finish(sightings));
        return sightings.findings();
    }

    private void begin() {
        begun = true;
        detectors = switch (FileKind.of(head, headLength)) {
            case PDF -> List.of(new PdfLock());
            case OLE2 -> List.of(new OfficeLock());
            case TEXT -> List.of(new TextScan(false));
            case TEXT_16 -> List.of(new TextScan(true));
            case OTHER -> List.of(new ZipLock());
        };
        look(head, 0, headLength);
        // the head may hold content, and this object may live long
        Arrays.fill(head, (byte) 0);
    }

    private void look(byte[] octets, int from, int length) {
        for (Detector detector : detectors) {
            detector.update(octets, from, length, sightings);
        }
    }
}
