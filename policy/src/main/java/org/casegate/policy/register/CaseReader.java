// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.document.Fields;

/// Reads the cases and holdings of a register file.
final class CaseReader {

    private CaseReader() {}

    static Optional<CaseRecord> caseRecord(Fields fields) {
        fields.need("agreement", ItemReader.AGREEMENT);
        fields.need("case_ref", "4 to 40 capital letters, digits, hyphens");
        fields.need("purpose", "a purpose code of the agreement");
        fields.need("senders", "a list of agency ids");
        Optional<AgreementId> agreement = fields.value("agreement", AgreementId::parse, ItemReader.AGREEMENT);
        Optional<CaseRef> ref = fields.value("case_ref", CaseRef::parse, "4 to 40 capital letters, digits, hyphens");
        Optional<String> purpose = fields.line("purpose");
        Set<AgencyId> senders = new HashSet<>(fields.values("senders", AgencyId::parse, ItemReader.AGENCY));
        Set<AccountId> recipients = new HashSet<>(fields.values("recipients", AccountId::parse, ItemReader.ACCOUNT));
        List<CaseRecord.Meeting> meetings = fields.groups("meetings").stream()
                .flatMap(each -> meeting(each).stream()).toList();
        return agreement.isPresent() && ref.isPresent() && purpose.isPresent()
                ? Optional.of(new CaseRecord(agreement.get(), ref.get(), purpose.get(), senders, recipients, meetings))
                : Optional.empty();
    }

    static Optional<Holding> holding(Fields fields) {
        fields.need("sha256", "64 lower-case hexadecimal digits");
        fields.need("agency", ItemReader.AGENCY);
        fields.need("agreement", ItemReader.AGREEMENT);
        fields.need("transfer", "the id of the transfer");
        Optional<String> sha256 = fields.value("sha256", ItemReader::digest, "64 lower-case hexadecimal digits");
        Optional<AgencyId> agency = fields.value("agency", AgencyId::parse, ItemReader.AGENCY);
        Optional<AgreementId> agreement = fields.value("agreement", AgreementId::parse, ItemReader.AGREEMENT);
        Optional<String> transfer = fields.line("transfer");
        return sha256.isPresent() && agency.isPresent() && agreement.isPresent() && transfer.isPresent()
                ? Optional.of(new Holding(sha256.get(), agency.get(), agreement.get(), transfer.get()))
                : Optional.empty();
    }

    private static Optional<CaseRecord.Meeting> meeting(Fields fields) {
        fields.need("meeting_ref", "letters, digits, hyphens");
        fields.need("meeting_at", "a time with its offset, 2026-05-12T10:00:00+01:00");
        Optional<MeetingRef> ref = fields.value("meeting_ref", MeetingRef::parse, "letters, digits, dots, hyphens");
        Optional<Instant> at = fields.moment("meeting_at");
        return ref.isPresent() && at.isPresent()
                ? Optional.of(new CaseRecord.Meeting(ref.get(), at.get()))
                : Optional.empty();
    }
}
