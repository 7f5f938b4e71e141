// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.casegate.sftp.wire.Frame;
import org.casegate.sftp.wire.FramePool;
import org.casegate.sftp.wire.Frames;
import org.casegate.sftp.wire.MalformedFrame;
import org.casegate.sftp.wire.Outlet;
import org.casegate.sftp.wire.Reply;

/// Whatever a client sends once it is let in, each request has one whole reply, the channel ends cleanly where it speaks no
/// SFTP, and what was not closed is not committed (V8). A plain test run goes through the corpus; `-Pfuzz` looks for more.
class RequestsFuzzTest {
    /// What every session begins with, so that the fuzzer need not find it.
    private static final byte[] INIT = {0, 0, 0, 5, 1, 0, 0, 0, 3};
    private static final int VERSION = 2;
    private static final int LOWEST_REPLY = 101;

    @FuzzTest(maxDuration = "1m")
    void anyOctets(byte[] octets) throws IOException {
        MemoryTree tree = new MemoryTree();
        tree.pack("p");
        Replies replies = new Replies();
        Reply reply = new Reply(replies);
        int asked = 0;
        try (Requests requests = tree.requests().apply(reply)) {
            List<Frame> frames = new ArrayList<>();
            Frames cut = new Frames(new FramePool());
            cut.feed(INIT, 0, INIT.length, frames::add);
            try {
                cut.feed(octets, 0, octets.length, frames::add);
            } catch (MalformedFrame end) {
                assertThat(end).hasMessageContaining("octets");
            }
            for (Frame frame : frames) {
                requests.answer(frame);
                frame.release();
                asked++;
            }
            reply.flush();
        } catch (MalformedFrame end) {
            assertThat(end).hasMessageMatching("a frame without a type|a request before INIT");
        }

        assertThat(replies.whole()).hasSize(asked);
        assertThat(tree.atRest("p")).as("no upload goes on without its channel").isTrue();
    }

    /// What the client got.
    private static final class Replies implements Outlet {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

        @Override
        public void send(byte[] octets, int length) {
            sent.write(octets, 0, length);
        }

        @Override
        public void say(String line) {
            assertThat(line).doesNotContain("\n", "\r");
        }

        /// The types of all replies; each must be whole.
        List<Integer> whole() {
            List<Integer> types = new ArrayList<>();
            ByteBuffer rest = ByteBuffer.wrap(sent.toByteArray());
            while (rest.hasRemaining()) {
                int length = rest.getInt();
                assertThat(length).isBetween(1, rest.remaining());
                int type = rest.get(rest.position()) & 0xff;
                assertThat(type).isIn(VERSION, LOWEST_REPLY, 102, 103, 104, 105, 201);
                types.add(type);
                rest.position(rest.position() + length);
            }
            return types;
        }
    }
}
