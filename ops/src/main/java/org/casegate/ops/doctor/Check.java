// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.List;

/// One thing about a site that can be well or not. A check that throws has found that something is wrong.
interface Check {
    /// What is looked at, in a few small words: `master key`.
    String name();

    /// Looks, and says what it found.
    ///
    /// @return at least one finding
    /// @throws NotOpened if the check needs an open gateway and there is none
    List<Finding> look(Site site) throws Exception;
}
