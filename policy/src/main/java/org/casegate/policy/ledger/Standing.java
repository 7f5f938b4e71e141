// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TiledTree;

/// How it stands with one of those who vouch for the ledger.
///
/// @param who     as people are told
/// @param newest  when it got its newest checkpoint; empty where it has none, or something is wrong
/// @param behind  how many entries were signed since
/// @param trouble what is wrong, in a sentence without a full stop
public record Standing(String who, Optional<Instant> newest, long behind, Optional<String> trouble) {

    /// Asks everybody, and compares the newest that each has with the ledger as it is.
    public static List<Standing> of(Vouching vouching, Ledger ledger) {
        List<Standing> standings = new ArrayList<>();
        for (Vouching.Witness witness : vouching.witnesses()) {
            standings.add(look("the witness " + witness.key().name(), ledger, () -> seenBy(witness, vouching, ledger)));
        }
        vouching.anchors().forEach(place -> standings.add(look("the anchors in " + place.anchors().place()
                + place.keeper().map(keeper -> " (" + keeper + ")").orElse(""), ledger,
                () -> anchored(place.anchors(), ledger))));
        return standings;
    }

    /// A checkpoint, and when it was given.
    private record Given(Checkpoint head, Instant at) {}

    private interface Look {
        Optional<Given> look() throws IOException, BadNote;
    }

    private static Standing look(String who, Ledger ledger, Look look) {
        try {
            Optional<Given> given = look.look();
            Optional<SignedCheckpoint> signed = ledger.published();
            if (given.isEmpty() || signed.isEmpty()) {
                return new Standing(who, Optional.empty(), signed.map(head -> head.checkpoint().size()).orElse(0L),
                        Optional.empty());
            }
            return compared(who, given.get(), signed.get().checkpoint(), ledger);
        } catch (IOException unreachable) {
            return trouble(who, "cannot be asked: " + Elsewhere.why(unreachable));
        } catch (BadNote bad) {
            return trouble(who, "shows a checkpoint that is not to be trusted: " + bad.getMessage());
        }
    }

    private static Standing compared(String who, Given given, Checkpoint now, Ledger ledger) throws IOException {
        Checkpoint then = given.head();
        if (then.size() > now.size()) {
            return trouble(who, "has seen %d entries, but here are only %d: the ledger was cut off, or restored"
                    .formatted(then.size(), now.size()));
        }
        if (!new TiledTree(ledger.tiles(), now.size()).root(then.size()).equals(then.root())) {
            return trouble(who,
                    "has seen another history, signed at size %d: the ledger was rewritten".formatted(then.size()));
        }
        return new Standing(who, Optional.of(given.at()), now.size() - then.size(), Optional.empty());
    }

    private static Standing trouble(String who, String what) {
        return new Standing(who, Optional.empty(), 0, Optional.of(what));
    }

    private static Optional<Given> seenBy(Vouching.Witness witness, Vouching vouching, Ledger ledger)
            throws IOException, BadNote {
        try (WitnessClient client = new WitnessClient(witness, vouching.authority())) {
            Optional<String> note = client.latest(ledger.verifier().name());
            if (note.isEmpty()) {
                return Optional.empty();
            }
            SignedCheckpoint signed = SignedCheckpoint.parse(note.get(), ledger.verifier());
            return signed.note().cosignedAt(witness.key()).map(at -> new Given(signed.checkpoint(), at));
        }
    }

    private static Optional<Given> anchored(Anchors anchors, Ledger ledger) throws IOException, BadNote {
        Optional<Anchors.Anchor> newest = anchors.newest(ledger.verifier().name());
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Given(SignedCheckpoint.parse(newest.get().note(), ledger.verifier()).checkpoint(),
                        newest.get().at()));
    }
}
