// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.IntakeRefusal;
import org.casegate.policy.intake.PackFile;
import org.casegate.policy.intake.Paged;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.policy.intake.Space;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import org.casegate.sftp.upload.Destination;
import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Fault;
import org.casegate.sftp.wire.Refusal;

/// The tree of one sender, from rows: `/README.txt` and `/<agreement>/<case>/<pack>/<file>`. Which cases there are, and
/// whether one may send to them, intake alone decides; what it does not show looks here like what does not exist.
final class SenderTree implements Tree {
    private static final String README = "README.txt";
    private static final byte[] README_TEXT = readme();
    private static final int AGREEMENT = 1;
    private static final int CASE = 2;
    private static final int PACK = 3;
    private static final int FILE = 4;

    private final Authenticated who;
    private final SenderPacks packs;
    private final Intake intake;
    private final Instant opened;

    /// @param opened stands as the time of what has none of its own
    SenderTree(Authenticated who, SenderPacks packs, Intake intake, Instant opened) {
        this.who = who;
        this.packs = packs;
        this.intake = intake;
        this.opened = opened;
    }

    @Override
    public Optional<Attributes> find(TreePath path) throws Refusal {
        return switch (path.depth()) {
            case 0 -> Optional.of(Attributes.directory(false, opened));
            case AGREEMENT -> path.last().equals(README)
                    ? Optional.of(readmeAttributes())
                    : agreement(path).filter(packs.agreements(who)::contains)
                            .map(_ -> Attributes.directory(false, opened));
            case CASE ->
                agreement(path)
                        .flatMap(agreement -> caseRef(path).filter(ref -> packs.hasCase(who, agreement, ref)))
                        .map(_ -> Attributes.directory(true, opened));
            case PACK -> pack(path).map(pack -> Attributes.directory(true, pack.createdAt()));
            case FILE -> file(path);
            default -> Optional.empty();
        };
    }

    @Override
    public Names list(TreePath directory) throws Refusal {
        return switch (directory.depth()) {
            case 0 -> Names.of(Stream.concat(Stream.of(new Entry(README, readmeAttributes())),
                    packs.agreements(who).stream()
                            .map(agreement -> new Entry(agreement.value(), Attributes.directory(false, opened))))
                    .toList());
            case AGREEMENT -> cases(directory);
            case CASE -> packs(directory);
            default -> Names.of(files(requirePack(directory)));
        };
    }

    @Override
    public byte[] read(TreePath text) throws Refusal {
        if (text.depth() == AGREEMENT && text.last().equals(README)) {
            return README_TEXT.clone();
        }
        if (text.depth() != FILE) {
            throw Refusal.because("This is a directory.");
        }
        try {
            return intake.text(who, requirePack(text), text.last());
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        }
    }

    @Override
    public Destination write(TreePath part, Beginning beginning) throws Refusal {
        if (part.depth() < FILE) {
            throw Refusal
                    .because("Files go into a pack. Make a directory for it inside a case (mkdir), and put them there."
                            + " See /README.txt.");
        }
        SenderPack pack = requirePack(part);
        try {
            return new Arriving(intake.receive(who, pack, part.last(), mode(beginning)));
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        } catch (IOException fault) {
            throw Fault.refusal(fault);
        }
    }

    @Override
    public void makeDirectory(TreePath directory) throws Refusal {
        if (directory.depth() < PACK) {
            throw Refusal.because("Directories can only be made inside a case. Cases are opened by their convener.");
        }
        if (directory.depth() > PACK) {
            throw Refusal.because("A pack has no directories in it. Put all its files beside its manifest.");
        }
        try {
            packs.create(who, agreement(directory).orElseThrow(SenderTree::nothing),
                    caseRef(directory).orElseThrow(SenderTree::nothing), directory.last());
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        }
    }

    @Override
    public void removeDirectory(TreePath directory) throws Refusal {
        if (directory.depth() != PACK) {
            throw Refusal.because("Only a pack that is empty can be removed.");
        }
        try {
            packs.remove(who, requirePack(directory));
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        }
    }

