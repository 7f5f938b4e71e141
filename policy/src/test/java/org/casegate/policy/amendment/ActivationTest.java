// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.amendment.Partners.LETTER;
import static org.casegate.policy.amendment.Partners.ROOT;

import java.util.List;
import java.util.NoSuchElementException;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Versions of agreements: a text judges once everybody has approved it, on every node, and the former ones stay known.
class ActivationTest {
    private static final AgreementId RUTLAND = new AgreementId("rutland");
    private static final AgreementId NEWSHIRE = new AgreementId("newshire");

    private Partners partners;

    @BeforeEach
    void load() throws Exception {
        partners = Partners.loaded();
    }

    @AfterEach
    void close() {
        partners.close();
    }

    @Test
    @DisplayName("OB-001, OB-002: a new version judges nothing until the last approval, then on every node at once")
    void takesEffectWithTheLastApproval() throws Exception {
        AgreementVersions another = partners.another();
        String former = another.current(RUTLAND).textSha256();
        long id = partners.amendments().activate(ROOT, Partners.text("rutland", "4")).proposals().getFirst();
        partners.amendments().approve(partners.by("county-spoc"), id, LETTER);
        partners.amendments().approve(partners.by("police-spoc"), id, LETTER);
        assertThat(another.current(RUTLAND).version().version()).isEqualTo("3");

        partners.amendments().approve(partners.by("hospital-spoc"), id, LETTER);

        assertThat(another.current(RUTLAND).version().version()).isEqualTo("4");
        assertThat(partners.versions().current(RUTLAND).text().octets()).isEqualTo(Partners.text("rutland", "4"));
        assertThat(another.text(former)).get().satisfies(
                text -> assertThat(text.version().version()).isEqualTo("3"));
        assertThat(another.find(RUTLAND, partners.directory().directory().at(1)).textSha256()).isEqualTo(former);
        assertThat(partners.entries(partners.size() - 1)).singleElement().asString()
                .startsWith("CONFIG_CHANGED AGREEMENT-ACTIVATED")
                .contains("\"version\":\"4\"", "\"text_sha256\":\"" + another.current(RUTLAND).textSha256() + "\"");
        assertThat(partners.amendments().plan(Partners.read(partners.exported())).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("OB-001: an approval is for one text, and not for another that comes under the same number")
    void approvesOneText() throws Exception {
        byte[] other = new String(Partners.text("rutland", "4"), UTF_8).replace("audits", "audits and more")
                .getBytes(UTF_8);
        long first = partners.amendments().activate(ROOT, Partners.text("rutland", "4")).proposals().getFirst();
        long second = partners.amendments().activate(ROOT, other).proposals().getFirst();
        assertThat(second).isNotEqualTo(first);
        for (String body : List.of("county", "police", "hospital")) {
            partners.amendments().approve(partners.by(body + "-spoc"), second, LETTER);
        }
        partners.amendments().approve(partners.by("county-spoc"), first, LETTER);
        partners.amendments().approve(partners.by("police-spoc"), first, LETTER);

        assertThatThrownBy(() -> partners.amendments().approve(partners.by("hospital-spoc"), first, LETTER))
                .isInstanceOf(AmendmentRefused.class);
        assertThat(partners.versions().current(RUTLAND).text().octets()).isEqualTo(other);
    }

    @Test
    @DisplayName("OB-001: a further agreement needs a file and approvals; until then it is a draft")
    void bringsAFurtherAgreement() throws Exception {
        byte[] text = Partners.text("newshire", "1");
        assertThatThrownBy(() -> partners.versions().current(NEWSHIRE)).isInstanceOf(NoSuchElementException.class);

        long id = partners.amendments().activate(partners.by("county-sysadmin"), text).proposals().getFirst();

        AgreementRegistration registration = partners.current().agreement(NEWSHIRE).orElseThrow();
        assertThat(registration.state()).isEqualTo(AgreementRegistration.State.DRAFT);
        assertThat(partners.versions().ids()).contains(NEWSHIRE);
        partners.amendments().approve(partners.by("county-spoc"), id, LETTER);
        partners.amendments().approve(partners.by("police-spoc"), id, LETTER);
        assertThat(partners.current().agreement(NEWSHIRE).orElseThrow().state())
                .isEqualTo(AgreementRegistration.State.ACTIVE);
        assertThat(partners.versions().current(NEWSHIRE).version().version()).isEqualTo("1");
    }

    @Test
    @DisplayName("A-16: going back to a draft and in force again needs approval, whatever was signed")
    void beginsOnEvidenceOnce() throws Exception {
        partners.amendments().ask(ROOT, _ -> partners.edited("state: ACTIVE\n  start: 2025-03-01\n  retention",
                "state: DRAFT\n  start: 2025-03-01\n  retention"));
        assertThat(partners.kinds(partners.size() - 1)).containsExactly("CONFIG_CHANGED AGREEMENT-IN-DRAFT");

        assertThat(partners.amendments().ask(ROOT, _ -> Partners.read(Partners.REGISTER)).proposals()).hasSize(1);
        assertThat(partners.current().agreement(RUTLAND).orElseThrow().state())
                .isEqualTo(AgreementRegistration.State.DRAFT);
    }

    @Test
    void refusesAVersionWhoseTextItDoesNotHave() {
        assertThatThrownBy(() -> partners.amendments().ask(ROOT,
                _ -> Partners
                        .read(Partners.REGISTER.replace("version: \"3\"\n    state", "version: \"9\"\n    state"))))
                .isInstanceOf(AmendmentRefused.class)
                .hasMessageStartingWith("This gateway does not have the text of the agreement rutland, version 9.");
        assertThatThrownBy(() -> partners.amendments().activate(ROOT, "agreement: x".getBytes(UTF_8)))
                .isInstanceOf(AmendmentRefused.class).hasMessageContaining("is missing");
    }
}
