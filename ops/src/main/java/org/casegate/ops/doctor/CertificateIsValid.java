// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.casegate.ops.config.Config;

/// The certificate of the portal names its host and has some time to run.
final class CertificateIsValid implements Check {
    private static final Duration SOON = Duration.ofDays(30);
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    @Override
    public String name() {
        return "TLS certificate";
    }

    @Override
    public List<Finding> look(Site site) throws Exception {
        Config.Web web = site.config().web();
        List<Finding> findings = new ArrayList<>();
        for (X509Certificate certificate : WebCertificate.of(web)) {
            findings.add(runs(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant(),
                    site.machineTime()));
            if (!names(certificate).contains(web.host())) {
                findings.add(Finding.red("the certificate does not name `%s`, which is web.host".formatted(web.host()),
                        "order one for that name, or correct web.host"));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.red(web.certificate() + " holds no certificate with a key",
                        "put the key and its chain into it, as PKCS#12"))
                : findings;
    }

    static Finding runs(Instant from, Instant until, Instant now) {
        String renew = "renew it, replace the file and start the gateway again";
        if (now.isBefore(from)) {
            return Finding.red("the certificate holds only from " + from, renew);
        }
        if (!now.isBefore(until)) {
            return Finding.red("the certificate has ended at " + until, renew);
        }
        String said = "the certificate holds until " + until;
        return now.plus(SOON).isBefore(until) ? Finding.green(said) : Finding.amber(said, renew);
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        return all == null
                ? List.of()
                : all.stream().filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(ADDRESS))
                        .map(name -> String.valueOf(name.get(1))).toList();
    }
}
