// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.casegate.policy.territory.CountryDatabase;

/// There is a country database, it is in use, and it is of this month or the last: addresses change hands.
final class CountriesAreKnown implements Check {
    private static final Duration OLD = Duration.ofDays(45);
    private static final String FETCH = "fetch a new one with ops/country-database (ops/docs/country-database.md)";

    @Override
    public String name() {
        return "country database";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        return List.of(of(site.gateway().directory().territory().countries(), site.machineTime()));
    }

    static Finding of(CountryDatabase.State state, Instant now) {
        if (state.file().isEmpty()) {
            return Finding.amber("none is given, so whoever is not in a registered network is refused",
                    "give territory.country_database in casegate.yaml (ops/docs/country-database.md)");
        }
        if (state.fault().isPresent()) {
            return Finding.red(state.fault().get() + state.built().map(CountriesAreKnown::stillInUse)
                    .orElse(", so whoever is not in a registered network is refused"), FETCH);
        }
        String said = "%s of %s".formatted(state.type().orElse("data"),
                state.built().map(Instant::toString).orElse("an unknown date"));
        boolean old = state.built().filter(built -> now.isBefore(built.plus(OLD))).isEmpty();
        return old ? Finding.amber(said + ", older than " + OLD.toDays() + " days", FETCH) : Finding.green(said);
    }

    private static String stillInUse(Instant built) {
        return "; the one of " + built + " is still in use until the gateway stops";
    }
}
