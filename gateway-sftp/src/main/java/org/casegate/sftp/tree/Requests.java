// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.policy.intake.Space;
import org.casegate.sftp.tree.Handles.Listing;
import org.casegate.sftp.tree.Handles.Open;
import org.casegate.sftp.tree.Handles.Reading;
import org.casegate.sftp.tree.Handles.Text;
import org.casegate.sftp.tree.Handles.Writing;
import org.casegate.sftp.upload.EarlyBudget;
import org.casegate.sftp.upload.Upload;
import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Fault;
import org.casegate.sftp.wire.Frame;
import org.casegate.sftp.wire.Frames;
import org.casegate.sftp.wire.MalformedFrame;
import org.casegate.sftp.wire.Refusal;
import org.casegate.sftp.wire.Reply;
import org.casegate.sftp.wire.Status;

/// The requests of one channel, answered one after the other: SFTP version 3 (draft-ietf-secsh-filexfer-02) and six of
/// OpenSSH's extensions. One method a request; a [Refusal] becomes its status. What is not listed here does not exist:
/// no links, no ACLs, no copies.
///
/// Not thread-safe. [#close] must be called when the channel is gone; it commits nothing.
public final class Requests implements AutoCloseable {
    private static final int VERSION = 3;
    private static final int LONGEST_DATA = 255 * 1024;
    private static final List<String> EXTENSIONS = List.of("posix-rename@openssh.com 1", "statvfs@openssh.com 2",
            "fstatvfs@openssh.com 2", "fsync@openssh.com 1", "lsetstat@openssh.com 1", "limits@openssh.com 1");
    private static final int WRITE = 0x02;
    private static final int CREATE = 0x08;
    private static final int TRUNCATE = 0x10;
    private static final int EXCLUSIVE = 0x20;

    private final Tree tree;
    private final String account;
    private final Reply reply;
    private final EarlyBudget budget;
    private final InstantSource clock;
    private final Handles handles = new Handles();
    private final Told told = new Told();
    private boolean begun;

    /// @param account whose name stands in listings
    /// @param budget  of the whole server
    Requests(Tree tree, String account, Reply reply, EarlyBudget budget, InstantSource clock) {
        this.tree = tree;
        this.account = account;
        this.reply = reply;
        this.budget = budget;
        this.clock = clock;
    }

    /// The requests of a sender, over the gateway's own tree.
    public static Requests of(Authenticated who, SenderPacks packs, Intake intake, Reply reply, EarlyBudget budget,
            InstantSource clock) {
        Tree tree = new SenderTree(who, packs, intake, clock.instant());
        return new Requests(tree, who.account().value(), reply, budget, clock);
    }

    /// Answers one request. Replies may still wait in the channel's [Reply] afterwards.
    ///
    /// @throws IOException if the client cannot be reached, or speaks no SFTP: the channel ends
    public void answer(Frame frame) throws IOException {
        int type;
        int id;
        try {
            type = frame.octet();
            id = frame.number();
        } catch (Refusal impossible) {
            throw new MalformedFrame("a frame without a type");
        }
        if (!begun) {
            begin(type);
            return;
        }
        try {
            dispatch(type, id, frame);
        } catch (Refusal refusal) {
            reply.status(id, refusal.status(), refusal.sentence());
        } catch (RuntimeException fault) {
            reply.status(id, Status.FAILURE, Fault.refusal(fault).sentence());
        }
    }

    /// The channel is gone: uploads are suspended, none is committed.
    @Override
    public void close() {
        handles.suspendAll();
    }

    // the number after INIT's type is the client's version; what it can do beyond 3 does not matter
    private void begin(int type) throws IOException {
        if (type != 1) {
            throw new MalformedFrame("a request before INIT");
        }
        begun = true;
        reply.version(VERSION, EXTENSIONS);
    }

    private void dispatch(int type, int id, Frame frame) throws IOException, Refusal {
        switch (type) {
            case 3 -> open(id, frame);
            case 4 -> close(id, frame);
            case 5 -> read(id, frame);
            case 6 -> write(id, frame);
            case 7, 17 -> stat(id, frame);
            case 8 -> fstat(id, frame);
            case 9 -> setstat(id, frame);
            case 10 -> fsetstat(id, frame);
            case 11 -> openDirectory(id, frame);
            case 12 -> readDirectory(id, frame);
            case 13 -> remove(id, frame);
            case 14 -> makeDirectory(id, frame);
            case 15 -> removeDirectory(id, frame);
            case 16 -> reply.path(id, path(frame).toString());
            case 18 -> rename(id, frame);
            case 200 -> extended(id, frame);
            default -> throw unsupported();
        }
    }

