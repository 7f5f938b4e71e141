// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

final class RoutesTest {
    private final Routes routes = Routes.of(
            Route.get("/", Access.everyone(), _ -> Reply.text("")),
            Route.get("/packs", Access.everyone(), _ -> Reply.text("")),
            Route.post("/packs", Access.everyone(), _ -> Reply.text("")),
            Route.get("/packs/{pack}/parts/{number}", Access.everyone(), _ -> Reply.text("")));

    @Test
    void findsByEverySegment() {
        assertThat(routes.at("/")).hasSize(1);
        assertThat(routes.at("/packs")).hasSize(2);
        assertThat(routes.at("/packs/7/parts/2")).extracting(Routes.Match::parameters)
                .isEqualTo(List.of(Map.of("pack", "7", "number", "2")));
        assertThat(routes.at("/packs/7")).isEmpty();
        assertThat(routes.at("/packs/")).isEmpty();
        assertThat(routes.at("/Packs")).isEmpty();
        assertThat(routes.at("packs")).isEmpty();
        assertThat(routes.at("")).isEmpty();
    }

    @Test
    void takesTheRestOfAPathWhereATemplateSaysSo() {
        Routes open = Routes.of(Route.get("/ledger/tile/entries/{tile...}", Access.signedIn(), _ -> Reply.text("")),
                Route.get("/ledger/tile/{tile...}", Access.everyone(), _ -> Reply.text("")));

        assertThat(open.at("/ledger/tile/0/x001/067.p/8")).extracting(Routes.Match::parameters)
                .containsExactly(Map.of("tile", "0/x001/067.p/8"));
        assertThat(open.at("/ledger/tile/entries/067").getFirst().parameters()).isEqualTo(Map.of("tile", "067"));
        assertThat(open.at("/ledger/tile/entries/067").getFirst().route().access()).isEqualTo(Access.signedIn());
        assertThat(open.at("/ledger/tile")).isEmpty();
        assertThat(open.at("/ledger/tile/0/../067")).isEmpty();
    }

    @Property
    @Label("V7: no parameter ever holds more than letters, digits, dots, hyphens, underscores and tildes")
    void handsOutHarmlessParametersOnly(@ForAll String pack,
            @ForAll @Chars({'.', '/', '%', '2', 'e', '\\', ';', 'a', '\0'}) String number) {
        routes.at("/packs/" + pack + "/parts/" + number).stream().flatMap(match -> match.parameters().values().stream())
                .forEach(value -> assertThat(value).matches("[A-Za-z0-9_~][A-Za-z0-9._~-]*"));
    }
}
