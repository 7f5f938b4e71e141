// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Each kind of check as a sentence that says what is asked. `[name? words]` stands only where the step gives the parameter;
/// `{name:form}` is its value in words.
final class ChecksInWords {

    private static final Pattern OPTIONAL = Pattern.compile("\\[([a-z0-9_]+)\\?([^\\[\\]]*)]");
    private static final Pattern BLANK = Pattern.compile("\\{([a-z0-9_]+)(?::([a-z]+))?}");

    private static final Map<String, String> UPLOAD = Map.ofEntries(
            entry("channel", "The connection is encrypted as it must be, and the account is an active sender."),
            entry("in-force",
                    "This version is active and no notice has ended it. Reviews fall due {first_review_after:period} "
                            + "after the start, then every {review_every:every}[count_from?, counted from {count_from:start}]; one that is missed "
                            + "stops nothing unless the partnership says so."),
            entry("sender-bound",
                    "The sender's agency belongs here, has done what is asked before it may share, and is "
                            + "not suspended."),
            entry("sender-trained", "Training in data protection is recorded for the sender."),
            entry("sender-checked", "The organisation's checks are recorded for the sender."),
            entry("sender-risk-controls", "The sender's agency has attested that it assessed the risks to privacy and "
                    + "controls them."),
            entry("sender-member-condition",
                    "Where the sender's agency is covered on a condition, the manifest confirms "
                            + "the condition for every recipient."),
            entry("spoc", "The sender's agency has a single point of contact and a responsible manager on record."),
            entry("recipients-named", "Every recipient is a body that the agreement names."),
            entry("recipients-are-bodies",
                    "Every recipient is an organisation and not a description such as a sector."),
            entry("recipients-bound",
                    "Every recipient body belongs here, has done what is asked before it may share, and "
                            + "is not suspended."),
            entry("recipients-risk-controls",
                    "Every recipient body has attested that it assessed the risks to privacy and "
                            + "controls them."),
            entry("recipients-member-condition",
                    "Where a recipient body is covered on a condition, the manifest confirms "
                            + "it."),
            entry("need-to-know",
                    "Every recipient is a person's or a role's account of its agency[recipients_are?, {recipients_are:words}], "
                            + "with a reason to need it.[named_person_for? A named person is asked for {named_person_for:words}, and "
                            + "where the child has died.]"),
            entry("role-in-case", "The manifest says what part each recipient plays in the case."),
            entry("territory", "The recipients' endpoints, the gateway's stores and the sender's address lie where the "
                    + "agreement and this gateway let data be.[adequacy? From the United Kingdom to the European Economic "
                    + "Area it goes under {adequacy}.]"),
            entry("not-law-enforcement",
                    "Neither purpose nor regime is law enforcement[may_be_part3?; the partnership may open a "
                            + "lane under Part 3 for it]."),
            entry("purpose-listed", "The purpose is on the list, or nobody can be recognised in the pack."),
            entry("purpose-clear", "The purpose is on the list, and put into words[statement_letters? of at least "
                    + "{statement_letters} characters]."),
            entry("purpose-additional",
                    "A purpose beyond the list is {purpose}: it says why the law permits it, and waits "
                            + "for a decision."),
            entry("external-reference", "A pack for {purpose} gives the reference of the request that it answers."),
            entry("adults-related",
                    "An adult comes in as family or as another person in a child's life[unless_category?, or "
                            + "under the kind of data {unless_category:words}]."),
            entry("adult-pack-held", "A pack about adults only is sent for {purpose}, and waits for a second person."),
            entry("anonymous", "A pack said to be anonymous holds nothing by which somebody could be recognised."),
            entry("subjects-declared",
                    "The manifest says whom the pack is about, by keys and never by names; for somebody "
                            + "who has died it gives a basis in confidentiality."),
            entry("lawful-basis", "For the living: Article 6(1) {art6:letters}, and an Act or guidance on the list."),
            entry("gateway-named", "For the living: a legal power is named, from the list or in the sender's words."),
            entry("special-category",
                    "Special category data of the living: Article 9(2)({art9}) with {dpa_condition}, and "
                            + "why consent was not asked for."),
            entry("special-condition",
                    "Special category data of the living: a condition of Article 9(2); one beyond the "
                            + "four likely ones with a reason in the sender's words."),
            entry("consent-free", "Consent that is relied on was given freely and is not withdrawn."),
            entry("consent-considered", "The manifest shows that consent was considered, relied on or not."),
            entry("consent-respected",
                    "A refusal of consent is overridden only for safety or the public interest, with the "
                            + "reason.[recorded? Where consent stands must be said.]"),
            entry("consent-or-reason", "There is consent, or a lawful reason to share without it."),
            entry("categories-listed", "Every kind of data is on the list, and data on equality are flagged."),
            entry("necessity", "The sender says why this much and no less."),
            entry("within-template",
                    "Where this gateway has a template for the purpose, the kinds of data are among those on it."),
            entry("third-parties", "Where others appear in the pack, the sender says how it affects them."),
            entry("content-matches",
                    "Files and manifest agree, no file is locked, and no more people are seen in the files "
                            + "than were declared."),
            entry("nature", "Each part says whether it is fact, opinion or both."),
            entry("as-at", "The manifest gives the date to which the information is up to date."),
            entry("phase",
                    "Before a meeting, the meeting and its time to come; after one, the action that asks for it; "
                            + "without one, a purpose for which that is allowed."),
            entry("historical", "A part that is historical explains it."),
            entry("originator", "The manifest shows who made the information, and when."),
            entry("court-material",
                    "Each part says whether it was prepared for court proceedings and, if so, what permits "
                            + "its disclosure."),
            entry("reason", "The reason for sharing is given, to be recorded."),
            entry("informed", "The manifest says that the person or family was told, will be told, or why not."),
            entry("wellbeing", "Safety and wellbeing are considered."),
            entry("retention",
                    "Each part has a retention class of the schedule[indefinite?, one without end only with a "
                            + "reason and regular reviews].[joint_classes_of? What the partnership itself makes takes "
                            + "classes of {joint_classes_of:bodies}.]"),
            entry("not-reused",
                    "No part came to the sender's agency under another transfer, unless whoever sent it agrees."),
            entry("ico-registered", "The sender's agency is registered with the Information Commissioner."),
            entry("recorded", "The parts are encrypted and the ledger's entry is written; else nothing is kept."));

