// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A report that a letter of ours could not be delivered after a relay had taken it (RFC 3464). Anybody can write such a mail, but
/// only who has seen the letter can name its id.
///
/// @param letter the letter that came back
/// @param status why, in the enhanced form: `5.1.1`
public record BounceReport(UUID letter, String status) {
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern REPORT = Pattern.compile(
            "(?im)^content-type:\\s*multipart/report\\b[^\\n]*(?:\\n[ \\t][^\\n]*)*report-type=\"?delivery-status\\b");
    private static final Pattern FAILED = Pattern.compile("(?im)^action:[ \\t]*failed[ \\t]*$");
    private static final Pattern STATUS = Pattern.compile("(?im)^status:[ \\t]*(5\\.[0-9]{1,3}\\.[0-9]{1,3})\\b");
    private static final Pattern ID = Pattern.compile(
            "(?im)^message-id:\\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@");

    /// Reads a mail; nothing where it is no report of a failure, or not of a letter of this form.
    public static Optional<BounceReport> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MOST_BYTES));
        }
    }

    static Optional<BounceReport> read(byte[] octets) {
        String mail = new String(octets, ISO_8859_1).replace("\r", "");
        int body = mail.indexOf("\n\n");
        if (body < 0 || !REPORT.matcher(mail.substring(0, body)).find()) {
            return Optional.empty();
        }
        String parts = mail.substring(body);
        Matcher status = STATUS.matcher(parts);
        Matcher id = ID.matcher(parts); // of the letter that came back: the report's own stands above
        return FAILED.matcher(parts).find() && status.find() && id.find()
                ? Optional.of(new BounceReport(UUID.fromString(id.group(1)), status.group(1)))
                : Optional.empty();
    }
}
