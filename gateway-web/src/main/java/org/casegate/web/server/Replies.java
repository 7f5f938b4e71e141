// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.casegate.policy.release.NoLongerAvailable;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a [Reply] as an HTTP response: the one place where headers and bodies leave.
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final Headers headers;
    private final Pages pages = new Pages();

    Replies(Headers headers) {
        this.headers = headers;
    }

    /// Sends it; the callback is completed on every path.
    void send(Reply reply, Frame frame, Response response, Callback callback) {
        HttpFields.Mutable fields = response.getHeaders();
        headers.apply(fields, frame.nonce());
        reply.cookies().forEach(cookie -> fields.add(HttpHeader.SET_COOKIE, cookie.header()));
        if (reply.signedOut()) {
            fields.put("Clear-Site-Data", "\"cache\"");
        }
        response.setStatus(reply.status());
        switch (reply.content()) {
            case Content.Page page -> whole(response, "text/html; charset=utf-8", pages.render(page, frame), callback);
            case Content.Text(String text) ->
                whole(response, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), callback);
            case Content.Redirect(String path) -> {
                fields.put(HttpHeader.LOCATION, path);
                whole(response, null, new byte[0], callback);
            }
            case Content.Fixed(Assets.Asset asset) -> fixed(response, asset, callback);
            case Content.Octets octets -> octets(response, octets, callback);
            case Content.Attachment attachment -> attachment(response, attachment, frame, callback);
        }
    }

    private void fixed(Response response, Assets.Asset asset, Callback callback) {
        headers.applyFixed(response.getHeaders());
        boolean compressed = response.getRequest().getHeaders().contains(HttpHeader.ACCEPT_ENCODING, "gzip");
        if (compressed) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        whole(response, asset.type(), asset.octets(compressed), callback);
    }

    private void octets(Response response, Content.Octets content, Callback callback) {
        if (content.unchanging()) {
            headers.applyUnchanging(response.getHeaders());
        }
        byte[] octets = new byte[content.octets().remaining()];
        content.octets().duplicate().get(octets);
        whole(response, "application/octet-stream", octets, callback);
    }

    private static void whole(Response response, @Nullable String type, byte[] octets,
            Callback callback) {
        if (type != null) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, octets.length);
        response.write(true, ByteBuffer.wrap(octets), callback);
    }

    /// Streams a file. Its length is promised before the first octet, where it is known, so whoever reads can tell a part from the
    /// whole; and a failure after it resets the stream or closes the connection: never an ending that looks good.
    private void attachment(Response response, Content.Attachment attachment, Frame frame, Callback callback) {
        Started out = new Started(Sink.asOutputStream(response));
        try (AttachmentBody body = attachment.body()) {
            headers.applyAttachment(response.getHeaders(), attachment.fileName());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
            attachment.sizeBytes().ifPresent(size -> response.getHeaders().put(HttpHeader.CONTENT_LENGTH, size));
            body.copyTo(out);
            if (out.written != attachment.sizeBytes().orElse(out.written)) {
                throw new IOException("The file ended after " + out.written + " of "
                        + attachment.sizeBytes().getAsLong() + " octets");
            }
        } catch (IOException | RuntimeException e) {
            failed(e, out, response, frame, callback);
            return;
        }
        response.write(true, null, callback);
    }

    private void failed(Exception e, Started out, Response response, Frame frame, Callback callback) {
        if (out.written > 0) {
            if (e instanceof EofException || e instanceof ClosedChannelException) {
                LOG.info("A download was broken off by its reader");
            } else if (e instanceof NoLongerAvailable) {
                LOG.info("A download was cut because its pack was taken back");
            } else {
                LOG.error("A download was broken off", e);
            }
            callback.failed(e);
            return;
        }
        response.reset();
        send(Faults.reply(e), frame, response, callback);
    }

    /// Counts what has left.
    private static final class Started extends OutputStream {
        private final OutputStream out;
        private long written;

        Started(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[]{(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            if (length > 0) {
                // Counted first: once handed over, some of it may have left even if the write fails.
                written += length;
                out.write(octets, from, length);
            }
        }
    }
}
