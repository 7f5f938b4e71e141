// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.document.Parsed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterParserTest {

    private static final String SMALL = """
            register: 1
            storage_places: [GB]
            agencies:
              - id: staffordshire-police
                name: Staffordshire Police
                aliases: [Staffs Police & Crime]
                place: GB
                networks: [192.0.2.0/24, "2001:db8::/32"]
                ico: { number: Z0000000, expires: 2027-03-31 }
                competent_authority: true
                spoc: { role: Safeguarding lead, email: spoc@staffordshire-police.example, phone: 01785 000000 }
                responsible_manager: { role: Head of public protection }
                openpgp: keys/staffordshire-police.asc
              - { id: cafcass, name: CAFCASS, place: IE, networks: [192.0.2.128/25] }
            memberships:
              - agreement: staffordshire
                agency: staffordshire-police
                statutory: true
                entry:
                signed: { on: 2023-09-19, version: "1.0", evidence_sha256: }
                admitted: { on: , by: [] }
                notified: { on: , version: }
                risk_controls: { on: , evidence_sha256: }
                suspended: { from: , reason: }
            accounts:
              - id: sp-review-officer
                agency: staffordshire-police
                kind: PERSON
                roles: [SENDER, RECIPIENT]
                email: officer@staffordshire-police.example
                trained_on: 2026-01-10
                checked_on:
                ssh_keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f comment here]
                holders: []
            agreements:
              - agreement: staffordshire
                version: "1.1"
                state: ACTIVE
                start: 2023-09-19
                reviewed: [2025-03-19]
                terminated: { effective: , scope: , by: }
                transfer_mechanisms: []
                retention_classes:
                  - { class: case-pack, trigger: RECEIVED, period: P90D, action: DESTROY, owner: Records manager, reason: Gateway copy }
                settings: { review.overdue: CONTINUE, territory.extra_places: [FR, IE] }
                duty: { role: Out-of-hours duty team, phone: 01785 000000, hours: always }
            cases:
              - { agreement: staffordshire, case_ref: SSCB-RR-2026-014, purpose: RAPID-REVIEW, senders: [staffordshire-police], recipients: [scc-safeguarding-lead],
                  meetings: [{ meeting_ref: SSCB-MTG-2026-031, meeting_at: 2026-05-12T10:00:00+01:00 }] }
            received:
              - { sha256: %s, agency: west-midlands-police, agreement: solihull, transfer: SO-2026-000123 }
            """
            .formatted("ab".repeat(32));

    @Test
    @DisplayName("V14: an agency's authorities and revocations are read to the letter, or complained about")
    void readsWhatAnAgencySettlesAboutSsh() {
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        String agency = "{ id: cafcass, name: CAFCASS, place: IE, ";
        String good = agency
                + "ssh: { authorities: [%s ca], revoked: [\"serial:17\"], one_time_code: true }, ".formatted(key);

        assertThat(read(SMALL.replace(agency, good)).register().agency(new AgencyId("cafcass")).orElseThrow().ssh())
                .isEqualTo(new SshRules(List.of(key + " ca"), List.of(SshRevocation.parse("serial:17").orElseThrow()),
                        true));
        assertThat(read(SMALL).register().agency(new AgencyId("cafcass")).orElseThrow().ssh()).isEqualTo(SshRules.NONE);
        for (String bad : List.of("authorities: [ssh-rsa AAAA]", "revoked: [17]", "revoked: [\"serial:0\"]",
                "trusted: [%s]".formatted(key),
                "authorities: [%1$s 1, %1$s 2, %1$s 3, %1$s 4, %1$s 5]".formatted(key))) {
            String text = SMALL.replace(agency, agency + "ssh: { " + bad + " }, ");
            assertThat(RegisterParser.parse(text.getBytes(UTF_8))).as(bad).isInstanceOf(Parsed.Bad.class);
        }
    }

    @Test
    void readsWhatTheFormatShows() {
        RegisterFile file = read(SMALL);
        Register register = file.register();

        assertThat(register.ceiling()).isEqualTo(Register.Ceiling.UK);
        assertThat(register.storagePlaces()).containsExactly(Place.UK);
        assertThat(register.nameOf(new AgencyId("staffs-police-and-crime"))).isEqualTo("Staffordshire Police");
        assertThat(register.membership(new AgreementId("staffordshire"), new AgencyId("staffs-police-and-crime")))
                .hasValueSatisfying(membership -> {
                    assertThat(membership.signed()).isPresent();
                    assertThat(membership.admitted()).isEmpty();
                    assertThat(membership.suspended()).isEmpty();
                });
        assertThat(register.account(new AccountId("sp-review-officer")))
                .hasValueSatisfying(account -> assertThat(account.sshKeys()).singleElement().asString()
                        .startsWith("ssh-ed25519 AAAAC3").endsWith(" comment here"));
        assertThat(register.agreement(new AgreementId("staffordshire"))).hasValueSatisfying(agreement -> {
            assertThat(agreement.settings().codes(Setting.TERRITORY_EXTRA_PLACES)).containsExactly("FR", "IE");
            assertThat(agreement.terminated()).isEmpty();
            assertThat(agreement.duty()).isPresent();
        });
        assertThat(file.cases()).containsExactly(new CaseRecord(new AgreementId("staffordshire"),
                new CaseRef("SSCB-RR-2026-014"), "RAPID-REVIEW", Set.of(new AgencyId("staffordshire-police")),
                Set.of(new AccountId("scc-safeguarding-lead")), List.of(new CaseRecord.Meeting(
                        new MeetingRef("SSCB-MTG-2026-031"), Instant.parse("2026-05-12T09:00:00Z")))));
        assertThat(file.received()).containsExactly(new Holding("ab".repeat(32), new AgencyId("west-midlands-police"),
                new AgreementId("solihull"), "SO-2026-000123"));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, GB", "192.0.2.200, IE", "198.51.100.1, ??", "2001:db8::1, GB", "2001:db9::1, ??",
            "::ffff:192.0.2.200, IE"})
    @DisplayName("Annex A: the longest registered network places an address; one that nobody registered is unknown")
    void placesAnAddressByTheLongestNetwork(String address, String place) {
        assertThat(read(SMALL).register().placeOf(InetAddress.ofLiteral(address))).isEqualTo(new Place(place));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "competent_authority: true | competent_autority: true | 10 | agencies[1].competent_autority | is not a known key; did you mean 'competent_authority'?",
            "competent_authority: true | competent_authority: \"true\" | 10 | agencies[1].competent_authority | 'true' is not accepted; accepted: true, false, without quotes",
            "place: GB | place: UK | 7 | agencies[1].place | 'UK' is not accepted; accepted: a place: GB or another code of ISO 3166-1, XQ, ??",
            "id: staffordshire-police | name: Again | 5 | name | is given twice; first in line 4",
            "kind: PERSON | kind: HUMAN | 28 | accounts[1].kind | 'HUMAN' is not accepted; accepted: PERSON, ROLE, SYSTEM",
            "roles: [SENDER, RECIPIENT] | roles: SENDER | 29 | accounts[1].roles | is a single value; accepted: a list: SENDER, RECIPIENT, CONVENER, SPOC, AUDITOR, SCRUTINEER, BUSINESS_MANAGER, SYSADMIN, RECORDS_MANAGER",
            "trained_on: 2026-01-10 | trained_on: 10/01/2026 | 31 | accounts[1].trained_on | '10/01/2026' is not accepted; accepted: a date, YYYY-MM-DD",
            "192.0.2.0/24 | 192.0.2.1/24 | 8 | agencies[1].networks[1] | '192.0.2.1/24' is not accepted; accepted: networks in CIDR form without host bits, 192.0.2.0/24",
            "review.overdue: CONTINUE | review.overdue: LATER | 45 | agreements[1].settings.review.overdue | has a value that is not accepted; accepted: CONTINUE, WARN, SUSPEND_NEW",
            "review.overdue: CONTINUE | review.overdu: CONTINUE | 45 | agreements[1].settings.review.overdu | is not a known setting",
            "period: P90D | period: 90 | 44 | agreements[1].retention_classes[1].period | '90' is not accepted; accepted: a period such as P90D, P6M or P1Y",
            "period: P90D | period: INDEFINITE | 44 | agreements[1].retention_classes[1].period | is INDEFINITE, which needs review_every and a reason",
            "case_ref: SSCB-RR-2026-014 | case_ref: sscb 14 | 48 | cases[1].case_ref | 'sscb 14' is not accepted; accepted: 4 to 40 capital letters, digits, hyphens",
            "meeting_at: 2026-05-12T10:00:00+01:00 | meeting_at: 2026-05-12 10:00 | 49 | cases[1].meetings[1].meeting_at | '2026-05-12 10:00' is not accepted; accepted: a time with its offset, 2026-05-12T10:00:00+01:00",
            "on: 2023-09-19 | on: | 20 | memberships[1].signed.on | is missing; accepted: a date, YYYY-MM-DD",
            "AAAAC3NzaC1lZDI1NTE5 | AAAAB3NzaC1lZDI1NTE5 | 33 | accounts[1].ssh_keys[1] | is not accepted; accepted: an OpenSSH public key: ssh-ed25519 or ecdsa-sha2-nistp256, -384, -521, then Base64",
            "register: 1 | register: 2 | 1 | register | '2' is not accepted; accepted: a whole number from 1 to 1"})
    void namesLineKeyAndAcceptedValues(String right, String wrong, int line, String key, String sentence) {
        assertThat(SMALL).contains(right);
        List<Complaint> complaints = RegisterParser.parse(SMALL.replace(right, wrong).getBytes(UTF_8)).complaints();

        assertThat(complaints).anySatisfy(complaint -> {
            assertThat(complaint.line()).isEqualTo(line);
            assertThat(complaint.key()).endsWith(key);
            assertThat(complaint.sentence()).contains(sentence);
        });
    }

    @Test
    void reportsAllMistakesTogetherByLine() {
        String bad = SMALL.replace("place: GB", "place: Mars").replace("kind: PERSON", "kind: ROBOT")
                .replace("state: ACTIVE", "state: ON");

        assertThat(complaints(bad)).extracting(Complaint::key).containsExactly("agencies[1].place", "accounts[1].kind",
                "agreements[1].state");
    }

    @Test
    void findsWhatContradictsItself() {
        assertThat(complaints(SMALL
                .replace("id: cafcass, name: CAFCASS", "id: cafcass, name: CAFCASS, aliases: [staffordshire-police]")
                .replace("192.0.2.128/25", "192.0.2.0/24")
                .replace("agency: staffordshire-police\n    kind", "agency: nobody\n    kind")))
                .extracting(Complaint::sentence).containsExactlyInAnyOrder(
                        "give the name staffordshire-police to two agencies: staffordshire-police and cafcass",
                        "put the network 192.0.2.0/24 in two places: GB and IE",
                        "give sp-review-officer an agency that is not listed: nobody");
    }

    @Test
    void refusesAnItemThatIsGivenTwice() {
        assertThat(complaints(SMALL.replace("id: cafcass, name: CAFCASS", "id: staffordshire-police, name: Again")
                .replace("192.0.2.128/25", "198.51.100.0/24"))).extracting(Complaint::sentence)
                .containsExactly("is given twice: staffordshire-police");
    }

    @Test
    @DisplayName("what is taken apart into facts and put together again says the same, and so does an export")
    void survivesTheRoundTrip() {
        for (String text : List.of(SMALL, Registers.allSigned().text())) {
            RegisterFile file = read(text);
            List<Fact> facts = RegisterFacts.of(file.register());
            String exported = RegisterFacts.yaml(file);

            assertThat(RegisterFacts.read(7, facts).orThrow()).isEqualTo(file.register().atRevision(7));
            assertThat(read(exported).register()).isEqualTo(file.register());
            assertThat(read(exported).cases()).isEqualTo(file.cases());
            assertThat(read(exported).received()).isEqualTo(file.received());
            assertThat(RegisterFacts.yaml(read(exported))).isEqualTo(exported);
        }
    }

    @Test
    void keepsEachItemInAFactOfItsOwn() {
        assertThat(RegisterFacts.of(read(SMALL).register())).extracting(fact -> fact.kind() + " " + fact.id())
                .containsExactly("GATEWAY gateway", "AGENCY cafcass", "AGENCY staffordshire-police",
                        "MEMBERSHIP staffordshire/staffordshire-police", "ACCOUNT sp-review-officer",
                        "AGREEMENT staffordshire");
    }

    @Test
    void readsJsonAndSixteenBitTextAlike() {
        String json = "{\"register\": 1,\r\n\t\"agencies\": [{\"id\": \"cafcass\", \"name\": \"Caf\\u00e9 CASS\", \"place\": \"GB\"}]}";

        assertThat(read(json).register().nameOf(new AgencyId("cafcass"))).isEqualTo("Café CASS");
        assertThat(RegisterParser.parse(SMALL.getBytes(UTF_16)).orThrow().register()).isEqualTo(read(SMALL).register());
        assertThat(RegisterParser.parse(SMALL.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_16LE)).orThrow()
                .register()).isEqualTo(read(SMALL).register());
    }

    @Test
    @DisplayName("A-11: a notice that names its party ends the agreement for it alone, one that names nobody for all")
    void readsANotice() {
        assertThat(notice("effective: 2026-05-01, scope: , by: staffordshire-police").scope())
                .isEqualTo(AgreementRegistration.Termination.Scope.PARTY);
        assertThat(notice("effective: 2026-05-01, scope: , by: ").scope())
                .isEqualTo(AgreementRegistration.Termination.Scope.ALL);
        assertThat(notice("effective: 2026-05-01, scope: , by: ").effective()).isEqualTo("2026-04-30T23:00:00Z");
        assertThat(complaints(SMALL.replace("effective: , scope: , by: ", "effective: 2026-05-01, scope: PARTY, by: ")))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.key()).isEqualTo("agreements[1].terminated.by"));
    }

    private static AgreementRegistration.Termination notice(String fields) {
        return read(SMALL.replace("effective: , scope: , by: ", fields)).register()
                .agreement(new AgreementId("staffordshire")).orElseThrow().terminated().orElseThrow();
    }

    private static RegisterFile read(String text) {
        return RegisterParser.parse(text.getBytes(UTF_8)).orThrow();
    }

    private static List<Complaint> complaints(String text) {
        return RegisterParser.parse(text.getBytes(UTF_8)).complaints();
    }
}
