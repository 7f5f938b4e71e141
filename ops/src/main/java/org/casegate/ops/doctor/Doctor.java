// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.ArrayList;
import java.util.List;

/// Looks at everything, in an order in which the first thing that is wrong explains those below it.
public final class Doctor {
    private static final List<Check> CHECKS = List.of(new MasterKeyOpens(), new KeyRingOpens(), new GatewayOpens(),
            new DatabaseRights(), new LedgerIsWhole(), new OthersVouch(), new ClocksAgree(), new DisksHaveRoom(),
            new StoresInPlace(),
            new CountriesAreKnown(),
            new CertificateIsValid(), new PortsAnswer(), new NoticesGoOut(), new DutyIsNamed(), new ContactsAreNamed(),
            new OwnCertificatesHold());

    private Doctor() {}

    /// One finding of one check.
    ///
    /// @param check what was looked at
    public record Line(String check, Finding finding) {}

    /// Looks at the whole site. No check keeps the others from looking.
    public static List<Line> examine(Site site) {
        return examine(site, CHECKS);
    }

    static List<Line> examine(Site site, List<Check> checks) {
        List<Line> lines = new ArrayList<>();
        for (Check check : checks) {
            look(check, site).forEach(finding -> lines.add(new Line(check.name(), finding)));
        }
        return lines;
    }

    private static List<Finding> look(Check check, Site site) {
        try {
            return check.look(site);
        } catch (NotOpened _) {
            return List.of(Finding.amber("could not be looked at, because the gateway cannot be opened",
                    "mend what is red, then ask again"));
        } catch (Exception fault) {
            return List.of(Finding.red("could not be looked at: " + fault.getMessage(),
                    "see the log, and mend what it names"));
        }
    }
}
