// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.manifest.ManifestTemplate;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.Record2;

/// The texts that the gateway writes into a pack's directory: the template of its manifest before, the receipt after. They are
/// rendered when they are read, from what was recorded.
final class Receipts {
    private static final HexFormat HEX = HexFormat.of();

    private final Database database;
    private final Words words;
    private final Cases cases;
    private final Agreements agreements;
    private final Directory directory;
    private final InstantSource clock;

    Receipts(Database database, Words words, Cases cases, Agreements agreements, Directory directory,
            InstantSource clock) {
        this.database = database;
        this.words = words;
        this.cases = cases;
        this.agreements = agreements;
        this.directory = directory;
        this.clock = clock;
    }

    /// The opening that holds an attempt's findings as JSON.
    static String json(int attempt) {
        return "receipt/" + attempt;
    }

    /// The opening that holds an attempt's sentences, one a line.
    static String sentences(int attempt) {
        return "sentences/" + attempt;
    }

    /// The texts of a pack as files, with their sizes as they would be read now.
    List<PackFile> texts(PackRow pack) {
        List<PackFile> files = new ArrayList<>();
        for (String name : names(pack)) {
            text(pack, name).ifPresent(octets -> files
                    .add(new PackFile(name, octets.length, pack.changedAt(), PackFile.Kind.TEXT)));
        }
        return files;
    }

    private static List<String> names(PackRow pack) {
        List<String> names = new ArrayList<>();
        if (!pack.state().decided()) {
            names.add(FileName.TEMPLATE);
        }
        if (pack.attempts() > 0) {
            names.addAll(List.of(FileName.RECEIPT_TEXT, FileName.RECEIPT_JSON, FileName.RECEIPT_ENTRY));
        }
        return names;
    }

    /// One of the texts, where there is one of that name now.
    Optional<byte[]> text(PackRow pack, String name) {
        if (!names(pack).contains(name)) {
            return Optional.empty();
        }
        return switch (name) {
            case FileName.TEMPLATE -> Optional.of(template(pack).getBytes(StandardCharsets.UTF_8));
            case FileName.RECEIPT_TEXT ->
                last(pack).map(decision -> plain(pack, decision).getBytes(StandardCharsets.UTF_8));
            case FileName.RECEIPT_JSON ->
                last(pack).map(decision -> json(pack, decision).getBytes(StandardCharsets.UTF_8));
            case FileName.RECEIPT_ENTRY -> last(pack).map(decision -> entry(decision).value1());
            default -> Optional.empty();
        };
    }

    /// What was answered when the pack was last judged.
    Answer answer(PackRow pack) {
        DecisionRow decision = last(pack).orElseThrow();
        String sentence = String.join(" ", said(pack, decision));
        return switch (decision.outcome()) {
            case "ACCEPTED" -> new Answer.Accepted(sentence);
            case "HELD" -> new Answer.Held(sentence);
            default -> new Answer.Refused(sentence);
        };
    }

    /// To whoever sends something else to a pack that is decided.
    IntakeRefusal closed(PackRow pack) {
        DecisionRow decision = last(pack).orElseThrow();
        return IntakeRefusal
                .refused("This pack was already " + decision.outcome() + " at " + London.written(decision.at())
                        + ", see RECEIPT.txt. It takes no further files; send a correction as a new pack.");
    }

    private Optional<DecisionRow> last(PackRow pack) {
        return PackRows.lastDecision(database.query(), pack.id());
    }

    private List<String> said(PackRow pack, DecisionRow decision) {
        String sentences = words.of(pack.id().value()).get(sentences(decision.attempt()));
        return sentences == null
                ? List.of("This pack was " + decision.outcome() + "; its details have been erased.")
                : sentences.lines().toList();
    }

    private Record2<byte[], byte[]> entry(DecisionRow decision) {
        return database.query()
                .select(ENTRY.BODY, ENTRY.LEAF_HASH)
                .from(ENTRY)
                .where(ENTRY.INDEX.eq(decision.entry()))
                .fetchSingle();
    }

