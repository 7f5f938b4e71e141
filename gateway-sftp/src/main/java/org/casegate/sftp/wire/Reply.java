// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The replies of one channel, gathered so that many small ones leave in one packet. They leave when 32 KiB have come
/// together and whenever [#flush] is called: before the thread waits for the client and before it does slow work. Not
/// thread-safe.
public final class Reply {
    private static final int TOGETHER = 32 * 1024;
    private static final int FIRST = 512;
    private static final int KEPT = 8 * 1024; // an idle channel holds no more
    private static final int VERSION = 2;
    private static final int STATUS = 101;
    private static final int HANDLE = 102;
    private static final int DATA = 103;
    private static final int NAME = 104;
    private static final int ATTRS = 105;
    private static final int EXTENDED_REPLY = 201;
    private static final int ATTRIBUTES_SENT = 0x1 | 0x4 | 0x8; // size, permissions, times

    private final Outlet outlet;
    private byte[] octets = new byte[FIRST];
    private int length;
    private int start;

    public Reply(Outlet outlet) {
        this.outlet = outlet;
    }

    /// One name of a directory.
    ///
    /// @param listing the line that `ls -l` shows
    public record Name(String name, String listing, Attributes attributes) {}

    /// Answers INIT: the version, then the extensions with their versions.
    public void version(int version, List<String> extensions) throws IOException {
        begin(VERSION);
        number(version);
        for (String extension : extensions) {
            int blank = extension.indexOf(' ');
            text(extension.substring(0, blank));
            text(extension.substring(blank + 1));
        }
        end();
    }

    /// A status. Its text is for a terminal in the end: control characters in it become blanks.
    public void status(int id, Status status, String sentence) throws IOException {
        begin(STATUS);
        number(id);
        number(status.code());
        text(Line.clean(sentence));
        text("en");
        end();
    }

    public void handle(int id, int handle) throws IOException {
        begin(HANDLE);
        number(id);
        number(4);
        number(handle);
        end();
    }

    public void data(int id, byte[] source, int from, int count) throws IOException {
        begin(DATA);
        number(id);
        number(count);
        room(count);
        System.arraycopy(source, from, octets, length, count);
        length += count;
        end();
    }

    public void attributes(int id, Attributes attributes) throws IOException {
        begin(ATTRS);
        number(id);
        put(attributes);
        end();
    }

    public void names(int id, List<Name> names) throws IOException {
        begin(NAME);
        number(id);
        number(names.size());
        for (Name name : names) {
            text(name.name());
            text(name.listing());
            put(name.attributes());
        }
        end();
    }

    /// The canonical form of a path: a name without attributes.
    public void path(int id, String path) throws IOException {
        begin(NAME);
        number(id);
        number(1);
        text(path);
        text(path);
        number(0);
        end();
    }

    /// The answer to an extension: numbers of 64 bits.
    public void extended(int id, long... numbers) throws IOException {
        begin(EXTENDED_REPLY);
        number(id);
        for (long number : numbers) {
            longNumber(number);
        }
        end();
    }

    /// Says a sentence to the person beside the protocol, before whatever is answered next.
    public void say(String sentence) throws IOException {
        flush();
        outlet.say(Line.clean(sentence));
    }

    /// Sends what has come together.
    public void flush() throws IOException {
        if (length > 0) {
            outlet.send(octets, length);
            length = 0;
        }
        if (octets.length > KEPT) {
            octets = new byte[FIRST];
        }
    }

    private void begin(int type) {
        start = length;
        room(5);
        length += 4;
        octets[length++] = (byte) type;
    }

    private void end() throws IOException {
        int count = length - start - 4;
        octets[start] = (byte) (count >>> 24);
        octets[start + 1] = (byte) (count >>> 16);
        octets[start + 2] = (byte) (count >>> 8);
        octets[start + 3] = (byte) count;
        if (length >= TOGETHER) {
            flush();
        }
    }

    private void put(Attributes attributes) {
        number(ATTRIBUTES_SENT);
        longNumber(attributes.size());
        number(attributes.permissions());
        int seconds = (int) attributes.modified().getEpochSecond();
        number(seconds);
        number(seconds);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, octets, length, utf8.length);
        length += utf8.length;
    }

    private void longNumber(long number) {
        number((int) (number >>> 32));
        number((int) number);
    }

    private void number(int number) {
        room(4);
        octets[length++] = (byte) (number >>> 24);
        octets[length++] = (byte) (number >>> 16);
        octets[length++] = (byte) (number >>> 8);
        octets[length++] = (byte) number;
    }

    private void room(int count) {
        if (octets.length - length < count) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + count));
        }
    }
}
