// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.util.Map;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoFile;

/// The administrator's part: a browser on the administration's own port.
final class Administering {
    private static final String CLASS = "/retention/staffordshire/case-pack";

    private final Story story;
    private final DemoFile demo;

    Administering(Story story, Demo demo) {
        this.story = story;
        this.demo = demo.file();
    }

    void keepsFor(int days) throws IOException, InterruptedException {
        story.step("The system administrator shortens the retention period from 90 days to " + days);
        try (Browser browser = SignedIn.at(demo.adminUrl(), demo, "scc-sysadmin")) {
            Page longer = change(browser, 120);
            story.evidence("120 days", longer.words().replaceFirst("(?s)Retention periods.*", ""));
            story.holds(longer.words().contains("amends the agreement. It waits for approval"),
                    "longer holds not yet: that amends the agreement and waits for its approvals");
            Page shorter = change(browser, days);
            story.evidence(days + " days", shorter.words().replaceFirst("(?s)Retention periods.*", ""));
            story.holds(
                    shorter.path().startsWith("/retention") && shorter.status() == 200
                            && shorter.words().contains(days + " days"),
                    "shorter holds at once, for what is here already too");
        }
    }

    private static Page change(Browser browser, int days) throws IOException, InterruptedException {
        Map<String, String> period = Map.of("number", Integer.toString(days), "unit", "days");
        Page asked = browser.post(CLASS, browser.get(CLASS), period);
        return browser.post(CLASS, asked, Map.of("number", Integer.toString(days), "unit", "days", "sure", "yes"));
    }
}