    private void extended(int id, Frame frame) throws IOException, Refusal {
        switch (frame.text()) {
            case "posix-rename@openssh.com" -> rename(id, frame);
            case "lsetstat@openssh.com" -> setstat(id, frame);
            case "fsync@openssh.com" -> force(id, frame);
            case "limits@openssh.com" -> reply.extended(id, Frames.LONGEST, LONGEST_DATA, LONGEST_DATA, Handles.MOST);
            case "statvfs@openssh.com" -> {
                require(path(frame));
                space(id);
            }
            case "fstatvfs@openssh.com" -> {
                handles.get(handle(frame));
                space(id);
            }
            default -> throw unsupported();
        }
    }

    private void open(int id, Frame frame) throws IOException, Refusal {
        TreePath path = path(frame);
        int flags = frame.number();
        handles.requireRoom();
        if ((flags & WRITE) == 0) {
            Attributes attributes = require(path);
            byte[] text = tree.read(path);
            reply.handle(id,
                    handles.add(new Reading(new Text(text), Attributes.readable(text.length, attributes.modified()))));
            return;
        }
        told.begunAgain(path);
        try {
            if ((flags & CREATE) == 0) {
                require(path);
            }
            Tree.Beginning beginning = beginning(flags);
            long there = beginning == Tree.Beginning.AS_WRITTEN ? tree.find(path).map(Attributes::size).orElse(0L) : 0;
            Upload upload = new Upload(tree.write(path, beginning), there, budget);
            reply.handle(id, handles.add(new Writing(path, upload)));
        } catch (Refusal refusal) {
            throw said(refusal);
        }
    }

    // APPEND means nothing: offsets are absolute, and clients that continue send it or not as they like
    private static Tree.Beginning beginning(int flags) {
        if ((flags & EXCLUSIVE) != 0) {
            return Tree.Beginning.NEW;
        }
        return (flags & TRUNCATE) != 0 ? Tree.Beginning.OVER : Tree.Beginning.AS_WRITTEN;
    }

    private void close(int id, Frame frame) throws IOException, Refusal {
        Open what = handles.remove(handle(frame));
        if (what instanceof Writing(TreePath path, Upload upload)) {
            reply.flush();
            try {
                answer(id, path, upload.close());
            } catch (Refusal refusal) {
                told.refused(path, refusal.sentence(), tree);
                throw said(refusal);
            }
            return;
        }
        ok(id);
    }

    private void rename(int id, Frame frame) throws IOException, Refusal {
        TreePath from = path(frame);
        TreePath to = path(frame);
        reply.flush();
        try {
            if (from.equals(to)) {
                require(from);
                ok(id);
                return;
            }
            if (!from.isBeside(to)) {
                throw Refusal.because("A file can only be renamed within its pack.");
            }
            Optional<String> unsaid = told.about(from, tree);
            if (unsaid.isPresent()) {
                throw Refusal.because(unsaid.get());
            }
            Answer answer = tree.rename(from, to);
            told.begunAgain(to);
            answer(id, to, answer);
        } catch (Refusal refusal) {
            throw said(refusal);
        }
    }

    private void answer(int id, TreePath path, Answer answer) throws IOException, Refusal {
        switch (answer) {
            case Answer.Received() -> ok(id);
            case Answer.Waiting(String sentence) -> custody(id, sentence);
            case Answer.Accepted(String sentence) -> taken(id, path, sentence);
            case Answer.Held(String sentence) -> taken(id, path, sentence);
            case Answer.Pending(String sentence) -> taken(id, path, sentence);
            case Answer.Withdrawn(String sentence) -> taken(id, path, sentence);
            case Answer.Refused(String sentence) -> {
                told.refused(path, sentence, tree);
                throw Refusal.because(sentence);
            }
        }
    }

    private void taken(int id, TreePath path, String sentence) throws IOException {
        told.taken(path);
        custody(id, sentence);
    }

    // status 0: the gateway has it, whatever becomes of it
    private void custody(int id, String sentence) throws IOException {
        reply.say(sentence);
        reply.status(id, Status.OK, sentence);
    }

    private void read(int id, Frame frame) throws IOException, Refusal {
        Open what = handles.get(handle(frame));
        long offset = frame.longNumber();
        int length = frame.number();
        if (!(what instanceof Reading(Text text, Attributes _))) {
            throw Refusal.never("Parts cannot be read back here.");
        }
        byte[] octets = text.octets();
        if (offset < 0 || offset >= octets.length) {
            throw new Refusal(Status.EOF, "End of file");
        }
        int wanted = length < 0 ? LONGEST_DATA : Math.min(length, LONGEST_DATA);
        reply.data(id, octets, (int) offset, (int) Math.min(wanted, octets.length - offset));
    }

