// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.casegate.policy.register.RetentionClassId;

/// What a sender says of one pack, well-formed and not yet judged: what an agreement asks for may still be missing.
///
/// @param purpose    the code as typed; a code that no agreement lists is for the checks
/// @param categories the types of information that the pack holds
/// @param parts      in the sender's order, which numbers them from 1; never empty, names unique
/// @param recipients in the sender's order; never empty
public record Manifest(AgreementId agreement, CaseRef caseRef, Optional<String> purpose, Regime regime, Timing timing,
        Origin origin, References references, List<Addressee> recipients, Identifiability identifiability,
        List<Subject> subjects, Set<DataCategory> categories, Optional<EqualityData> equalityData, Basis basis,
        Statements statements, List<Part> parts) {

    public Manifest {
        recipients = List.copyOf(recipients);
        subjects = List.copyOf(subjects);
        categories = Set.copyOf(categories);
        parts = List.copyOf(parts);
        if (recipients.isEmpty() || parts.isEmpty()) {
            throw new IllegalArgumentException("a manifest names at least one recipient and one part");
        }
    }

    /// The number of the part of that name, from 1; 0 where the manifest lists none.
    public int numberOf(PartName name) {
        for (int index = 0; index < parts.size(); index++) {
            if (parts.get(index).file().sameAs(name)) {
                return index + 1;
            }
        }
        return 0;
    }

    /// The part without its name: *part 2 of 3*.
    public String numbered(PartName name) {
        int number = numberOf(name);
        return number == 0 ? "a file beside the listed parts" : "part " + number + " of " + parts.size();
    }

    public boolean isAnonymised() {
        return identifiability == Identifiability.ANONYMISED;
    }

    /// Under which part of the law the data are processed.
    public enum Regime {
        UK_GDPR, DPA_PART3
    }

    /// Where in the life of a meeting the pack belongs.
    public enum Phase {
        PRE_MEETING, POST_MEETING, NO_MEETING
    }

    /// Whether anybody can be recognised in the pack.
    public enum Identifiability {
        IDENTIFIABLE, ANONYMISED
    }

    /// Why race, religion, disability or ethnicity are in the pack.
    public enum EqualityData {
        NONE, CASE_RELEVANT, EDI
    }

    /// What the words of a part are.
    public enum Nature {
        FACT, OPINION, MIXED
    }

    /// When the pack is sent, seen from a meeting.
    ///
    /// @param action what of a past meeting requires the pack
    public record Timing(Optional<Phase> phase, Optional<MeetingRef> meeting, Optional<Instant> meetingAt,
            Optional<String> action) {}

    /// Who made the information, and when.
    ///
    /// @param asAt the date to which the information is up to date
    public record Origin(Optional<AgencyId> agency, Optional<LocalDate> originatedOn, Optional<LocalDate> asAt) {}

    /// What else the pack belongs to.
    ///
    /// @param external  a request from outside, by its own reference
    /// @param inReplyTo an information request's id
    /// @param corrects  the transfer id of the accepted pack that this one replaces
    public record References(Optional<String> external, Optional<String> inReplyTo, Optional<String> corrects) {
        public static final References NONE = new References(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Whom the pack is for, as typed.
    ///
    /// @param account         a person's or role's account; whether it is one of the agency's is for the checks
    /// @param memberCondition the sender confirms the condition of a conditional member
    public record Addressee(AgencyId agency, Optional<AccountId> account, Optional<String> whyNeeded,
            Optional<String> roleInCase, Optional<String> unit, boolean memberCondition) {}

    /// Somebody the pack is about, by a pseudonymous key.
    public record Subject(String key, boolean living, Relation relation, boolean adult) {

        public enum Relation {
            SUBJECT_CHILD, FAMILY, THIRD_PARTY
        }
    }

    /// The sender's own words; free text, so personal.
    ///
    /// @param purposeStatement        the purpose in words
    /// @param additionalJustification for a purpose that needs one
    /// @param necessity               why this much and no less
    /// @param wellbeing               the safety and wellbeing consideration
    /// @param reason                  why the information is shared
    public record Statements(Optional<String> purposeStatement, Optional<String> additionalJustification,
            Optional<String> necessity, Optional<String> thirdPartyImpact, Optional<String> wellbeing,
            Optional<String> reason) {
        public static final Statements NONE = new Statements(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// One file of the pack.
    ///
    /// @param sha256 checked when given
    public record Part(PartName file, Optional<Nature> nature, boolean distinguishedInText, boolean historical,
            Optional<String> historicalNote, Optional<Boolean> courtMaterial, Optional<String> courtAuthority,
            Optional<RetentionClassId> retentionClass, Optional<Sha256> sha256) {}
}
