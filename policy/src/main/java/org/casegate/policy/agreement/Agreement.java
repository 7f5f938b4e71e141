// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.policy.check.AgreementVersion;
import org.casegate.policy.check.BodyStanding;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.DownloadMatter;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Matter;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.Parties;
import org.casegate.policy.check.Question;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.check.Retention;
import org.casegate.policy.check.SendingPlaces;
import org.casegate.policy.check.StoragePlaces;
import org.casegate.policy.check.Terms;
import org.casegate.policy.check.Warning;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestTemplate;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// One agreement version as rules. Judging is pure: the same facts and register give the same outcome. Immutable.
public final class Agreement {

    private final AgreementText text;
    private final Terms terms;
    private final String name;
    private final AgreementParser.Vocabulary vocabulary;
    private final Approvals approvals;
    private final Particulars particulars;
    private final List<Rule> rules;
    private final List<DownloadRule> gate;

    Agreement(AgreementText text, Terms terms, String name, AgreementParser.Vocabulary vocabulary, Approvals approvals,
            Particulars particulars, List<Rule> rules, List<DownloadRule> gate) {
        this.text = text;
        this.terms = terms;
        this.name = name;
        this.vocabulary = vocabulary;
        this.approvals = approvals;
        this.particulars = particulars;
        this.rules = List.copyOf(rules);
        this.gate = List.copyOf(gate);
    }

    public AgreementVersion version() {
        return terms.version();
    }

    /// The file that it was read from.
    public AgreementText text() {
        return text;
    }

    /// The SHA-256 of that file, 64 hexadecimal digits: a decision names it with the version.
    public String textSha256() {
        return text.sha256();
    }

    /// The agreement's own title.
    public String name() {
        return name;
    }

    /// The bodies that it names, in its order.
    public List<Parties.Party> parties() {
        return terms.parties().all();
    }

    /// Who must approve a change of it.
    public Approvals approvals() {
        return approvals;
    }

    /// What holds where the register says nothing.
    public Settings settings() {
        return terms.settings();
    }

    /// What holds under this register.
    public Settings settings(Register register) {
        return register.agreement(version().agreement()).map(AgreementRegistration::settings).orElse(Settings.NONE)
                .orElse(settings());
    }

    /// The bodies that must approve a change by this rule of it, by the ids of the register.
    public List<AgencyId> approvers(Approvals.Rule rule, Register register) {
        return rule.under(settings(register)).bodies(version().agreement(), terms.parties(), register);
    }

    /// What it says of itself, and of what no check judges.
    public Particulars particulars() {
        return particulars;
    }

    /// The steps of its table, in order: `ST-01`.
    public List<String> steps() {
        return rules.stream().map(Rule::step).distinct().toList();
    }

    /// What keeps a body from sharing under it at a moment, in a sentence.
    public Optional<String> objectionToBody(AgencyId agency, Register register, Instant now) {
        return BodyStanding.objection(terms, name, register, agency, now)
                .map(objection -> register.nameOf(agency) + " " + objection);
    }

    /// Runs the steps that can be run without the parts and that tell a stranger nothing: the `*` steps, in order, to the
    /// first failure. For the moment when a manifest arrives before its parts.
    public Optional<Outcome.Refused> guard(PackFacts facts, Register register) {
        return new Judgement(terms, rules, facts, register, List.of()).guard();
    }

    /// Judges a complete pack: the gateway's own guards, the `*` steps, then all other steps together.
    public Outcome judge(PackFacts facts, Register register) {
        return judge(facts, register, List.of());
    }

    /// The same of a pack that was on hold.
    ///
    /// @param answered what held it and was let go by whoever was asked; it is set aside, and everything else is judged
    public Outcome judge(PackFacts facts, Register register, List<Question> answered) {
        return new Judgement(terms, rules, facts, register, answered).outcome();
    }

    /// What each step says of a pack, in the order in which they run and as far as they do: the explanation of [#judge].
    public List<CheckAnswer> trail(PackFacts facts, Register register, List<Question> answered) {
        Judgement judgement = new Judgement(terms, rules, facts, register, answered);
        judgement.outcome();
        return judgement.trail();
    }

    /// The outcome where the ledger could not be written: refused, nothing kept.
    public Outcome.Refused unrecorded() {
        return Unrecorded.upload(terms.version(), rules);
    }

    /// Runs the download gate, which refuses at its first failing step; empty where the part may go out once the ledger
    /// is written.
    public Optional<DownloadRefusal> release(DownloadFacts facts, Register register) {
        DownloadMatter matter = new DownloadMatter(facts, terms, register);
        return gate.stream().flatMap(rule -> rule.weigh(matter).stream()).findFirst();
    }

    /// Runs only the steps D-01 to D-05, which say whether the account may know anything of the pack at all; empty where it may
    /// see what was sent, and by whom.
    public Optional<DownloadRefusal> show(DownloadFacts facts, Register register) {
        DownloadMatter matter = new DownloadMatter(facts, terms, register);
        return gate.stream().filter(DownloadRule::beforeSight).flatMap(rule -> rule.weigh(matter).stream()).findFirst();
    }

    /// Who may collect a pack of this manifest once it is accepted.
    public List<Recipient> recipients(Manifest manifest, Register register) {
        return Delivery.recipients(manifest, terms.parties(), register);
    }

    /// The date at whose start the gateway copy of a part goes, where its class and the facts give one.
    public Optional<LocalDate> destroyOn(PackFacts facts, PartName part, Register register) {
        return Retention.destroyOn(new Matter(facts, terms, register), part);
    }

