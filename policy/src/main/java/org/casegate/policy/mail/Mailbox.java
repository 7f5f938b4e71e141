// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/// One address that mail can be sent to, in the form that needs no quoting anywhere: so nothing in it can end a header or a
/// command, or add a second recipient (RFC 5321 4.1.2, dot-string and domain).
public record Mailbox(String address) {
    private static final int LONGEST = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern
            .compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@(" + LABEL + "(?:\\." + LABEL + ")+)");

    public Mailbox {
        if (!isOne(address)) {
            throw new IllegalArgumentException("not an address that mail can be sent to");
        }
    }

    /// Reads an address, or nothing where the text is not one.
    public static Optional<Mailbox> parse(String text) {
        return isOne(text) ? Optional.of(new Mailbox(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /// What stands behind the `@`.
    public String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /// Not the address: it may be somebody's.
    @Override
    public String toString() {
        return "Mailbox[…@" + domain() + "]";
    }
}
