// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.casegate.sftp.wire.FramePool;
import org.casegate.sftp.wire.Frame;
import org.casegate.sftp.wire.Frames;
import org.casegate.sftp.wire.Outlet;
import org.casegate.sftp.wire.Reply;

/// Speaks SFTP to [Requests] octet by octet, without a network: bytes in, bytes out.
final class TestClient implements Outlet {
    private final Frames frames = new Frames(new FramePool());
    private final Reply reply = new Reply(this);
    private final Requests requests;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<String> said = new ArrayList<>();
    private int id;

    /// One reply: its type and the octets after its id.
    record Got(int type, ByteBuffer body) {
        int status() {
            return body.getInt(0);
        }

        String sentence() {
            return text(body.duplicate().position(4));
        }

        int handle() {
            return body.getInt(4);
        }

        static String text(ByteBuffer at) {
            byte[] octets = new byte[at.getInt()];
            at.get(octets);
            return new String(octets, StandardCharsets.UTF_8);
        }
    }

    TestClient(Function<Reply, Requests> requests) throws IOException {
        this.requests = requests.apply(reply);
        send(octets -> {
            octets.writeByte(1);
            octets.writeInt(6);
        });
        take();
    }

    /// What a request's body is written with.
    interface Body {
        void write(DataOutputStream octets) throws IOException;
    }

    Got request(int type, Body body) throws IOException {
        int mine = ++id;
        send(octets -> {
            octets.writeByte(type);
            octets.writeInt(mine);
            body.write(octets);
        });
        return take();
    }

    void send(Body body) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        body.write(new DataOutputStream(frame));
        byte[] octets = ByteBuffer.allocate(4 + frame.size()).putInt(frame.size()).put(frame.toByteArray()).array();
        List<Frame> whole = new ArrayList<>();
        frames.feed(octets, 0, octets.length, whole::add);
        for (Frame each : whole) {
            requests.answer(each);
            each.release();
        }
        reply.flush();
    }

    /// The next reply; there must be one.
    Got take() {
        ByteBuffer all = ByteBuffer.wrap(sent.toByteArray());
        int length = all.getInt();
        int type = all.get() & 0xff;
        ByteBuffer body = ByteBuffer.allocate(length - 5);
        all.getInt();
        body.put(all.slice(all.position(), length - 5)).flip();
        sent.reset();
        sent.write(all.array(), 4 + length, all.limit() - 4 - length);
        return new Got(type, body);
    }

    Got open(String path, int flags) throws IOException {
        return request(3, octets -> {
            text(octets, path);
            octets.writeInt(flags);
            octets.writeInt(0);
        });
    }

    Got write(int handle, long offset, byte[] data) throws IOException {
        return request(6, octets -> {
            handle(octets, handle);
            octets.writeLong(offset);
            octets.writeInt(data.length);
            octets.write(data);
        });
    }

    Got onHandle(int type, int handle) throws IOException {
        return request(type, octets -> handle(octets, handle));
    }

    Got close(int handle) throws IOException {
        return onHandle(4, handle);
    }

    Got onPath(int type, String path) throws IOException {
        return request(type, octets -> {
            text(octets, path);
            octets.writeInt(0);
        });
    }

    Got rename(String from, String to) throws IOException {
        return request(18, octets -> {
            text(octets, from);
            text(octets, to);
        });
    }

    /// A whole upload in one write.
    Got put(String path, String content) throws IOException {
        int handle = open(path, 0x1a).handle();
        byte[] octets = content.getBytes(StandardCharsets.UTF_8);
        if (octets.length > 0) {
            write(handle, 0, octets);
        }
        return close(handle);
    }

    /// What was said beside the protocol.
    List<String> said() {
        return said;
    }

    void cut() {
        requests.close();
    }

    static void text(DataOutputStream octets, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        octets.writeInt(utf8.length);
        octets.write(utf8);
    }

    static void handle(DataOutputStream octets, int handle) throws IOException {
        octets.writeInt(4);
        octets.writeInt(handle);
    }

    @Override
    public void send(byte[] octets, int length) {
        sent.write(octets, 0, length);
    }

    @Override
    public void say(String line) {
        said.add(line);
    }
}
