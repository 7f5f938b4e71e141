// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.policy.bucket.LockedBucket;

/// Anchors in a bucket that locks them, an object each.
record AnchorBucket(LockedBucket bucket) implements Anchors {
    @Override
    public String place() {
        return bucket.address().toString();
    }

    @Override
    public List<Anchor> of(String origin) throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        for (LockedBucket.Stored stored : bucket.list(Anchors.log(origin) + "-")) {
            Optional<Long> size = Anchors.size(stored.key(), origin);
            size.ifPresent(covered -> anchors.add(new Anchor(covered, place() + "/" + stored.key(), stored.at(),
                    () -> new String(bucket.read(stored), UTF_8))));
        }
        anchors.sort(Comparator.comparingLong(Anchor::size));
        return anchors;
    }

    @Override
    public boolean put(SignedCheckpoint signed) throws IOException {
        return bucket.put(Anchors.name(signed.checkpoint()), signed.note().toString().getBytes(UTF_8));
    }
}
