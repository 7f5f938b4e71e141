// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.List;
import org.casegate.policy.inspect.PartFindings.Identifier;

/// Looks at one row of a table. Cells that stand together under headings of one kind are read together as well.
final class Cells {

    private static final int DIGITS = 10;

    private Cells() {}

    static void look(List<String> row, List<Heading> headings, Sightings sightings) {
        int columns = Math.min(row.size(), headings.size());
        for (int from = 0; from < columns; from++) {
            int to = from + 1;
            while (to < columns && headings.get(to) == headings.get(from)) {
                to++;
            }
            look(headings.get(from), row.subList(from, to), sightings);
            from = to - 1;
        }
        for (int index = 0; index + 1 < row.size(); index++) {
            if (Postcode.isSplit(row.get(index), row.get(index + 1))) {
                sightings.identifier(Identifier.POSTCODE);
            }
        }
    }

    private static void look(Heading heading, List<String> cells, Sightings sightings) {
        switch (heading) {
            case NHS_NUMBER -> {
                cells.forEach(cell -> number(cell, sightings));
                number(String.join("", cells), sightings);
            }
            case BIRTH_DATE -> {
                if (cells.stream().anyMatch(IdentifierFinder::isDate)
                        || IdentifierFinder.isDate(String.join("/", cells))) {
                    sightings.identifier(Identifier.DATE_OF_BIRTH);
                }
            }
            case NAME -> {
                if (cells.stream().anyMatch(PersonName::isLikely)) {
                    sightings.identifier(Identifier.NAME);
                }
            }
            case OTHER -> {
            }
        }
    }

    /// Under its heading a number may be written in any way.
    private static void number(String text, Sightings sightings) {
        String digits = text.replaceFirst("\\.0+$", "").replaceAll("[^0-9]", "");
        if (digits.length() == DIGITS && NhsNumber.isValid(Long.parseLong(digits))) {
            sightings.number(new NhsNumber(Long.parseLong(digits)));
        }
    }
}