    @Override
    public void remove(TreePath part) throws Refusal {
        if (part.depth() != FILE) {
            throw Refusal.because("Only files in your own packs can be removed.");
        }
        try {
            intake.remove(who, requirePack(part), part.last());
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        } catch (IOException fault) {
            throw Fault.refusal(fault);
        }
    }

    @Override
    public Answer rename(TreePath from, TreePath to) throws Refusal {
        if (from.depth() != FILE) {
            throw Refusal.because("Only files in your own packs can be renamed.");
        }
        try {
            return intake.rename(who, requirePack(from), from.last(), to.last());
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        } catch (IOException fault) {
            throw Fault.refusal(fault);
        }
    }

    @Override
    public Space space() throws Refusal {
        try {
            return intake.space(who);
        } catch (IOException fault) {
            throw Fault.refusal(fault);
        }
    }

    /// What intake's no is on the wire.
    static Refusal refusal(IntakeRefusal refused) {
        return switch (refused.kind()) {
            case NOT_FOUND -> Refusal.notFound(refused.sentence());
            case REFUSED -> Refusal.because(refused.sentence());
            case NEVER -> Refusal.never(refused.sentence());
        };
    }

    private Optional<Attributes> file(TreePath path) throws Refusal {
        Optional<SenderPack> pack = pack(path);
        if (pack.isEmpty()) {
            return Optional.empty();
        }
        try {
            return intake.file(who, pack.get(), path.last()).map(SenderTree::attributes);
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        }
    }

    private List<Entry> files(SenderPack pack) throws Refusal {
        try {
            return intake.files(who, pack).stream().map(file -> new Entry(file.name(), attributes(file))).toList();
        } catch (IntakeRefusal refused) {
            throw refusal(refused);
        }
    }

    private Names cases(TreePath directory) throws Refusal {
        Paged<CaseRef> cases = packs.cases(who, agreement(directory).orElseThrow(SenderTree::nothing));
        return () -> cases.next().stream()
                .map(ref -> new Entry(ref.value(), Attributes.directory(true, opened))).toList();
    }

    private Names packs(TreePath directory) throws Refusal {
        Paged<SenderPack> there = packs.packs(who, agreement(directory).orElseThrow(SenderTree::nothing),
                caseRef(directory).orElseThrow(SenderTree::nothing));
        return () -> there.next().stream()
                .map(pack -> new Entry(pack.name(), Attributes.directory(true, pack.createdAt()))).toList();
    }

    private Optional<SenderPack> pack(TreePath path) {
        return agreement(path)
                .flatMap(agreement -> caseRef(path)
                        .flatMap(ref -> packs.find(who, agreement, ref, path.name(PACK - 1))));
    }

    private SenderPack requirePack(TreePath path) throws Refusal {
        if (path.depth() > FILE) {
            throw nothing();
        }
        return pack(path).orElseThrow(SenderTree::nothing);
    }

    private Attributes readmeAttributes() {
        return Attributes.readable(README_TEXT.length, opened);
    }

    private static Attributes attributes(PackFile file) {
        return file.kind() == PackFile.Kind.TEXT
                ? Attributes.readable(file.sizeBytes(), file.modified())
                : Attributes.upload(file.sizeBytes(), file.modified());
    }

    private static Optional<AgreementId> agreement(TreePath path) {
        return AgreementId.parse(path.name(AGREEMENT - 1));
    }

    private static Optional<CaseRef> caseRef(TreePath path) {
        return CaseRef.parse(path.name(CASE - 1));
    }

    private static Intake.Mode mode(Beginning beginning) {
        return switch (beginning) {
            case NEW -> Intake.Mode.MUST_NOT_EXIST;
            case OVER -> Intake.Mode.START_OVER;
            case AS_WRITTEN -> Intake.Mode.CONTINUE;
        };
    }

    private static Refusal nothing() {
        return Refusal.notFound("There is nothing of that name here.");
    }

    private static byte[] readme() {
        try (InputStream text = Objects.requireNonNull(SenderTree.class.getResourceAsStream(README))) {
            return text.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
