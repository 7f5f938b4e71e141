// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

/// What is known of an object once it is whole; kept in the part's row. None of it is secret.
///
/// @param contentSize octets that were sealed
/// @param objectSize octets that went to the sink
/// @param header the object's first 38 octets: with the salt, unique to it
/// @param finalTag the tag over the total: the last 16 octets of the packet's body
public record Sealed(long contentSize, long objectSize, Octets header, Octets finalTag) {
    public static final int HEADER_SIZE = 38;
    public static final int FINAL_TAG_SIZE = 16;

    public Sealed {
        if (contentSize < 0 || objectSize <= contentSize) {
            throw new IllegalArgumentException("Impossible sizes: " + contentSize + " in " + objectSize + ".");
        }
        if (header.size() != HEADER_SIZE || finalTag.size() != FINAL_TAG_SIZE) {
            throw new IllegalArgumentException("A header has 38 octets and a final tag 16.");
        }
    }
}
