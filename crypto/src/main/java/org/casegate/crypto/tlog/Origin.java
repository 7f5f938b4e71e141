// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a log: where it is published, and which epoch of it this is.
///
/// A gateway that goes on from a backup does not know what was appended and signed after it. It must never sign a second
/// history under the same name, so it begins the next epoch: a new log under a new name, with a new key.
///
/// @param prefix public address without scheme and last slash, such as `gateway.example/ledger`
/// @param epoch  from 1
public record Origin(String prefix, int epoch) {
    private static final Pattern NAME = Pattern.compile("(.+)/([1-9][0-9]{0,8})");

    public Origin {
        if (!VerifierKey.isName(prefix) || prefix.endsWith("/") || prefix.contains("://")) {
            throw new IllegalArgumentException("`" + prefix + "` is no ledger's address: it has no scheme, no blank,"
                    + " no plus sign and no slash at its end");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("Epochs count from 1");
        }
    }

    /// The first log of a gateway.
    public static Origin first(String prefix) {
        return new Origin(prefix, 1);
    }

    /// Reads what [#toString] writes.
    ///
    /// @throws IllegalArgumentException if it is not that
    public static Origin parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "`" + name + "` is no ledger's name: it ends with a slash and its epoch");
        }
        return new Origin(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    /// The log that follows when this one ends.
    public Origin next() {
        return new Origin(prefix, epoch + 1);
    }

    /// As its key and its checkpoints carry it: `prefix/epoch`.
    @Override
    public String toString() {
        return prefix + "/" + epoch;
    }
}
