// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.casegate.policy.ledger.Standing;
import org.casegate.policy.ledger.Vouching;
import org.casegate.policy.notice.CheckpointLetters;

/// Somebody whom the keeper of this gateway does not control holds a checkpoint of this very history: else whoever has the
/// database and the signing key can rewrite all of it unseen.
final class OthersVouch implements Check {
    private static final Duration LATE = Duration.ofDays(1);
    private static final String ASK = "have a partner agency run `casegate ledger witness` and give ledger.witnesses in"
            + " casegate.yaml, or give ledger.anchors on another body's machine and ledger.anchors_kept_by, or ledger.anchor_bucket and"
            + " ledger.anchor_bucket_kept_by";

    @Override
    public String name() {
        return "witnesses, anchors";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        Vouching vouching = site.config().vouching();
        List<Finding> findings = new ArrayList<>(byOthers(vouching, site.config().demo()));
        Standing.of(vouching, site.gateway().ledger())
                .forEach(standing -> findings.add(of(standing, site.machineTime())));
        site.gateway().post().checkpoints()
                .ifPresent(letters -> findings.add(ofLetters(letters.standing(), site.now())));
        return findings;
    }

    static List<Finding> byOthers(Vouching vouching, boolean demo) {
        if (vouching.byOthers()) {
            return List.of();
        }
        String said = "no witness and no anchor is under another body's control, so a rewritten ledger could pass";
        return List.of(demo
                ? Finding.amber(said + "; well enough for a demonstration", ASK)
                : Finding.red(said, ASK));
    }

    /// Of what goes by mail; the partnership's time.
    static Finding ofLetters(CheckpointLetters.Standing letters, Instant now) {
        Instant due = letters.taken().or(letters::begun).orElse(now).plus(letters.every());
        String said = letters.taken()
                .map("the points of contact were last sent a checkpoint at %s"::formatted)
                .orElse("no point of contact was sent a checkpoint yet");
        return now.isBefore(due.plus(LATE))
                ? Finding.green(said + "; the next goes by " + due)
                : Finding.amber(said,
                        "see that the gateway runs, that agencies have a point of contact with an address, and"
                                + " `casegate notice list`");
    }

    static Finding of(Standing standing, Instant now) {
        if (standing.trouble().isPresent()) {
            return Finding.red(standing.who() + " " + standing.trouble().get(),
                    "see that it is reached; where it has seen another history keep what it has, and run `casegate ledger verify`");
        }
        if (standing.newest().isEmpty()) {
            return Finding.amber(standing.who() + " has no checkpoint yet",
                    "it gets one within minutes while the gateway runs; if not, see the log");
        }
        boolean late = standing.behind() > 0 && now.isAfter(standing.newest().get().plus(LATE));
        String said = "%s has the checkpoint of %s, %d entries behind, and it is of this history"
                .formatted(standing.who(), standing.newest().get(), standing.behind());
        return late
                ? Finding.amber(said, "see that the gateway runs, and in its log why nothing newer was taken")
                : Finding.green(said);
    }
}
