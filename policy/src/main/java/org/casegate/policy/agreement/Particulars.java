// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.register.AgencyId;

/// What an agreement says of itself and of matters that no check judges, each with its passage. Where the text says
/// nothing, that is said too: silence is a fact that partnerships compare.
///
/// @param statements in the order of [Topic], those of one topic in the file's order
/// @param clocks     within what time a breach is told, and to whom
/// @param sources    the law and guidance that the text leans on, current or not
/// @param slips      where the text misprints a citation
public record Particulars(Optional<Publisher> publisher, List<Event> history, Optional<Controllers> controllers,
        List<Clock> clocks, Optional<Publication> publication, Optional<Parent> parent, List<Source> sources,
        List<Slip> slips, List<Statement> statements) {

    /// An agreement that says nothing of itself.
    public static final Particulars NONE = new Particulars(Optional.empty(), List.of(), Optional.empty(), List.of(),
            Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());

    public Particulars {
        history = List.copyOf(history);
        clocks = List.copyOf(clocks);
        sources = List.copyOf(sources);
        slips = List.copyOf(slips);
        statements = List.copyOf(statements);
    }

    /// What is said on one topic.
    public List<Statement> on(Topic topic) {
        return statements.stream().filter(statement -> statement.topic() == topic).toList();
    }

    /// Who publishes the agreement.
    public record Publisher(String name, Optional<String> initials, ClauseRef clause) {}

    /// Something that happened to the text: *ratified 20 June 2023, version 1.0*.
    ///
    /// @param on a date, or a month without a day, `2022-01`, as the text gives it
    public record Event(Kind kind, String on, Optional<String> version, Optional<String> words, ClauseRef clause) {

        /// What happened.
        public enum Kind {
            DATED, RATIFIED, SIGNED, PUBLISHED, REVIEWED, REVIEW_DUE
        }
    }

    /// Who is controller of what.
    ///
    /// @param leads the bodies that lead where one contact is needed
    public record Controllers(Model model, List<AgencyId> leads, String words, ClauseRef clause) {

        public Controllers {
            leads = List.copyOf(leads);
        }

        /// Whose the data are.
        public enum Model {
            /// Each body is controller by itself, always.
            SEPARATE,
            /// Each for what it holds and brings; jointly for what the partnership makes of it.
            SEPARATE_AND_JOINT
        }
    }

    /// A duty to tell somebody of a breach.
    ///
    /// @param within the time it allows, where the text gives a number
    /// @param words  how fast, in the text's words
    public record Clock(Audience tell, Optional<Duration> within, String words, ClauseRef clause) {

        /// Who is told.
        public enum Audience {
            PARTNERS, OWNER, COMMISSIONER, INDIVIDUALS
        }
    }

    /// How long a published review stays online.
    public record Publication(Period period, String words, ClauseRef clause) {}

    /// An agreement that stands above this one. No rule is drawn from a text that is not held.
    public record Parent(String name, ClauseRef clause) {}

    /// Law or guidance that the text leans on.
    ///
    /// @param successor what has taken its place
    public record Source(String title, Status status, Optional<String> successor, ClauseRef clause) {

        /// Whether it still says what the text relies on.
        public enum Status {
            CURRENT, SUPERSEDED
        }
    }

    /// A citation that the text misprints.
    public record Slip(Citation citation, ClauseRef clause) {}

    /// What the text says on one topic.
    ///
    /// @param words  in plain English; empty only where the text is silent
    /// @param clause empty only where the text is silent
    public record Statement(Topic topic, Optional<String> words, Optional<ClauseRef> clause) {

        /// The text says nothing on it.
        public boolean isSilent() {
            return clause.isEmpty();
        }
    }

    /// What agreements speak of, or are silent on, in the order in which they are compared.
    public enum Topic {
        SIGNATURES("Signatures in the copy held"),
        MEMBERSHIP("Who belongs, and how others join"),
        TERRITORY("Where data may be"),
        REVIEW("Review"),
        MISSED_REVIEW("A missed review"),
        BREACH("Breaches of data protection"),
        BREACH_LEAD("Who leads on a breach"),
        BREACH_RECORDS("Records of breaches"),
        RETENTION("Retention"),
        PUBLICATION("Publication of reviews"),
        LAWFUL_BASIS("Lawful basis (Article 6)"),
        SPECIAL_CATEGORY("Special category data (Article 9)"),
        STATUTES("Statutes and guidance"),
        PURPOSES("Purposes"),
        CATEGORIES("Kinds of data"),
        MINIMISATION("Minimum data, anonymous data"),
        CONSENT("Consent, and telling people"),
        CONTACT_POINT("Single point of contact"),
        REFUSED_SHARING("Decisions not to share"),
        RECIPIENT_REFUSES("A recipient that sends back"),
        REQUESTS("Requests for information"),
        TRAINING("Training and checks"),
        PRECONDITION("Before a body may share"),
        REMINDER("Reminder of confidentiality"),
        FACT_OR_OPINION("Fact and opinion"),
        ORIGINATOR("Originator and date"),
        DECEASED("People who have died"),
        LAW_ENFORCEMENT("Law enforcement"),
        COURT_MATERIAL("Court material"),
        TERMINATION("Termination"),
        CHANGES("Changes of the agreement"),
        SECURITY("Security"),
        RECORDING("Records of sharing"),
        INFORMATION_RIGHTS("Freedom of information, subject access"),
        COMPLAINTS("Complaints"),
        DISPUTES("Disputes, indemnity, liability"),
        AGREEMENT_BREACH("Breaking the agreement itself"),
        ICO_REGISTRATION("Registration with the Commissioner"),
        MONITORING("Monitoring"),
        CONTACTS("Contacts"),
        PECULIAR("Peculiar to this agreement");

        private final String heading;

        Topic(String heading) {
            this.heading = heading;
        }

        /// As a heading, for people.
        public String heading() {
            return heading;
        }
    }
}
