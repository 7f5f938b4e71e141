// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

/// Registers as text.
final class Registers {
    /// The same account may have roles on several channels; one has no keys, one no agency that is known.
    static final String PARTNERS = """
            register: 1
            territory_ceiling: UK
            storage_places: [GB]
            agencies:
              - id: staffordshire-police
                name: Staffordshire Police
                place: GB
                networks: [192.0.2.0/24]
              - id: staffordshire-county-council
                name: Staffordshire County Council
                place: GB
            accounts:
              - id: sp-review-officer
                agency: staffordshire-police
                kind: PERSON
                roles: [SENDER, RECIPIENT]
                ssh_keys: [%s]
              - id: sp-case-system
                agency: staffordshire-police
                kind: SYSTEM
                roles: [SENDER, RECIPIENT]
                ssh_keys: [%s]
              - id: scc-safeguarding-lead
                agency: staffordshire-county-council
                kind: PERSON
                roles: [RECIPIENT, SYSADMIN]
              - id: scc-duty-desk
                agency: staffordshire-county-council
                kind: ROLE
                roles: [RECIPIENT, SENDER]
                holders: [scc-safeguarding-lead]
            """;

    private Registers() {}

    static String partners(String officersKey, String systemsKey) {
        return PARTNERS.formatted(officersKey, systemsKey);
    }
}
