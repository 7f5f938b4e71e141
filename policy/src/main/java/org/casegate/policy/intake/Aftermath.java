// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// What became of a pack after it was judged, for its receipt: who has let it go and who is still waited for; that it ended before
/// its time, and who had opened it by then.
final class Aftermath {
    private final Database database;
    private final Directory directory;
    private final OpenedParts opened;
    private final Words words;

    Aftermath(Database database, Directory directory, OpenedParts opened, Words words) {
        this.database = database;
        this.directory = directory;
        this.opened = opened;
        this.words = words;
    }

    /// How it ended before its time.
    Optional<Ending> ending(PackRow pack) {
        return pack.state().ended() ? Endings.of(database.query(), pack.id()) : Optional.empty();
    }

    /// Whole sentences for the sender; none where nothing happened after the judgement.
    List<String> sentences(PackRow pack) {
        return sentences(pack, Optional.ofNullable(words.of(pack.id().value()).get(Words.ENDED)));
    }

    /// The same without anybody's own words.
    List<String> plainSentences(PackRow pack) {
        return sentences(pack, Optional.empty());
    }

    private List<String> sentences(PackRow pack, Optional<String> reason) {
        Register register = directory.current();
        List<String> sentences = new ArrayList<>();
        AskedRows.ofPresentHold(database.query(), pack.id()).forEach(row -> asked(row, pack, register)
                .ifPresent(sentences::add));
        ending(pack).ifPresent(ending -> sentences.addAll(ended(pack, ending, register)));
        if (pack.state().ended()) {
            reason.ifPresent(words -> sentences.add("The reason given: " + words));
        }
        return sentences;
    }

    private static Optional<String> asked(AskedRow row, PackRow pack, Register register) {
        String about = row.code().printed() + ": ";
        if (row.answer().isPresent()) {
            AskedRow.Answered answer = row.answer().get();
            return Optional
                    .of(about + (answer.released() ? "let go" : "not let go") + " by " + row.who(register) + " at "
                            + London.written(answer.at()) + " (ledger entry " + answer.entry() + ").");
        }
        return pack.state() == PackState.HELD
                ? Optional.of(about + row.who(register) + " has not decided yet; the target is "
                        + London.written(row.dueAt()) + ".")
                : Optional.empty();
    }

    private List<String> ended(PackRow pack, Ending ending, Register register) {
        String at = London.written(ending.at());
        List<String> sentences = new ArrayList<>();
        switch (ending.kind()) {
            case DECLINED -> sentences.add("This pack was declined at " + at + " for "
                    + register.nameOf(ending.agency()) + ", and what it held is destroyed. Nobody has seen it.");
            case REPLACED -> {
                sentences.add("This pack was replaced at " + at + " by " + ending.replacedBy()
                        .flatMap(id -> PackRows.pack(database.query(), id)).flatMap(PackRow::transfer)
                        .orElse("a correction") + ". Nobody can open it any more.");
                sentences.addAll(opened.sentences(pack.id(), register));
            }
            default -> {
                sentences.add("This pack was withdrawn at " + at + ". Nobody can open it any more.");
                sentences.addAll(opened.sentences(pack.id(), register));
            }
        }
        return sentences;
    }

    /// The same for programs, as further members of the receipt.
    SortedMap<String, Json> members(PackRow pack) {
        SortedMap<String, Json> members = new TreeMap<>();
        List<AskedRow> asked = AskedRows.ofPresentHold(database.query(), pack.id());
        if (!asked.isEmpty()) {
            members.put("asked", new Json.Items(asked.stream().map(Aftermath::member).toList()));
        }
        ending(pack).ifPresent(ending -> {
            SortedMap<String, Json> of = new TreeMap<>();
            of.put("kind", new Json.Text(ending.kind().name()));
            of.put("at", new Json.Text(ending.at().toString()));
            of.put("ledger_index", new Json.Whole(ending.entry()));
            of.put("opened", new Json.Items(opened.of(pack.id()).stream().map(Aftermath::member).toList()));
            ending.replacedBy().flatMap(id -> PackRows.pack(database.query(), id)).flatMap(PackRow::transfer)
                    .ifPresent(transfer -> of.put("replaced_by", new Json.Text(transfer)));
            members.put("ended", new Json.Members(of));
        });
        return members;
    }

    private static Json member(AskedRow row) {
        SortedMap<String, Json> of = new TreeMap<>();
        of.put("code", new Json.Text(row.code().printed()));
        of.put("agency", new Json.Text(row.agency().value()));
        of.put("role", new Json.Text(row.role().name()));
        of.put("by", new Json.Text(row.dueAt().toString()));
        row.answer().ifPresent(answer -> {
            of.put("answer", new Json.Text(answer.released() ? "RELEASED" : "DECLINED"));
            of.put("answered_at", new Json.Text(answer.at().toString()));
            of.put("ledger_index", new Json.Whole(answer.entry()));
        });
        return new Json.Members(of);
    }

    private static Json member(OpenedPart part) {
        SortedMap<String, Json> of = new TreeMap<>();
        of.put("account", new Json.Text(part.account().value()));
        of.put("agency", new Json.Text(part.agency().value()));
        of.put("part", new Json.Whole(part.part()));
        of.put("at", new Json.Text(part.at().toString()));
        return new Json.Members(of);
    }
}
