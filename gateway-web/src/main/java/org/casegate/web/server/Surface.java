// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import org.casegate.policy.directory.Channel;

/// Which of the two sites: the portal for partners, the administration for those who run the gateway. They have disjoint
/// routes, and a sign-in on one is nothing on the other, although a browser sends the cookies of both to every port.
public enum Surface {
    PORTAL("CaseGate", Channel.PORTAL, "__Host-casegate", "Lax"),
    ADMINISTRATION("CaseGate administration", Channel.ADMINISTRATION, "__Host-casegate-admin", "Strict");

    private final String title;
    private final Channel channel;
    private final String cookie;
    private final String sameSite;

    /// @param sameSite `Lax` where people follow links from a notice in their mail, else `Strict`
    Surface(String title, Channel channel, String cookie, String sameSite) {
        this.title = title;
        this.channel = channel;
        this.cookie = cookie;
        this.sameSite = sameSite;
    }

    public String title() {
        return title;
    }

    public Channel channel() {
        return channel;
    }

    String sessionCookie() {
        return cookie;
    }

    /// Holds a random value for the forms of people who are not signed in; never becomes a session.
    String formCookie() {
        return cookie + "-form";
    }

    String sameSite() {
        return sameSite;
    }
}
