// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// What a [Reply] consists of.
sealed interface Content {
    /// A page to be rendered.
    ///
    /// @param template path below the templates' folder, a constant of ours
    /// @param model    its parameter `page`
    record Page(String template, Object model) implements Content {}

    record Redirect(String path) implements Content {}

    record Text(String text) implements Content {}

    /// @param sizeBytes exactly what the body will write, where that is known
    record Attachment(String fileName, OptionalLong sizeBytes, AttachmentBody body) implements Content {}

    record Fixed(Assets.Asset asset) implements Content {}

    /// @param unchanging whether anybody may keep it, because nothing else will ever have its name
    record Octets(ByteBuffer octets, boolean unchanging) implements Content {}
}
