// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.BufferedIoOutputStream;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AsyncCommand;
import org.casegate.sftp.tree.Requests;
import org.casegate.sftp.wire.Fault;
import org.casegate.sftp.wire.Frame;
import org.casegate.sftp.wire.FramePool;
import org.casegate.sftp.wire.Frames;
import org.casegate.sftp.wire.MalformedFrame;
import org.casegate.sftp.wire.Outlet;
import org.casegate.sftp.wire.Reply;
import org.jspecify.annotations.Nullable;

/// One SFTP channel. MINA's thread cuts the client's octets into frames and queues them; one virtual thread answers them in
/// order. The client's window is opened again only for what was answered: octets that wait here are octets the client may
/// not send anew, and that is the whole back-pressure.
///
/// However the channel ends, uploads that were not closed by an explicit CLOSE are suspended, never committed.
final class SftpChannel implements AsyncCommand, ChannelDataReceiver, Outlet {
    /// Requests that may wait. The window bounds their octets; this bounds the objects that tiny ones would become.
    static final int MOST_WAITING = 4096;

    // MINA collects small pieces and sends nothing for them
    private static final int RELEASE_AT = 512 * 1024;

    private final ChannelSession channel;
    private final boolean standardError;
    private final Duration idleTime;
    private final Frames frames;
    private final Reply reply = new Reply(this);
    private final Requests requests;
    private final LiveChannels live;
    private final BlockingQueue<Optional<Frame>> queue = new LinkedBlockingQueue<>(); // an empty one is the end
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private @Nullable BufferedIoOutputStream out;
    private @Nullable BufferedIoOutputStream err;
    private @Nullable ExitCallback exit;

    /// @param requests      makes the requests of this channel from its replies
    /// @param standardError whether the client shows it
    /// @param idleTime      how long the client may send no request
    SftpChannel(ChannelSession channel, Function<Reply, Requests> requests, FramePool pool, boolean standardError,
            Duration idleTime, LiveChannels live) {
        this.channel = channel;
        this.standardError = standardError;
        this.idleTime = idleTime;
        this.frames = new Frames(pool);
        this.requests = requests.apply(reply);
        this.live = live;
    }

    @Override
    public void start(ChannelSession started, Environment environment) {
        live.add(this);
        Thread.ofVirtual().name("sftp-channel").start(this::run);
    }

    /// On MINA's thread. Nothing of the window is given back yet.
    @Override
    public int data(ChannelSession from, byte[] octets, int start, int length) throws IOException {
        frames.feed(octets, start, length, frame -> queue.add(Optional.of(frame)));
        if (queue.size() > MOST_WAITING) {
            throw new MalformedFrame("more than " + MOST_WAITING + " requests waiting");
        }
        return 0;
    }

    /// The client sends no more; what it has sent is still answered.
    @Override
    public void close() {
        queue.add(Optional.empty());
    }

    /// The connection is gone.
    @Override
    public void destroy(ChannelSession gone) {
        queue.add(Optional.empty());
    }

    /// Ends the channel after the request that is being answered, and suspends its uploads.
    void stop() {
        stopping = true;
        queue.add(Optional.empty());
    }

    /// Waits for the last answer.
    boolean awaitEnd(Duration longest) throws InterruptedException {
        return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void send(byte[] octets, int length) throws IOException {
        if (out == null) {
            throw new EOFException("no channel");
        }
        // room in front for type, channel and length, so that MINA need not copy
        Buffer buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA, length + 12);
        buffer.wpos(buffer.wpos() + 8);
        buffer.rpos(buffer.wpos());
        buffer.putRawBytes(octets, 0, length);
        var _ = out.writeBuffer(buffer);
    }

    @Override
    public void say(String line) throws IOException {
        byte[] octets = (line + "\n").getBytes(StandardCharsets.UTF_8);
        // MINA never resumes a write to standard error that had to wait for the client's window
        if (standardError && err != null && channel.getRemoteWindow().getSize() > 2L * octets.length) {
            var _ = err.writeBuffer(new ByteArrayBuffer(octets));
        }
    }

    @Override
    public void setIoOutputStream(IoOutputStream stream) {
        out = buffered("out", stream);
    }

    @Override
    public void setIoErrorStream(IoOutputStream stream) {
        err = buffered("err", stream);
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void setIoInputStream(IoInputStream stream) {
        // data() receives instead
    }

    @Override
    public void setInputStream(InputStream stream) {
        // data() receives instead
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        // the asynchronous stream is used
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // the asynchronous stream is used
    }

    private void run() {
        int status = 1;
        try (requests) {
            answerAll();
            reply.flush();
            status = 0;
        } catch (IOException gone) {
            // the client is gone, or speaks no SFTP; there is nobody to tell
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            var _ = Fault.refusal(fault);
        } finally {
            live.remove(this);
            ended.countDown();
        }
        if (exit != null && !channel.getSession().isClosing()) {
            exit.onExit(status);
        }
    }

    private void answerAll() throws IOException, InterruptedException {
        int done = 0;
        while (true) {
            Optional<Frame> next = queue.poll(idleTime.toNanos(), TimeUnit.NANOSECONDS);
            if (stopping || next == null || next.isEmpty()) {
                return;
            }
            Frame frame = next.get();
            done += frame.onTheWire();
            try {
                requests.answer(frame);
            } finally {
                frame.release();
            }
            boolean drained = queue.isEmpty();
            if (drained) {
                reply.flush();
            }
            if (drained || done >= RELEASE_AT) {
                channel.getLocalWindow().release(done);
                done = 0;
            }
        }
    }

    // the bare stream refuses a second write while one is under way
    private BufferedIoOutputStream buffered(String which, IoOutputStream stream) {
        return new BufferedIoOutputStream(which, channel.getChannelId(), stream, channel);
    }
}
