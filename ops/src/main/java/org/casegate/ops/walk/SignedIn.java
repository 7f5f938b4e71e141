// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.casegate.crypto.credential.Base32;
import org.casegate.crypto.credential.Totp;
import org.casegate.ops.demo.DemoAccount;
import org.casegate.ops.demo.DemoFile;

/// Signs one account in, in a browser of its own.
public final class SignedIn {
    private SignedIn() {}

    public static Browser at(String site, DemoFile demo, String id) throws IOException, InterruptedException {
        DemoAccount account = demo.account(id);
        Browser browser = new Browser(site, demo.home().resolve("ca.pem"));
        Page form = browser.get("/sign-in");
        String code = Totp.code(Base32.decode(account.totpSecret()), Totp.stepAt(InstantSource.system().instant()));
        Page entered = browser.post("/sign-in", form,
                Map.of("account", id, "password", account.password(), "code", code));
        if (entered.status() != 200) {
            browser.close();
            throw new IOException("%s could not sign in: %s".formatted(id, entered.words()));
        }
        return browser;
    }
}
