// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.crypto.verify.LogFiles.sign;

import java.util.ArrayList;
import java.util.List;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.verify.LogFiles;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every place for anchors does.
interface AnchorsContract {
    SignerKey LOG = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    SignerKey OTHER = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/10");

    Anchors anchors() throws Exception;

    static SignedCheckpoint checkpoint(SignerKey key, int size) throws Exception {
        List<byte[]> entries = new ArrayList<>();
        Hash before = Hash.ZEROS;
        for (int index = 0; index < size; index++) {
            entries.add(LogFiles.entry(index, before, "somebody"));
            before = Hash.leaf(entries.getLast());
        }
        return SignedCheckpoint.parse(sign(entries, size, key).toString(), key.verifier());
    }

    @Test
    @DisplayName("keeps each checkpoint once, and knows the logs apart")
    default void keepsEachOnce() throws Exception {
        Anchors anchors = anchors();
        SignedCheckpoint ten = checkpoint(LOG, 10);

        assertThat(anchors.newest(LOG.verifier().name())).isEmpty();
        assertThat(anchors.put(ten)).isTrue();
        assertThat(anchors.put(checkpoint(LOG, 9))).isTrue();
        assertThat(anchors.put(checkpoint(OTHER, 11))).isTrue();
        assertThat(anchors.put(ten)).isFalse();

        assertThat(anchors.of(LOG.verifier().name())).extracting(Anchors.Anchor::size).containsExactly(9L, 10L);
        Anchors.Anchor newest = anchors.newest(LOG.verifier().name()).orElseThrow();
        assertThat(newest.note()).isEqualTo(ten.note().toString());
        assertThat(newest.name()).startsWith(anchors.place()).endsWith("-0000000000000000010.checkpoint");
        assertThat(anchors.of(OTHER.verifier().name())).extracting(Anchors.Anchor::size).containsExactly(11L);
    }
}
