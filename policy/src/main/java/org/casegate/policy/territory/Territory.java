// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.territory;

import java.net.InetAddress;
import java.nio.file.Path;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;

/// Tells the place of an address. Thread-safe.
public final class Territory {
    private final CountryDatabase countries;

    private Territory(CountryDatabase countries) {
        this.countries = countries;
    }

    /// Knows the registered networks and nothing else.
    public static Territory ofNetworks() {
        return new Territory(CountryDatabase.none());
    }

    /// Knows the registered networks and, for all other addresses, a country database.
    ///
    /// @param database a file in MMDB form; see [CountryDatabase#at]
    public static Territory with(Path database) {
        return new Territory(CountryDatabase.at(database));
    }

    /// The place of an address. What agencies registered goes before any database: only they know that a network is on a
    /// base abroad, or that an office at home goes out elsewhere. [Place#UNKNOWN] where neither knows.
    public Place placeOf(InetAddress address, Register register) {
        Place registered = register.placeOf(address);
        return registered.equals(Place.UNKNOWN) ? countries.placeOf(address) : registered;
    }

    /// How the country database stands.
    public CountryDatabase.State countries() {
        return countries.state();
    }
}