    private static final Map<String, String> DOWNLOAD = Map.ofEntries(
            entry("named-recipient",
                    "The pack is addressed to the account, which is active and signed in with a second "
                            + "factor."),
            entry("still-covered",
                    "The agreement is still in force, and the account's agency still covered by it and not "
                            + "suspended."),
            entry("trained", "Training in data protection is recorded for the account."),
            entry("checked", "The organisation's checks are recorded for the account."),
            entry("allowed-place", "The account's address is where the agreement and this gateway let data be."),
            entry("available", "The pack was not withdrawn, replaced, sent back, put on hold or destroyed."),
            entry("reminder", "The reminder of confidentiality was accepted for this meeting."),
            entry("ground",
                    "One of the three grounds for access is chosen: the case, monitoring, statutory functions."),
            entry("recorded", "The ledger's entry is written, then the part is decrypted for this recipient only."),
            entry("filed", "Afterwards: the part is filed in the case system."));

    private ChecksInWords() {}

    /// What a step of the table asks.
    static String upload(StepText step) {
        return words(UPLOAD, step);
    }

    /// What a step of the download gate asks.
    static String download(StepText step) {
        return words(DOWNLOAD, step);
    }

    private static String words(Map<String, String> sentences, StepText step) {
        String sentence = sentences.get(step.check());
        if (sentence == null) {
            throw new IllegalStateException("no words for the check " + step.check());
        }
        Map<String, String> given = step.parameters();
        String chosen = OPTIONAL.matcher(sentence).replaceAll(part -> given.getOrDefault(part.group(1), "false")
                .equals("false") ? "" : Matcher.quoteReplacement(part.group(2)));
        return BLANK.matcher(chosen).replaceAll(blank -> Matcher
                .quoteReplacement(Values.inWords(given.getOrDefault(blank.group(1), "?"), blank.group(2))));
    }
}
