// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.IOException;
import java.io.OutputStream;

/// The octets of a file on its way to a browser.
public interface AttachmentBody extends AutoCloseable {
    /// Writes all of it, once. An exception after the first octet ends the connection, so that no browser takes a part of a
    /// file for the whole; one before it becomes an error page.
    void copyTo(OutputStream out) throws IOException;

    @Override
    void close() throws IOException;
}
