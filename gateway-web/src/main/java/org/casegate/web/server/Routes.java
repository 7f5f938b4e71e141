// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// All routes of one site. What is not in the table does not exist.
///
/// A path is matched as it was sent, octet by octet: our own paths need no escapes, so a path with one, with an empty or a
/// dot segment or with a path parameter is no path of ours, and no second reading of it can differ from the first.
public final class Routes {
    private static final Pattern PATH = Pattern.compile("/|(?:/[A-Za-z0-9_~][A-Za-z0-9._~-]{0,127}){1,8}");

    private final List<Route> table;

    private Routes(List<Route> table) {
        this.table = table;
    }

    public static Routes of(Route... table) {
        return new Routes(List.of(table));
    }

    /// For tests that crawl every route.
    public List<Route> all() {
        return table;
    }

    /// The routes at a path, the first in the table first, by whatever method, with what stands in the places of their `{name}`s; empty if there is none.
    List<Match> at(String path) {
        if (!PATH.matcher(path).matches()) {
            return List.of();
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        List<Match> matches = new ArrayList<>();
        for (Route route : table) {
            parameters(route.segments(), segments).ifPresent(found -> matches.add(new Match(route, found)));
        }
        return matches;
    }

    private static Optional<Map<String, String>> parameters(List<String> template, List<String> segments) {
        boolean open = template.getLast().endsWith("...}");
        if (open ? template.size() > segments.size() : template.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            if (wanted.endsWith("...}")) {
                parameters.put(wanted.substring(1, wanted.length() - 4),
                        String.join("/", segments.subList(i, segments.size())));
            } else if (wanted.startsWith("{")) {
                parameters.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
            } else if (!wanted.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.copyOf(parameters));
    }

    record Match(Route route, Map<String, String> parameters) {
        Match {
            parameters = Map.copyOf(parameters);
        }
    }
}
