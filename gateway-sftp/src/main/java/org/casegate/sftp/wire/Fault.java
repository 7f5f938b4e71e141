// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of anything unexpected that a request throws: a line in the log for the operator and a sentence with the
/// same number for the sender, who learns nothing else of it.
public final class Fault {
    private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

    private Fault() {}

    /// Logs a fault and makes the answer for it.
    public static Refusal refusal(Throwable fault) {
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("SFTP request failed, fault {}", number, fault);
        return Refusal
                .because("Something went wrong in the gateway, and nothing was accepted. Please send it again; if it"
                        + " fails again, give the gateway's operator the number " + number + ".");
    }
}
