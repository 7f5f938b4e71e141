// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.policy.clock.London;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.manifest.Difference;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.Manifest.Part;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;

/// The gateway's own guards, which no agreement asks for: is this a whole pack at all, and one for a case that is open?
public final class Guards {

    private static final String STEP = "GATEWAY";
    private static final String REFUSED = "This upload was refused because ";
    private static final String NOT_CORRECTABLE = "this gateway knows no transfer %s of your agency in this case that was "
            + "accepted and has not been replaced since; correct corrects in the manifest.";

    private Guards() {}

    /// What is said of a manifest that cannot be read.
    ///
    /// @param file       the manifest's name
    /// @param complaints every mistake
    public static Finding unreadable(String file, List<Complaint> complaints) {
        String sentence = REFUSED + "this gateway cannot read its manifest.";
        String mistakes = complaints.stream().map(complaint -> complaint.in(file)).collect(Collectors.joining("; "));
        return new Finding(STEP, Code.MANIFEST_INVALID, Effect.REFUSE, ClauseRef.PROJECT,
                sentence + " " + mistakes + ".", sentence);
    }

    /// Everything that keeps the files from being the pack that the manifest describes, together.
    public static List<Finding> ofPack(AgreementId agreement, PackFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Manifest manifest = facts.manifest();
        if (!manifest.agreement().equals(agreement)) {
            findings.add(plain(Code.MANIFEST_INVALID, REFUSED + "its manifest names the agreement "
                    + manifest.agreement() + " and this gateway was asked to judge it by " + agreement
                    + "; correct agreement in the manifest."));
        }
        expired(facts).ifPresent(findings::add);
        findings.addAll(files(facts));
        return findings;
    }

    /// No case is open, or not for this sender: the same words, so that nobody learns of a case by asking.
    public static Optional<Finding> ofEntry(Matter matter) {
        boolean open = switch (matter.facts().caseFacts()) {
            case CaseFacts.AsDeclared _ -> true;
            case CaseFacts.NotOpen _ -> false;
            case CaseFacts.Opened(CaseRecord found, Settled _) -> found.caseRef().equals(matter.manifest().caseRef())
                    && found.agreement().equals(matter.manifest().agreement())
                    && matter.senderAgency().filter(own -> found.senders().stream()
                            .anyMatch(sender -> matter.register().same(sender, own))).isPresent();
        };
        return open
                ? Optional.empty()
                : Optional.of(ofCase(matter.manifest().caseRef(), REFUSED
                        + "this gateway does not have {case} open for your agency; ask its convener."));
    }

    /// Where the manifest contradicts what the convener settled, or corrects what it cannot.
    public static List<Finding> ofCase(Matter matter) {
        List<Finding> findings = new ArrayList<>();
        correction(matter).ifPresent(findings::add);
        if (!(matter.facts().caseFacts() instanceof CaseFacts.Opened(CaseRecord found, Settled settled))) {
            return findings;
        }
        Manifest manifest = matter.manifest();
        if (manifest.purpose().filter(found.purpose()::equals).isEmpty()) {
            findings.add(ofCase(found.caseRef(), REFUSED + "this gateway holds {case} open for the purpose "
                    + found.purpose() + "; correct purpose in the manifest."));
        }
        strangers(manifest, found.recipients()).forEach(account -> findings.add(ofCase(found.caseRef(),
                REFUSED + "at this gateway {case} is not open to the recipient " + account
                        + "; take it off the manifest or ask the convener.")));
        meeting(manifest, settled).ifPresent(findings::add);
        settled.differences(manifest).forEach(difference -> findings.add(ofDifference(difference)));
        return findings;
    }

    private static Finding ofDifference(Difference difference) {
        String settled = REFUSED + "at this gateway the convener of the case has settled " + difference.key();
        String mend = "; leave it out of the manifest, or write the same.";
        String said = settled + " as " + difference.settled() + mend;
        return new Finding(STEP, Code.MANIFEST_INVALID, Effect.REFUSE, ClauseRef.PROJECT, said,
                difference.freeText() ? settled + " otherwise" + mend : said);
    }

    /// The same words whether there is no such transfer or it is somebody else's.
    private static Optional<Finding> correction(Matter matter) {
        return matter.manifest().references().corrects()
                .filter(_ -> !matter.facts().correctable())
                .map(transfer -> new Finding(STEP, Code.MANIFEST_INVALID, Effect.REFUSE, ClauseRef.PROJECT,
                        REFUSED + NOT_CORRECTABLE.formatted(transfer),
                        REFUSED + NOT_CORRECTABLE.formatted("of that id")));
    }

