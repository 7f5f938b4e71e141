// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a site listens and the names it answers to.
///
/// @param port  0 for a free one
/// @param names host names and addresses that a request may carry, without a port; any other name is refused, so that no
///              poisoned link or cache entry ever holds our pages
public record WebListener(InetAddress address, int port, Set<String> names) {
    public WebListener {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A listener needs at least one host name");
        }
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /// A listener on this machine only.
    public static WebListener loopback(int port) {
        return new WebListener(InetAddress.getLoopbackAddress(), port, Set.of("localhost", "127.0.0.1", "[::1]"));
    }

    boolean answersTo(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }
}
