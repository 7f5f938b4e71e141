// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a log sends to a witness: its newest checkpoint, and the proof that it extends the one the witness saw last (C2SP
/// `tlog-witness`, `add-checkpoint`).
///
/// @param oldSize of the checkpoint that the witness saw last, 0 if none
/// @param proof   of consistency from there
public record WitnessRequest(long oldSize, List<Hash> proof, SignedNote checkpoint) {
    private static final int MAX_PROOF = 63;
    private static final Pattern TEXT = Pattern.compile(
            "old (0|[1-9][0-9]{0,18})\n((?:[A-Za-z0-9+/]{43}=\n){0," + MAX_PROOF + "})\n(.*)", Pattern.DOTALL);

    public WitnessRequest {
        proof = List.copyOf(proof);
    }

    /// Reads what [#toString] writes. Says nothing yet about signature and proof.
    public static WitnessRequest parse(String text) throws BadNote {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new BadNote("A request is `old N`, at most 63 hashes in base64, an empty line and a checkpoint");
        }
        try {
            return new WitnessRequest(Long.parseLong(parts.group(1)), HashLines.parse(parts.group(2)),
                    SignedNote.parse(parts.group(3)));
        } catch (NumberFormatException e) {
            throw new BadNote("The old size is out of range");
        }
    }

    /// Where, below a witness's address, the checkpoint of a log lies that it cosigned last: for monitors.
    public static String latest(String origin) {
        return HexFormat.of().formatHex(Hash.sha256().digest(origin.getBytes(UTF_8))) + "/checkpoint";
    }

    /// The body to send.
    @Override
    public String toString() {
        return "old " + oldSize + "\n" + HashLines.of(proof) + "\n" + checkpoint;
    }
}
