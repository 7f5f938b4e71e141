// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.casegate.sftp.upload.Upload;
import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Refusal;

/// The open handles of one channel. A handle is a number of four octets (longer ones make WS_FTP exceed its own packets)
/// that is not used again; it is worth nothing on another channel. Not thread-safe.
final class Handles {
    /// How many may be open at once; `limits@openssh.com` says so.
    static final int MOST = 64;

    private final Map<Integer, Open> open = new HashMap<>();
    private int last;

    /// What a handle stands for.
    sealed interface Open {}

    /// A part on its way in.
    record Writing(TreePath path, Upload upload) implements Open {}

    /// A text as it was when it was opened.
    record Reading(Text text, Attributes attributes) implements Open {}

    /// A directory, and how far it has been read.
    record Listing(TreePath path, Pages pages) implements Open {}

    /// The octets of a text.
    static final class Text {
        private final byte[] octets;

        Text(byte[] octets) {
            this.octets = octets;
        }

        byte[] octets() {
            return octets;
        }
    }

    /// Refuses one handle too many, before anything is opened for it.
    void requireRoom() throws Refusal {
        if (open.size() >= MOST) {
            throw Refusal.because("Too many files are open at once; at most " + MOST + " may be.");
        }
    }

    int add(Open what) {
        open.put(++last, what);
        return last;
    }

    Open get(int handle) throws Refusal {
        Open what = open.get(handle);
        if (what == null) {
            throw unknown();
        }
        return what;
    }

    /// The upload behind a handle.
    Upload upload(int handle) throws Refusal {
        if (get(handle) instanceof Writing(TreePath _, Upload upload)) {
            return upload;
        }
        throw Refusal.because("This file is not open for writing.");
    }

    /// The upload of a file that is open for writing here.
    Optional<Upload> writing(TreePath path) {
        return open.values().stream()
                .flatMap(what -> what instanceof Writing(TreePath its, Upload upload) && its.equals(path)
                        ? Stream.of(upload)
                        : Stream.empty())
                .findFirst();
    }

    Open remove(int handle) throws Refusal {
        Open what = open.remove(handle);
        if (what == null) {
            throw unknown();
        }
        return what;
    }

    /// The channel is gone: suspends every upload, commits none.
    void suspendAll() {
        for (Open what : open.values()) {
            if (what instanceof Writing(TreePath _, Upload upload)) {
                upload.suspend();
            }
        }
        open.clear();
    }

    private static Refusal unknown() {
        return Refusal.because("This handle is not open.");
    }
}
