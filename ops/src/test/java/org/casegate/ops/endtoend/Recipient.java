// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.casegate.ops.walk.Browser;
import org.casegate.ops.walk.Page;
import org.casegate.ops.walk.SignedIn;

/// The recipient of the sample packs, at the portal. He signs in once: a code serves once, and the session outlives the gateway.
final class Recipient implements AutoCloseable {
    private final RunningDemo demo;
    private Optional<Browser> browser = Optional.empty();

    Recipient(RunningDemo demo) {
        this.demo = demo;
    }

    /// Downloads, octet by octet, what was sent as this part of a pack of his.
    void opens(String part, String content) throws IOException, InterruptedException {
        Browser signedIn = browser();
        for (String link : signedIn.get("/packs").links("/packs/")) {
            Page cover = signedIn.get(link);
            if (cover.text().contains(part)) {
                Page reminded = signedIn.post(link + "/reminder", cover, Map.of("read", "yes"));
                Page download = signedIn.post(link + "/parts/1", reminded, Map.of());
                assertThat(download.isFile()).as(download.words()).isTrue();
                assertThat(download.sha256()).isEqualTo(Page.sha256(content.getBytes(UTF_8)));
                return;
            }
        }
        throw new AssertionError(part + " is not in the recipient's inbox");
    }

    /// The words of his inbox.
    String inbox() throws IOException, InterruptedException {
        return browser().get("/packs").words();
    }

    private Browser browser() throws IOException, InterruptedException {
        if (browser.isEmpty()) {
            browser = Optional.of(SignedIn.at(demo.file().webUrl(), demo.file(), "scc-safeguarding-lead"));
        }
        return browser.get();
    }

    @Override
    public void close() {
        browser.ifPresent(Browser::close);
    }
}
