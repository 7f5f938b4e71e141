// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The web server that both sites share: what it refuses, its headers, and how a page reaches a browser.
///
/// [WebServer] starts one [Site] on one [WebListener]. A site is a table of [Route]s; [Front] leads each request through the
/// same checks in the same order, and only then to the one [PageHandler] that its route names. Handlers see a [Visit] and
/// give back a [Reply]; nothing outside this package touches Jetty.
@NullMarked
package org.casegate.web.server;

import org.jspecify.annotations.NullMarked;
