// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.io.IOException;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;

/// Gives a session its connection service once. A client may ask for services as often as it likes, and MINA would make a
/// new one each time, with a new count of channels and the old channels left behind.
public final class OncePerSession implements ServiceFactory {
    private final AttributeKey<Boolean> made = new AttributeKey<>();
    private final ServiceFactory factory;

    public OncePerSession(ServiceFactory factory) {
        this.factory = factory;
    }

    @Override
    public String getName() {
        return factory.getName();
    }

    @Override
    public Service create(Session session) throws IOException {
        Service service = factory.create(session);
        if (session.setAttribute(made, true) != null) {
            throw new SshException("service asked for twice");
        }
        return service;
    }
}
