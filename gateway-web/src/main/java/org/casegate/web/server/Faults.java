// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a fault of ours into what a visitor may know of it: a reference that stands in the log too.
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    static Reply reply(Throwable fault) {
        return reply(fault, Trouble::fault);
    }

    /// @param words what the visitor reads, given the reference
    static Reply reply(Throwable fault, Function<String, Trouble> words) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Fault {}", reference, fault);
        return Reply.trouble(words.apply(reference));
    }
}
