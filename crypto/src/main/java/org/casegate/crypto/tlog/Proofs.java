// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.List;

/// Verifies proofs, as RFC 9162 sections 2.1.3.2 and 2.1.4.2 do it. Every wrong proof is a plain no, however long it is.
public final class Proofs {
    private Proofs() {}

    /// Whether the leaf stands at this place in the tree of this size and root.
    public static boolean includes(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        Hash r = leaf;
        for (Hash p : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = Hash.node(p, r);
                int zeros = Long.numberOfTrailingZeros(fn); // fn is not 0: sn is not
                fn >>= zeros;
                sn >>= zeros;
            } else {
                r = Hash.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r.equals(root);
    }

    /// Whether the tree of the later size and root begins with that of the earlier. Every tree extends the empty one, and
    /// none needs a proof to extend itself.
    public static boolean extend(long earlier, Hash earlierRoot, long later, Hash laterRoot, List<Hash> proof) {
        if (earlier < 0 || earlier > later) {
            return false;
        }
        if (earlier == 0) {
            return proof.isEmpty() && earlierRoot.equals(Hash.ofNothing());
        }
        if (earlier == later) {
            return proof.isEmpty() && earlierRoot.equals(laterRoot);
        }
        boolean complete = Long.bitCount(earlier) == 1; // then the old root is the first hash of the path
        if (!complete && proof.isEmpty()) {
            return false;
        }
        Hash first = complete ? earlierRoot : proof.getFirst();
        int zeros = Long.numberOfTrailingZeros(earlier);
        return climb((earlier - 1) >> zeros, (later - 1) >> zeros, first,
                complete ? proof : proof.subList(1, proof.size()),
                earlierRoot, laterRoot);
    }

    private static boolean climb(long oldNode, long lastNode, Hash first, List<Hash> path, Hash oldRoot,
            Hash newRoot) {
        long fn = oldNode;
        long sn = lastNode;
        Hash fr = first;
        Hash sr = first;
        for (Hash c : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.node(c, fr);
                sr = Hash.node(c, sr);
                int zeros = Long.numberOfTrailingZeros(fn); // fn is not 0: sn is not
                fn >>= zeros;
                sn >>= zeros;
            } else {
                sr = Hash.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(oldRoot) && sr.equals(newRoot);
    }
}
