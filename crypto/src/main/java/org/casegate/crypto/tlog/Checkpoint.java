// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a log: so many entries, and this root over them. The body of a C2SP `tlog-checkpoint`; we write no extension
/// lines and accept none.
///
/// @param origin the log's name, which is also its key's
/// @param size   number of entries covered
/// @param root   root hash of the tree of that size
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern TEXT = Pattern.compile("([^\\n]+)\\n(0|[1-9][0-9]{0,18})\\n([A-Za-z0-9+/]{43}=)\\n");

    /// The three lines, each with its newline.
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /// Reads what [#text] wrote.
    public static Checkpoint parse(String text) throws BadNote {
        Matcher lines = TEXT.matcher(text);
        if (!lines.matches()) {
            throw new BadNote("A checkpoint is three lines: origin, size, root hash");
        }
        try {
            Checkpoint parsed = new Checkpoint(lines.group(1), Long.parseLong(lines.group(2)),
                    Hash.of(Base64.getDecoder().decode(lines.group(3))));
            if (!parsed.text().equals(text)) {
                throw new BadNote("The checkpoint's root hash is not in its one base64 spelling");
            }
            return parsed;
        } catch (NumberFormatException e) {
            throw new BadNote("The checkpoint's size is out of range");
        }
    }
}
