// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.util.List;

import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.channel.ChannelSession;

/// A session channel that knows one request: the subsystem `sftp`, once. No shell, no command, no terminal, no
/// environment (MINA keeps variables without limit), no forwarding: all else fails.
final class OnlySftp extends ChannelSession {
    /// Makes such channels; the only kind of channel that a client can open.
    static ChannelFactory factory(WindowBudget windows) {
        return new ChannelFactory() {
            @Override
            public String getName() {
                return "session";
            }

            @Override
            public Channel createChannel(Session session) {
                OnlySftp channel = new OnlySftp();
                int window = windows.take();
                CoreModuleProperties.WINDOW_SIZE.set(channel, (long) window);
                channel.addCloseFutureListener(_ -> windows.give(window));
                return channel;
            }
        };
    }

    private OnlySftp() {
        super(List.of());
    }

    @Override
    protected RequestHandler.Result handleInternalRequest(String request, boolean wantReply, Buffer buffer)
            throws IOException {
        if (Channel.CHANNEL_SUBSYSTEM.equals(request) && "sftp".equals(peekText(buffer))) {
            // MINA refuses a second one
            return super.handleInternalRequest(request, wantReply, buffer);
        }
        return RequestHandler.Result.ReplyFailure;
    }

    private static String peekText(Buffer buffer) {
        int start = buffer.rpos();
        String text = buffer.getString();
        buffer.rpos(start);
        return text;
    }
}
