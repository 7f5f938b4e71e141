// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BounceReportTest {
    private static final UUID LETTER = UUID.fromString("0f7b1a52-6c0e-4b0c-9c2e-3a3f4b5c6d7e");
    /// As Postfix writes it.
    private static final String REPORT = """
            Return-Path: <>
            From: MAILER-DAEMON@relay.example (Mail Delivery System)
            To: casegate@partnership.example
            Subject: Undelivered Mail Returned to Sender
            Message-Id: <20261127101010.ABCDEF@relay.example>
            Content-Type: multipart/report; report-type=delivery-status;
            \tboundary="B/relay"
            MIME-Version: 1.0

            This is a MIME-encapsulated message.

            --B/relay
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --B/relay
            Content-Type: message/delivery-status

            Reporting-MTA: dns; relay.example

            Final-Recipient: rfc822; lead@council.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <lead@council.example>: unknown

            --B/relay
            Content-Type: message/rfc822-headers

            From: casegate@partnership.example
            To: lead@council.example
            Message-ID: <0f7b1a52-6c0e-4b0c-9c2e-3a3f4b5c6d7e@partnership.example>

            --B/relay--
            """;

    private static Optional<BounceReport> read(String mail) {
        return BounceReport.read(mail.getBytes(ISO_8859_1));
    }

    @Test
    @DisplayName("RFC 3464: a report of a failure names the letter and why, whatever ends its lines")
    void readsAReport() {
        assertThat(read(REPORT)).contains(new BounceReport(LETTER, "5.1.1"));
        assertThat(read(REPORT.replace("\n", "\r\n"))).contains(new BounceReport(LETTER, "5.1.1"));
        assertThat(read(REPORT.replace("multipart/report; report-type=delivery-status;\n\tboundary",
                "multipart/report; boundary=x;\n report-type=\"delivery-status\"; z"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"Action: failed,Action: delayed", "Status: 5.1.1,Status: 4.2.2",
            "report-type=delivery-status,report-type=x",
            "multipart/report,multipart/mixed", "0f7b1a52-6c0e,0f7b1a526c0e", "Message-ID: <0f,X-ID: <0f"})
    void passesOverWhatIsNone(String part, String instead) {
        assertThat(read(REPORT.replace(part, instead))).isEmpty();
    }

    @Property
    @Label("any octets are read without a fault")
    void readsAnything(@ForAll byte[] octets) {
        assertThat(BounceReport.read(octets)).isEmpty();
    }
}