    /// The refusal of a download that could not be recorded (D-08).
    public DownloadRefusal unrecordedDownload() {
        return Unrecorded.download(gate);
    }

    /// What the recipient is told to do with a part that he has downloaded (D-09).
    public Optional<Warning> afterDownload() {
        return gate.stream().flatMap(rule -> Optional.ofNullable(rule.sentences().get(Code.FILING.printed())).stream())
                .map(sentence -> new Warning(Code.FILING, sentence.clause(), sentence.text())).findFirst();
    }

    /// The keys of a manifest that its checks ask a sender to think of, beyond those that every pack needs.
    public Set<String> asks() {
        return rules.stream().flatMap(rule -> rule.check().asks().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// The same where the partnership's settings ask for more.
    private Set<String> asks(Register register) {
        Set<String> asks = new HashSet<>(asks());
        if (asks.contains("nature") && settings(register).is(Setting.MIXED_NEEDS_MARKING, "yes")) {
            asks.add("distinguished_in_text");
        }
        return asks;
    }

    /// The clause behind a code of its table: where the rule that raises it comes from.
    ///
    /// @throws IllegalArgumentException if no rule of this agreement raises it
    public ClauseRef clauseOf(Code code) {
        return rules.stream().filter(rule -> rule.raises(code)).findFirst().map(Rule::clause)
                .orElseThrow(() -> new IllegalArgumentException(version() + " has no rule that raises " + code));
    }

    /// The clause by which nothing is kept without an end; empty where that is allowed.
    public Optional<ClauseRef> clauseAgainstEndless() {
        return rules.stream().filter(rule -> rule.check().sentences().contains("RETENTION-MISSING/endless")).findFirst()
                .map(Rule::clause);
    }

    /// Why a gateway whose stores are where this register says may not serve it, a sentence for each place; empty while the
    /// agreement is not in force.
    public List<String> objectionsToStores(Register register, LocalDate today) {
        return objections("a store of this gateway", register.storagePlaces(), register, today);
    }

    /// The same of the place of the relay that takes this gateway's mail.
    public List<String> objectionsToRelay(Place relay, Register register, LocalDate today) {
        return objections("the mail relay of this gateway", Set.of(relay), register, today);
    }

    /// Whether some pack of this account's might be taken from a place. Not while the agreement is not in force, or for an
    /// agency that has no part in it.
    public boolean takesFrom(Place place, Account account, Register register, LocalDate today) {
        return SendingPlaces.allow(terms, place, account, register, today);
    }

    private List<String> objections(String what, Set<Place> places, Register register, LocalDate today) {
        return StoragePlaces.objections(terms, places, register, today).stream()
                .map(objection -> what + " is in " + objection.place().readable()
                        + (objection.byAgreement()
                                ? ", and the " + name + " does not let data be there (" + clauseOf(Code.TERRITORY) + ")"
                                : ", and this gateway keeps to the United Kingdom while its territory_ceiling is UK "
                                        + "(" + ClauseRef.PROJECT + ")"))
                .toList();
    }

    /// The clause by which a pack is no longer available after it ended in this way.
    ///
    /// @param how as the download gate's sentences call it: `withdrawn`, `replaced`
    public ClauseRef clauseOfEnd(String how) {
        return gate.stream().flatMap(rule -> Optional
                .ofNullable(rule.sentences().get(Code.NOT_AVAILABLE.printed() + "/" + how)).stream()).findFirst()
                .map(Sentence::clause).orElse(ClauseRef.PROJECT);
    }

    /// The line that ends every refusal.
    public String lastLine(Register register) {
        return register.agreement(version().agreement()).flatMap(AgreementRegistration::duty)
                .map(LastLine::naming).orElse(LastLine.WITHOUT_DUTY);
    }

    /// What the sender is told of an outcome, wherever he reads it.
    public Verdict verdict(Outcome outcome, Instant at, Register register) {
        return new Verdict(outcome, name, at, lastLine(register));
    }

    /// What the agreement accepts, for the manifest template.
    public ManifestTemplate.Choices choices(Register register) {
        List<String> classes = register.agreement(version().agreement()).stream()
                .flatMap(found -> found.retention().keySet().stream()).map(RetentionClassId::value).sorted().toList();
        List<String> basis = rules.stream().flatMap(rule -> rule.check().accepted("art6").stream()).toList();
        List<String> gateways = Stream.concat(vocabulary.gateways().stream(),
                rules.stream().flatMap(rule -> rule.check().accepted("legal_gateway").stream())).distinct().toList();
        List<DataCategory> categories = vocabulary.categories().isEmpty()
                ? List.of(DataCategory.values())
                : vocabulary.categories();
        return new ManifestTemplate.Choices(vocabulary.purposes(), gateways,
                categories.stream().map(DataCategory::code).toList(), basis, classes, asks(register), only("art9"),
                only("dpa_condition"));
    }

    /// The same agreement with one more rule after the others.
    Agreement with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Agreement(text, terms, name, vocabulary, approvals, particulars, more, gate);
    }

    /// The same agreement with its rules in another order.
    Agreement withRules(List<Rule> others) {
        return new Agreement(text, terms, name, vocabulary, approvals, particulars, others, gate);
    }

    List<Rule> rules() {
        return rules;
    }

    private Optional<String> only(String key) {
        return rules.stream().map(rule -> rule.check().accepted(key)).filter(accepted -> accepted.size() == 1)
                .map(List::getFirst).findFirst();
    }

    /// `staffordshire 1.1`
    @Override
    public String toString() {
        return version().toString();
    }
}