    private void write(int id, Frame frame) throws IOException, Refusal {
        Upload upload = handles.upload(handle(frame));
        long offset = frame.longNumber();
        Frame.Slice data = frame.data();
        upload.write(offset, frame.array(), data.from(), data.length());
        ok(id);
    }

    private void stat(int id, Frame frame) throws IOException, Refusal {
        TreePath path = path(frame);
        told.requireNotRefused(path, tree);
        // sshfs opens, asks for the size by name, and writes there
        Optional<Upload> open = handles.writing(path);
        reply.attributes(id, open.isPresent() ? attributes(open.get()) : require(path));
    }

    private void fstat(int id, Frame frame) throws IOException, Refusal {
        reply.attributes(id, switch (handles.get(handle(frame))) {
            case Reading(Text _, Attributes attributes) -> attributes;
            case Writing(TreePath _, Upload upload) -> attributes(upload);
            case Listing(TreePath path, Pages _) -> require(path);
        });
    }

    private Attributes attributes(Upload upload) {
        return Attributes.upload(upload.received(), clock.instant());
    }

    // Times, modes and owners have no meaning here, and many programs turn a good upload red when they are refused: the
    // answer is 0 without a look at anything, also after the decision. A size is another matter.
    private void setstat(int id, Frame frame) throws IOException, Refusal {
        TreePath path = path(frame);
        OptionalLong size = frame.sizeAttribute();
        if (size.isPresent() && size.getAsLong() < require(path).size()) {
            throw Refusal.because("A file cannot be made shorter here. Send it again from its beginning.");
        }
        ok(id);
    }

    private void fsetstat(int id, Frame frame) throws IOException, Refusal {
        Open what = handles.get(handle(frame));
        OptionalLong size = frame.sizeAttribute();
        if (size.isPresent() && what instanceof Writing(TreePath _, Upload upload)) {
            upload.stateSize(size.getAsLong());
        }
        ok(id);
    }

    private void force(int id, Frame frame) throws IOException, Refusal {
        Upload upload = handles.upload(handle(frame));
        reply.flush();
        upload.force();
        ok(id);
    }

    private void openDirectory(int id, Frame frame) throws IOException, Refusal {
        TreePath path = path(frame);
        handles.requireRoom();
        if (!require(path).isDirectory()) {
            throw Refusal.because("This is a file, not a directory.");
        }
        reply.handle(id, handles.add(new Listing(path, new Pages(tree.list(path), account, clock.instant()))));
    }

    private void readDirectory(int id, Frame frame) throws IOException, Refusal {
        if (!(handles.get(handle(frame)) instanceof Listing(TreePath _, Pages pages))) {
            throw Refusal.because("This handle is not a directory's.");
        }
        List<Reply.Name> page = pages.next();
        if (page.isEmpty()) {
            throw new Refusal(Status.EOF, "End of directory");
        }
        reply.names(id, page);
    }

    private void makeDirectory(int id, Frame frame) throws IOException, Refusal {
        tree.makeDirectory(path(frame));
        ok(id);
    }

    private void removeDirectory(int id, Frame frame) throws IOException, Refusal {
        tree.removeDirectory(path(frame));
        ok(id);
    }

    private void remove(int id, Frame frame) throws IOException, Refusal {
        TreePath path = path(frame);
        tree.remove(path);
        told.begunAgain(path);
        ok(id);
    }

    // not the disk's figures, but the account's: what its unfinished packs may hold, and what of that is left
    private void space(int id) throws IOException, Refusal {
        long block = 4096;
        Space space = tree.space();
        long free = space.freeBytes() / block;
        reply.extended(id, block, block, space.totalBytes() / block, free, free, 1000, 1000, 1000, 0, 0, 255);
    }

    private Attributes require(TreePath path) throws Refusal {
        return tree.find(path).orElseThrow(() -> Refusal.notFound("There is nothing of that name here."));
    }

    // a refusal of something a person did, said beside the protocol too: OpenSSH never prints the text of a status
    private Refusal said(Refusal refusal) throws IOException {
        if (refusal.status() == Status.FAILURE) {
            reply.say(refusal.sentence());
        }
        return refusal;
    }

    private void ok(int id) throws IOException {
        reply.status(id, Status.OK, "");
    }

    private static TreePath path(Frame frame) throws Refusal {
        return TreePath.parse(frame.text());
    }

    // a handle of another length than ours was never given out
    private static int handle(Frame frame) throws Refusal {
        Frame.Slice handle = frame.data();
        if (handle.length() != Integer.BYTES) {
            throw Refusal.because("This handle is not open.");
        }
        return frame.numberAt(handle.from());
    }

    private static Refusal unsupported() {
        return new Refusal(Status.OP_UNSUPPORTED, "This gateway does not do that.");
    }
}
