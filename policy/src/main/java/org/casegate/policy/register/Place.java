// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where an address, an endpoint or a store is: ISO 3166-1 alpha-2, `XQ` for the Sovereign Base Areas, `??` unknown.
/// `GB` is the whole United Kingdom; `IM`, `JE`, `GG` and `GI` are not part of it.
public record Place(String code) implements Comparable<Place> {

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    /// The United Kingdom.
    public static final Place UK = new Place("GB");
    /// Nobody knows; never an allowed place.
    public static final Place UNKNOWN = new Place("??");

    private static final String SOVEREIGN_BASES = "XQ";
    private static final Set<String> EEA = Set.of("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE",
            "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI",
            "NO");

    public Place {
        if (!known(code)) {
            throw new IllegalArgumentException("'" + code + "' is not a place: two letters of ISO 3166-1, XQ or ??");
        }
    }

    /// Reads a place, or nothing where the code is none.
    public static Optional<Place> parse(String code) {
        return known(code) ? Optional.of(new Place(code)) : Optional.empty();
    }

    public boolean isUk() {
        return code.equals("GB");
    }

    /// In the European Economic Area; the United Kingdom is not.
    public boolean isEea() {
        return EEA.contains(code);
    }

    /// The name to show, in English: *France*, *an unknown place*.
    public String readable() {
        return switch (code) {
            case "??" -> "an unknown place";
            case "GB" -> "the United Kingdom";
            case "IM" -> "the Isle of Man";
            case "US" -> "the United States";
            case SOVEREIGN_BASES -> "the Sovereign Base Areas";
            default -> Locale.of("", code).getDisplayCountry(Locale.UK);
        };
    }

    private static boolean known(String code) {
        return code.equals("??") || code.equals(SOVEREIGN_BASES)
                || COUNTRIES.contains(code);
    }

    @Override
    public int compareTo(Place other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
