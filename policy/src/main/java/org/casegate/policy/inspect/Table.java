// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.ArrayList;
import java.util.List;

/// Reads a text as a table where its first line has cells, quoted ones among them (RFC 4180), and looks at each column by
/// its heading: an identifier may be spread over cells that no text would put together.
final class Table implements TextSink {

    private static final String DELIMITERS = ",;\t|";
    /// Longer than any value that is looked for; the rest of a cell does not matter.
    private static final int LONGEST_CELL = 120;
    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_FIRST_LINE = 8_192;

    private final StringBuilder cell = new StringBuilder();
    private final List<String> row = new ArrayList<>();
    private final StringBuilder firstLine = new StringBuilder();
    private List<Heading> headings = List.of();
    private State state = State.FIRST_LINE;
    private char delimiter;
    private boolean quoted;
    private boolean afterQuote;

    @Override
    public void put(char[] run, int length, Sightings sightings) {
        for (int index = 0; index < length && state != State.NO_TABLE; index++) {
            if (state == State.ROWS) {
                take(run[index], sightings);
            } else {
                first(run[index], sightings);
            }
        }
    }

    @Override
    public void finish(Sightings sightings) {
        if (state == State.FIRST_LINE) {
            begin(sightings);
        }
        if (state == State.ROWS) {
            endOfRow(sightings);
        }
    }

    /// The first line tells whether this is a table, and what stands between its cells.
    private void first(char character, Sightings sightings) {
        firstLine.append(character);
        if (character == '\n') {
            begin(sightings);
        } else if (firstLine.length() > LONGEST_FIRST_LINE) {
            state = State.NO_TABLE;
        }
    }

    private void begin(Sightings sightings) {
        String line = firstLine.toString();
        firstLine.setLength(0);
        int most = 0;
        for (int index = 0; index < DELIMITERS.length(); index++) {
            char candidate = DELIMITERS.charAt(index);
            int count = (int) line.chars().filter(each -> each == candidate).count();
            if (count > most) {
                most = count;
                delimiter = candidate;
            }
        }
        state = most == 0 ? State.NO_TABLE : State.ROWS;
        if (state == State.ROWS) {
            line.chars().forEach(each -> take((char) each, sightings));
        }
    }

    private void take(char character, Sightings sightings) {
        boolean closing = quoted && character == '"' && !afterQuote;
        if (closing) {
            afterQuote = true;
            return;
        }
        if (afterQuote) {
            afterQuote = false;
            // two quotes within quotes are one; one alone ends them
            quoted = character == '"';
        } else if (!quoted && character == '"' && cell.isEmpty()) {
            quoted = true;
            return;
        }
        if (!quoted && character == delimiter) {
            endOfCell();
        } else if (!quoted && character == '\n') {
            endOfRow(sightings);
        } else if (cell.length() < LONGEST_CELL && character != '\r') {
            cell.append(character);
        }
    }

    private void endOfCell() {
        if (row.size() < MOST_COLUMNS) {
            row.add(cell.toString().strip());
        }
        cell.setLength(0);
    }

    private void endOfRow(Sightings sightings) {
        endOfCell();
        if (headings.isEmpty()) {
            headings = row.stream().map(Heading::of).toList();
        } else {
            Cells.look(row, headings, sightings);
        }
        row.clear();
    }

    private enum State {
        FIRST_LINE, ROWS, NO_TABLE
    }
}
