// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.IOException;

/// Answers one route. By then the request has passed every check of [Front]; the handler runs on a virtual thread and may
/// block.
@FunctionalInterface
public interface PageHandler {
    /// Answers it.
    ///
    /// @throws IOException if something failed that the visitor cannot mend; he sees an error page with a reference
    Reply answer(Visit visit) throws IOException;
}