    private String plain(PackRow pack, DecisionRow decision) {
        StringBuilder text = new StringBuilder();
        text.append(decision.outcome()).append("  ").append(London.written(decision.at())).append("\n\n");
        said(pack, decision).forEach(sentence -> text.append(sentence).append("\n\n"));
        text.append("Transfer      ").append(pack.transfer().orElse("-")).append('\n');
        text.append("Attempt       ").append(decision.attempt()).append('\n');
        text.append("Ledger index  ").append(decision.entry()).append('\n');
        text.append("Leaf hash     ").append(HEX.formatHex(entry(decision).value2())).append("\n\n");
        List<PartRow> parts = parts(pack);
        Map<UUID, SortedMap<String, String>> known = words.ofParts(parts);
        int number = 0;
        for (PartRow part : parts) {
            number++;
            SortedMap<String, String> of = known.getOrDefault(part.id(), new TreeMap<>());
            text.append("Part ").append(number).append(" of ").append(parts.size()).append("   ");
            text.append(of.getOrDefault(Words.NAME, "(name erased)")).append("   ");
            text.append(part.contentSize()).append(" bytes\n");
            if (of.containsKey(Words.SHA256)) {
                text.append("              SHA-256 ").append(of.get(Words.SHA256)).append('\n');
            }
        }
        return text.toString();
    }

    /// The fields of the decision, and beside them what only a receipt has.
    private String json(PackRow pack, DecisionRow decision) {
        SortedMap<String, Json> members = new TreeMap<>();
        members.put("transfer", new Json.Text(pack.transfer().orElse("")));
        members.put("attempt", new Json.Whole(decision.attempt()));
        members.put("ledger_index", new Json.Whole(decision.entry()));
        members.put("leaf_hash", new Json.Text(HEX.formatHex(entry(decision).value2())));
        List<PartRow> parts = parts(pack);
        Map<UUID, SortedMap<String, String>> known = words.ofParts(parts);
        List<Json> listed = new ArrayList<>();
        for (PartRow part : parts) {
            SortedMap<String, Json> of = new TreeMap<>();
            of.put("number", new Json.Whole(listed.size() + 1L));
            of.put("size", new Json.Whole(part.contentSize()));
            known.getOrDefault(part.id(), new TreeMap<>()).forEach((field, value) -> {
                if (field.equals(Words.NAME) || field.equals(Words.SHA256)) {
                    of.put(field, new Json.Text(value));
                }
            });
            listed.add(new Json.Members(of));
        }
        members.put("parts", new Json.Items(listed));
        String own = new String(CanonicalJson.encode(new Json.Members(members)), StandardCharsets.UTF_8);
        String judged = words.of(pack.id().value()).get(json(decision.attempt()));
        if (judged == null) {
            judged = "{\"outcome\":\"" + decision.outcome() + "\"}";
        }
        return judged.strip().substring(0, judged.strip().length() - 1) + "," + own.substring(1) + "\n";
    }

    private List<PartRow> parts(PackRow pack) {
        return PackRows.parts(database.query(), pack.id())
                .stream()
                .filter(part -> !part.manifest() && part.received())
                .sorted(Comparator.comparingInt(part -> part.number().orElse(0)))
                .toList();
    }

    private String template(PackRow pack) {
        Agreement agreement = agreements.find(pack.agreement()).orElseThrow();
        Register register = directory.current();
        CaseFile file = cases.find(pack.caseId()).orElseThrow();
        CaseRecord settled = file.record();
        Instant now = clock.instant();
        return new ManifestTemplate(pack.agreement(), settled.caseRef(), pack.agency(), Optional.of(settled.purpose()),
                settled.meetings()
                        .stream()
                        .filter(meeting -> meeting.at().isAfter(now))
                        .findFirst()
                        .map(meeting -> new ManifestTemplate.Meeting(meeting.ref(), meeting.at())),
                settled.recipients()
                        .stream()
                        .sorted()
                        .flatMap(account -> register.account(account).stream())
                        .map(account -> new ManifestTemplate.Recipient(account.agency(), account.id()))
                        .toList(),
                agreement.choices(register), names(pack.id()))
                .text();
    }

    private List<PartName> names(PackId pack) {
        List<PartRow> parts = PackRows.parts(database.query(), pack);
        Map<UUID, SortedMap<String, String>> known = words.ofParts(parts);
        return parts.stream()
                .filter(part -> !part.manifest() && !part.temporary())
                .flatMap(part -> Words.name(known, part).stream())
                .map(PartName::new)
                .distinct()
                .toList();
    }
}
