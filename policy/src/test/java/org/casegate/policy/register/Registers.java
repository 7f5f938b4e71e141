// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.casegate.policy.document.Parsed;

/// Registers for tests: the eleven Staffordshire bodies, all signed, with an account or two each. Changed by editing the
/// text, as a partnership would.
public final class Registers {

    private static final List<String> BODIES = List.of("Staffordshire County Council", "Staffordshire Police",
            "Staffordshire and Stoke-on-Trent Integrated Care Board",
            "University Hospitals of North Midlands NHS Trust", "University Hospitals of Derby and Burton NHS Trust",
            "Midlands Partnership NHS Foundation Trust", "North Staffordshire Combined Healthcare NHS Trust",
            "Probation Service", "CAFCASS", "Youth Offending Service", "Werrington Young Offender Institution");

    private final String text;

    private Registers(String text) {
        this.text = text;
    }

    public static Registers allSigned() {
        StringBuilder text = new StringBuilder("""
                register: 1
                territory_ceiling: UK
                storage_places: [GB]
                agencies:
                """);
        BODIES.forEach(name -> text.append(agency(name)));
        text.append("""
                  - { id: british-transport-police, name: British Transport Police, place: GB }
                memberships:
                """);
        BODIES.forEach(name -> text.append(membership(name)));
        text.append(
                """
                        accounts:
                          - { id: uhnm-named-nurse, agency: university-hospitals-of-north-midlands-nhs-trust, kind: PERSON, roles: [SENDER, RECIPIENT], trained_on: 2026-01-10 }
                          - { id: sp-review-officer, agency: staffordshire-police, kind: PERSON, roles: [SENDER, RECIPIENT], trained_on: 2026-01-10 }
                          - { id: mpft-review-lead, agency: midlands-partnership-nhs-foundation-trust, kind: PERSON, roles: [SENDER], trained_on: 2026-01-10 }
                          - { id: scc-safeguarding-lead, agency: staffordshire-county-council, kind: PERSON, roles: [RECIPIENT], trained_on: 2026-01-11 }
                          - { id: scc-deputy, agency: staffordshire-county-council, kind: PERSON, roles: [RECIPIENT], trained_on: 2026-01-12 }
                          - { id: scc-front-door, agency: staffordshire-county-council, kind: ROLE, roles: [RECIPIENT], holders: [scc-deputy] }
                          - { id: icb-designated-nurse, agency: staffordshire-and-stoke-on-trent-integrated-care-board, kind: PERSON, roles: [RECIPIENT], trained_on: 2026-01-13 }
                          - { id: btp-officer, agency: british-transport-police, kind: PERSON, roles: [RECIPIENT], trained_on: 2026-01-13 }
                        agreements:
                          - agreement: staffordshire
                            version: "1.1"
                            state: ACTIVE
                            start: 2023-09-19
                            reviewed: [2026-03-19]
                            terminated: { effective: , scope: , by: }
                            retention_classes:
                              - { class: case-pack, trigger: RECEIVED, period: P90D, action: DESTROY, owner: Records manager, reason: Gateway copy }
                              - { class: meeting-pack, trigger: MEETING, period: P1M, action: DESTROY }
                              - { class: filed-pack, trigger: FILED, period: P30D, action: DESTROY }
                              - { class: kept-pack, trigger: RECEIVED, period: INDEFINITE, action: REVIEW, review_every: P12M, reason: Rarely }
                            settings: { review.overdue: CONTINUE }
                            duty: { role: Out-of-hours duty team, phone: 01785 000000, hours: always }
                        """);
        return new Registers(text.toString());
    }

    /// A register of this text.
    public static Registers of(String text) {
        return new Registers(text);
    }

    /// The same with one passage replaced wherever it stands.
    ///
    /// @throws IllegalArgumentException if the passage does not occur, for then the test tests nothing
    public Registers edited(String passage, String replacement) {
        if (!text.contains(passage)) {
            throw new IllegalArgumentException("no such passage: " + passage);
        }
        return new Registers(text.replace(passage, replacement));
    }

    /// The same with a setting of the Staffordshire agreement.
    public Registers setting(String key, String value) {
        return edited("settings: { ", "settings: { " + key + ": " + value + ", ");
    }

    /// The same with one more account.
    public Registers account(String line) {
        return edited("agreements:\n", "  - { " + line + " }\nagreements:\n");
    }

    public String text() {
        return text;
    }

    public Register register() {
        return file().register();
    }

    public RegisterFile file() {
        return switch (RegisterParser.parse(text.getBytes(UTF_8))) {
            case Parsed.Good<RegisterFile> good -> good.value();
            case Parsed.Bad<RegisterFile> bad -> throw new IllegalArgumentException(bad.complaints().toString());
        };
    }

    private static String agency(String name) {
        return """
                  - id: %s
                    name: %s
                    place: GB
                    networks: [192.0.2.0/24, 127.0.0.0/8]
                    ico: { number: Z0000000, expires: 2027-03-31 }
                    spoc: { role: Safeguarding lead }
                    responsible_manager: { role: Head of safeguarding }
                """.formatted(AgencyId.ofName(name), name);
    }

    private static String membership(String name) {
        return "  - { agreement: staffordshire, agency: %s, signed: { on: 2023-09-19, version: \"1.0\" } }\n"
                .formatted(AgencyId.ofName(name));
    }
}
