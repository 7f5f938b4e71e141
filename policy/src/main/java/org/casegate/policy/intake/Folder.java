// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.Token;
import org.casegate.schema.Database;

/// A pack's directory as its sender sees it: what was uploaded, and the texts that the gateway writes.
final class Folder {
    private final Database database;
    private final Words words;
    private final InFlight inFlight;
    private final Receipts receipts;
    private final StatusText status;
    private final Withdrawals withdrawals;

    Folder(Database database, Words words, InFlight inFlight, Receipts receipts, StatusText status,
            Withdrawals withdrawals) {
        this.database = database;
        this.words = words;
        this.inFlight = inFlight;
        this.receipts = receipts;
        this.status = status;
        this.withdrawals = withdrawals;
    }

    /// By name.
    List<PackFile> files(PackRow row) {
        Map<String, PackFile> files = new TreeMap<>();
        receipts.texts(row).forEach(text -> files.put(text.name(), text));
        status.file(row).ifPresent(text -> files.put(text.name(), text));
        withdrawals.file(row).ifPresent(file -> files.put(file.name(), file));
        List<PartRow> parts = PackRows.parts(database.query(), row.id());
        Map<UUID, SortedMap<String, String>> known = words.ofParts(parts);
        for (PartRow part : parts) { // in order of arrival: what is replacing a file stands for it
            Words.name(known, part).ifPresent(name -> files.put(name, file(part, name)));
        }
        return List.copyOf(files.values());
    }

    /// One file, found without reading the others.
    Optional<PackFile> file(PackRow row, String typed) {
        if (FileName.isText(typed)) {
            return receipts.texts(row).stream().filter(text -> text.name().equals(typed)).findFirst();
        }
        if (typed.equals(StatusText.NAME)) {
            return status.file(row);
        }
        Optional<FileName> name = FileName.find(typed);
        Optional<PackFile> withdrawal = withdrawals.file(row, typed);
        if (name.isEmpty() || withdrawal.isPresent()) {
            return withdrawal;
        }
        Token token = words.token(row.id(), name.get());
        return PackRows.arriving(database.query(), row.id(), token)
                .or(() -> PackRows.arrived(database.query(), row.id(), token))
                .map(part -> file(part, name.get().value()));
    }

    private PackFile file(PartRow part, String name) {
        long size = part.received() ? part.contentSize() : inFlight.received(part.id());
        PackFile.Kind kind = part.manifest() ? PackFile.Kind.MANIFEST : PackFile.Kind.PART;
        return new PackFile(name, size, part.receivedAt().orElse(part.arrivedAt()), kind);
    }

    /// A text of the gateway's.
    byte[] text(PackRow row, String name) throws IntakeRefusal {
        Optional<byte[]> text = name.equals(StatusText.NAME) ? status.text(row) : receipts.text(row, name);
        if (text.isEmpty() && file(row, name).isPresent()) {
            throw IntakeRefusal.never("Parts cannot be read back here.");
        }
        return text.orElseThrow(IntakeRefusal::notFound);
    }
}
