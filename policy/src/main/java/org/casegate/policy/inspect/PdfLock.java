// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import org.casegate.policy.inspect.PartFindings.Lock;

/// Finds an encrypted PDF: the key `/Encrypt` with a dictionary or a reference (ISO 32000-1 7.6.1). It stands in clear in
/// the trailer and in a cross-reference stream's dictionary. `/EncryptMetadata` is another key.
final class PdfLock implements Detector {

    private static final String KEY = "/Encrypt";

    private State state = State.KEY;
    private int matched;

    @Override
    public void update(byte[] octets, int from, int length, Sightings sightings) {
        for (int index = from; index < from + length; index++) {
            if (matched == 0 && state == State.KEY && octets[index] != '/') {
                continue;
            }
            step(octets[index] & 0xFF);
            if (state == State.FOUND) {
                sightings.locked(Lock.ENCRYPTED_PDF);
                state = State.KEY;
            }
        }
    }

    private void step(int octet) {
        state = switch (state) {
            case KEY, FOUND -> key(octet);
            case VALUE -> value(octet);
            case OPENING -> octet == '<' ? State.FOUND : restart(octet);
            case OBJECT -> number(octet, State.OBJECT, State.BEFORE_GENERATION);
            case BEFORE_GENERATION -> isSpace(octet)
                    ? State.BEFORE_GENERATION
                    : number(octet, State.GENERATION, State.GENERATION);
            case GENERATION -> number(octet, State.GENERATION, State.BEFORE_R);
            case BEFORE_R -> isSpace(octet) ? State.BEFORE_R : octet == 'R' ? State.FOUND : restart(octet);
        };
    }

    private State key(int octet) {
        if (octet == KEY.charAt(matched)) {
            matched++;
            if (matched == KEY.length()) {
                matched = 0;
                return State.VALUE;
            }
            return State.KEY;
        }
        return restart(octet);
    }

    private State value(int octet) {
        if (isSpace(octet)) {
            return State.VALUE;
        }
        return octet == '<' ? State.OPENING : number(octet, State.OBJECT, State.OBJECT);
    }

    private State number(int octet, State within, State after) {
        if (octet >= '0' && octet <= '9') {
            return within;
        }
        return isSpace(octet) ? after : restart(octet);
    }

    /// The key has one slash only, at its start, so nothing but the slash can begin it again.
    private State restart(int octet) {
        matched = octet == '/' ? 1 : 0;
        return State.KEY;
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t' || octet == '\f' || octet == 0;
    }

    private enum State {
        KEY, VALUE, OPENING, OBJECT, BEFORE_GENERATION, GENERATION, BEFORE_R, FOUND
    }
}
