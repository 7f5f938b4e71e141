// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import org.casegate.policy.directory.RegisterChange.Effect;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final String KEY = TestKeys.line(TestKeys.ed25519());
    private static final String FIRST = Registers.partners(KEY, KEY);
    private static final String SECOND = FIRST.replace("name: Staffordshire Police", "name: Police of Staffordshire")
            .replace("id: sp-case-system", "id: sp-records-system");

    private final Database database = TestDatabase.fresh();
    private final TestDirectory test = new TestDirectory(database, InstantSource.system());
    private final Directory directory = test.directory();

    @AfterEach
    void close() {
        test.close();
        database.close();
    }

    @Test
    void knowsNobodyAtFirst() {
        assertThat(directory.revision()).isZero();
        assertThat(directory.current().accounts()).isEmpty();
    }

    @Test
    void givesBackWhatWasLoaded() {
        Register loaded = test.load(FIRST);

        assertThat(loaded.revision()).isEqualTo(1);
        assertThat(new Directory(database).current()).isEqualTo(loaded);
        assertThat(loaded.placeOf(InetAddress.ofLiteral("192.0.2.9"))).isEqualTo(Place.UK);
        assertThat(loaded.account(new AccountId("sp-review-officer")).orElseThrow().sshKeys()).containsExactly(KEY);
    }

    @Test
    void judgesThePastByWhatWasKnownThen() {
        test.load(FIRST);
        test.load(SECOND);
        AgencyId police = new AgencyId("staffordshire-police");
        Directory fresh = new Directory(database);

        assertThat(fresh.at(1).nameOf(police)).isEqualTo("Staffordshire Police");
        assertThat(fresh.at(2).nameOf(police)).isEqualTo("Police of Staffordshire");
        assertThat(fresh.at(1).account(new AccountId("sp-records-system"))).isEmpty();
        assertThat(fresh.at(2).account(new AccountId("sp-case-system"))).isEmpty();
        assertThat(fresh.at(0)).isEqualTo(Register.empty());
        assertThat(fresh.current().revision()).isEqualTo(2);
        assertThatThrownBy(() -> fresh.at(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fresh.at(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatAChangeDoes() {
        Register first = test.load(FIRST);
        Register second = test.load(SECOND);

        assertThat(RegisterChange.between(first, second).items())
                .extracting(RegisterChange.Item::effect, item -> item.fact().kind(), item -> item.fact().id())
                .containsExactly(tuple(Effect.CHANGED, Fact.Kind.AGENCY, "staffordshire-police"),
                        tuple(Effect.REMOVED, Fact.Kind.ACCOUNT, "sp-case-system"),
                        tuple(Effect.ADDED, Fact.Kind.ACCOUNT, "sp-records-system"));
    }

    @Test
    void makesNoRevisionWhenNothingDiffers() {
        Register first = test.load(FIRST);
        RegisterChange none = RegisterChange.between(first, test.load(FIRST));

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.queries()).isEmpty();
        assertThat(directory.revision()).isEqualTo(1);
    }

    @Test
    void changesNothingWhenSomebodyElseWasFaster() {
        Register base = test.load(FIRST);
        Register wanted = new Register(0, base.ceiling(), base.storagePlaces(), base.agencies(), base.memberships(),
                List.of(), base.agreements());
        RegisterChange late = RegisterChange.between(base, wanted);
        test.load(SECOND);

        int rows = database.query().execute(late.queries().getFirst());

        assertThat(rows).isZero();
        assertThat(directory.current().accounts()).hasSize(4);
    }
}
