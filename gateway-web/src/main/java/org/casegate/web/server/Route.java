// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.List;

/// One line of a site's table.
///
/// @param template literal segments, `{name}` for one segment each, and at the end `{name...}` for one or more
/// @param recorded looking at it leaves an entry in the ledger, so another site's link must not be able to cause it
public record Route(Method method, String template, Access access, PageHandler handler, boolean recorded) {
    public static Route get(String template, Access access, PageHandler handler) {
        return new Route(Method.GET, template, access, handler, false);
    }

    public static Route post(String template, Access access, PageHandler handler) {
        return new Route(Method.POST, template, access, handler, false);
    }

    /// The same route, whose answer leaves an entry in the ledger.
    public Route withRecord() {
        return new Route(method, template, access, handler, true);
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }
}
