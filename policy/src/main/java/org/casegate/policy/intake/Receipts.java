// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
import org.casegate.policy.agreement.Verdict;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.ledger.Ledger;
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
    private final AgreementVersions agreements;
    private final Directory directory;
    private final Aftermath aftermath;
    private final Ledger ledger;
    private final InstantSource clock;

    Receipts(Database database, Words words, Cases cases, AgreementVersions agreements, Directory directory,
            Aftermath aftermath, Ledger ledger, InstantSource clock) {
        this.database = database;
        this.words = words;
        this.cases = cases;
        this.agreements = agreements;
        this.directory = directory;
        this.aftermath = aftermath;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The openings of a verdict's own subject, which outlive the pack.
    static final String JSON = "json";
    static final String SENTENCES = "sentences";

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
            names.addAll(List.of(FileName.RECEIPT_TEXT, FileName.RECEIPT_JSON, FileName.RECEIPT_ENTRY,
                    FileName.RECEIPT_PROOF));
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
            case FileName.RECEIPT_PROOF -> last(pack).flatMap(decision -> ledger.proof(decision.entry()))
                    .map(proof -> proof.toString().getBytes(StandardCharsets.UTF_8));
            default -> Optional.empty();
        };
    }

    /// What was answered when the pack was last judged.
    Answer answer(PackRow pack) {
        DecisionRow decision = last(pack).orElseThrow();
        return answer(decision.outcome(), said(pack, decision));
    }

    /// The same of a verdict that has just been recorded.
    static Answer answer(Verdict verdict) {
        return answer(verdict.word(), String.join("\n", verdict.sentences()).lines().toList());
    }

    private static Answer answer(String outcome, List<String> said) {
        String sentence = String.join(" ", said);
        return switch (outcome) {
            case "ACCEPTED" -> new Answer.Accepted(sentence);
            case "HELD" -> new Answer.Held(sentence);
            default -> new Answer.Refused(sentence);
        };
    }

    /// To whoever sends something else to a pack that is decided.
    IntakeRefusal closed(PackRow pack) {
        DecisionRow decision = last(pack).orElseThrow();
        Optional<Ending> ending = aftermath.ending(pack);
        return IntakeRefusal
                .refused("This pack was already "
                        + ending.map(end -> end.kind() + " at " + London.written(end.at()))
                                .orElse(decision.outcome() + " at " + London.written(decision.at()))
                        + ", see RECEIPT.txt. It takes no further files; send a correction as a new pack.");
    }

    private Optional<DecisionRow> last(PackRow pack) {
        return PackRows.lastDecision(database.query(), pack.id());
    }

    private List<String> said(PackRow pack, DecisionRow decision) {
        return verdict(pack, decision, sentences(decision.attempt()), SENTENCES).lines().toList();
    }

    /// As it was said then; once the pack's words are erased, with its parts called by number.
    private String verdict(PackRow pack, DecisionRow decision, String field, String neutral) {
        return Optional.ofNullable(words.of(pack.id().value()).get(field))
                .or(() -> decision.neutral().map(words::of).map(erased -> erased.get(neutral)))
                .orElseThrow(() -> new IllegalStateException("the verdict on pack " + pack.id() + " is missing"));
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
        Optional<Ending> ending = aftermath.ending(pack);
        ending.ifPresent(end -> text.append(end.kind()).append("  ").append(London.written(end.at())).append("\n\n"));
        aftermath.sentences(pack).forEach(sentence -> text.append(sentence).append("\n\n"));
        text.append(ending.isPresent() ? "Before that: " : "")
                .append(decision.outcome()).append("  ").append(London.written(decision.at())).append("\n\n");
        said(pack, decision).forEach(sentence -> text.append(sentence).append("\n\n"));
        text.append("Transfer      ").append(pack.transfer().orElse("-")).append('\n');
        text.append("Attempt       ").append(decision.attempt()).append('\n');
        text.append("Ledger index  ").append(decision.entry()).append('\n');
        text.append("Leaf hash     ").append(HEX.formatHex(entry(decision).value2())).append("\n\n");
        List<JudgedPart> parts = parts(pack, decision);
        Map<UUID, SortedMap<String, String>> known = known(parts);
        for (JudgedPart part : parts) {
            SortedMap<String, String> of = known.getOrDefault(part.id(), new TreeMap<>());
            text.append(part.called(decision.listed())).append("   ");
            if (of.containsKey(Words.NAME)) {
                text.append(of.get(Words.NAME)).append("   ");
            }
            text.append(part.sizeBytes()).append(" bytes\n");
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
        List<JudgedPart> parts = parts(pack, decision);
        Map<UUID, SortedMap<String, String>> known = known(parts);
        List<Json> listed = new ArrayList<>();
        for (JudgedPart part : parts) {
            SortedMap<String, Json> of = new TreeMap<>();
            of.put("number", new Json.Whole(part.number()));
            of.put("size", new Json.Whole(part.sizeBytes()));
            known.getOrDefault(part.id(), new TreeMap<>()).forEach((field, value) -> {
                if (field.equals(Words.NAME) || field.equals(Words.SHA256)) {
                    of.put(field, new Json.Text(value));
                }
            });
            listed.add(new Json.Members(of));
        }
        members.put("parts", new Json.Items(listed));
        members.putAll(aftermath.members(pack));
        String own = new String(CanonicalJson.encode(new Json.Members(members)), StandardCharsets.UTF_8);
        String judged = verdict(pack, decision, json(decision.attempt()), JSON);
        return judged.strip().substring(0, judged.strip().length() - 1) + "," + own.substring(1) + "\n";
    }

    /// Its files as they were then, whatever has come since.
    private List<JudgedPart> parts(PackRow pack, DecisionRow decision) {
        return PackRows.judged(database.query(), pack.id(), decision.attempt());
    }

    private Map<UUID, SortedMap<String, String>> known(List<JudgedPart> parts) {
        return words.of(parts.stream().map(JudgedPart::id).toList());
    }

    private String template(PackRow pack) {
        Register register = directory.current();
        Agreement agreement = agreements.find(pack.agreement(), register);
        CaseFile file = cases.find(pack.caseId()).orElseThrow();
        return new ManifestTemplate(pack.agreement(), file.record().caseRef(), pack.agency(),
                file.settled().next(clock.instant()), named(file.record(), register), agreement.choices(register),
                names(pack.id()))
                .text();
    }

    /// The accounts that a case names, with their bodies.
    private static List<Manifest.Addressee> named(CaseRecord record, Register register) {
        return record.recipients()
                .stream()
                .sorted()
                .flatMap(account -> register.account(account).stream())
                .map(account -> new Manifest.Addressee(account.agency(), Optional.of(account.id()), Optional.empty(),
                        Optional.empty(), Optional.empty(), false))
                .toList();
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
