// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form of a full postcode.
final class Postcode {

    private static final Set<String> AREAS = Set.of("AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR",
            "BS", "BT", "BX", "CA", "CB", "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH",
            "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG",
            "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE",
            "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA",
            "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP",
            "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD",
            "WF", "WN", "WR", "WS", "WV", "YO", "ZE");
    private static final Pattern OUTWARD = Pattern.compile("([A-Z]{1,2})[0-9][A-Z0-9]?");
    private static final Pattern INWARD = Pattern.compile("[0-9][ABD-HJLNP-UW-Z]{2}");

    private Postcode() {}

    /// Whether letters at the start of a postcode name an area.
    static boolean isArea(String capitals) {
        return AREAS.contains(capitals);
    }

    /// Whether two cells that stand beside each other are the two halves of one.
    static boolean isSplit(String one, String other) {
        if (!INWARD.matcher(other).matches()) {
            return false;
        }
        Matcher outward = OUTWARD.matcher(one);
        return outward.matches() && isArea(outward.group(1));
    }
}