    private static List<AccountId> strangers(Manifest manifest, Set<AccountId> allowed) {
        return allowed.isEmpty()
                ? List.of()
                : manifest.recipients().stream()
                        .flatMap(recipient -> recipient.account().stream())
                        .filter(account -> !allowed.contains(account))
                        .distinct().toList();
    }

    private static Optional<Finding> meeting(Manifest manifest, Settled settled) {
        Optional<MeetingRef> named = manifest.timing().meeting();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (settled.cancelled().contains(named.get())) {
            return Optional.of(plain(Code.MANIFEST_INVALID, REFUSED + "at this gateway the meeting " + named.get()
                    + " of this case was cancelled; correct meeting_ref in the manifest, or ask the convener."));
        }
        Optional<CaseRecord.Meeting> known = settled.meetings().stream()
                .filter(meeting -> meeting.ref().equals(named.get())).findFirst();
        if (known.isPresent()) {
            return manifest.timing().meetingAt().filter(at -> !at.equals(known.get().at()))
                    .map(_ -> plain(Code.MANIFEST_INVALID, REFUSED + "this gateway knows the meeting " + named.get()
                            + " of this case at another time, " + London.written(known.get().at())
                            + "; leave meeting_at out of the manifest, or correct it."));
        }
        return settled.meetings().isEmpty()
                ? Optional.empty()
                : Optional.of(plain(Code.MANIFEST_INVALID, REFUSED + "this gateway knows no meeting " + named.get()
                        + " of this case; correct meeting_ref in the manifest."));
    }

    private static Optional<Finding> expired(PackFacts facts) {
        Duration limit = facts.limits().unfinished();
        boolean late = facts.received().isAfter(facts.begun().plus(limit));
        return late
                ? Optional.of(plain(Code.EXPIRED, REFUSED + "it was not finished within " + limit.toHours()
                        + " hours, after which this gateway drops a pack; begin a new one."))
                : Optional.empty();
    }

    private static List<Finding> files(PackFacts facts) {
        List<Finding> findings = new ArrayList<>();
        List<Part> listed = facts.manifest().parts();
        if (listed.size() > facts.limits().parts()) {
            findings.add(plain(Code.TOO_LARGE, REFUSED + "this gateway takes at most " + facts.limits().parts()
                    + " parts in one pack; send several packs."));
        }
        for (PartFacts part : facts.parts()) {
            int number = facts.manifest().numberOf(part.name());
            if (number == 0) {
                findings.add(about(facts, part.name(), Code.PART_NOT_LISTED, REFUSED
                        + "this gateway takes only files that the manifest lists, and {part} is not listed; add it to "
                        + "the manifest or remove the file."));
            } else if (listed.get(number - 1).sha256().filter(declared -> !declared.equals(part.sha256()))
                    .isPresent()) {
                findings.add(about(facts, part.name(), Code.HASH_MISMATCH, REFUSED
                        + "the SHA-256 that this gateway computed of {part} is not the one in the manifest; send the "
                        + "file again or correct sha256."));
            }
            if (part.sizeBytes() > facts.limits().partBytes()) {
                findings.add(about(facts, part.name(), Code.TOO_LARGE, REFUSED + "{part} is larger than the "
                        + (facts.limits().partBytes() >> 20)
                        + " MiB that this gateway takes; send it in several parts."));
            }
        }
        listed.stream().filter(part -> facts.part(part.file()).isEmpty())
                .forEach(part -> findings.add(about(facts, part.file(), Code.PART_MISSING, REFUSED
                        + "this gateway has not received {part}, which the manifest lists; send the file or take it off "
                        + "the manifest.")));
        return findings;
    }

    private static Finding plain(Code code, String text) {
        return new Finding(STEP, code, ClauseRef.PROJECT, text);
    }

    private static Finding ofCase(CaseRef ref, String text) {
        return new Finding(STEP, Code.MANIFEST_INVALID, Effect.REFUSE, ClauseRef.PROJECT,
                text.replace("{case}", "case " + ref), text.replace("{case}", "the case"));
    }

    private static Finding about(PackFacts facts, PartName part, Code code, String text) {
        return new Finding(STEP, code, Effect.REFUSE, ClauseRef.PROJECT, text.replace("{part}", part.value()),
                text.replace("{part}", facts.manifest().numbered(part)));
    }
}
