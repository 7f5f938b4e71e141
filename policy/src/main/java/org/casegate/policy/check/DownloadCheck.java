// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// One kind of rule on downloads. Pure: looks at the matter and nothing else.
public interface DownloadCheck {

    Answer weigh(DownloadMatter matter);

    /// The keys of the sentences that its breaches need; an agreement that lacks one cannot be read.
    Set<String> sentences();
}
