// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.directory.TestDirectory.PASSWORD;
import static org.casegate.policy.directory.TestDirectory.SOMEWHERE;
import static org.casegate.schema.tables.access.Tables.CREDENTIAL;
import static org.casegate.schema.tables.access.Tables.SUSPENSION;
import static org.casegate.schema.tables.access.Tables.THROTTLE;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.casegate.crypto.credential.Totp;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Role;
import org.casegate.policy.register.SshRevocation;
import org.casegate.policy.register.SshRules;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private static final PublicKey OFFICERS_KEY = TestKeys.ed25519();
    private static final PublicKey SYSTEMS_KEY = TestKeys.ed25519();
    private static final String OFFICER = "sp-review-officer";
    private static final String LEAD = "scc-safeguarding-lead";
    private static final long HASH_BYTES = 19L << 20;

    private static final Database DATABASE = TestDatabase.fresh();

    private final TestClock clock = new TestClock();
    private final TestDirectory test = new TestDirectory(DATABASE, clock);
    private final SignIn signIn = test.signIn();

    @BeforeEach
    void beginAfresh() {
        DATABASE.query().deleteFrom(CREDENTIAL).execute();
        DATABASE.query().deleteFrom(SUSPENSION).execute();
        DATABASE.query().deleteFrom(THROTTLE).execute();
        test.load(Registers.partners(TestKeys.line(OFFICERS_KEY), TestKeys.line(SYSTEMS_KEY)));
        test.enrol(LEAD);
    }

    @AfterEach
    void closeNode() {
        test.close();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void letsASenderInByKey() {
        assertThat(signIn.keyIsCurrent(OFFICER, OFFICERS_KEY)).isTrue();

        Authenticated who = signIn.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE).orElseThrow();

        assertThat(who.account()).isEqualTo(new AccountId(OFFICER));
        assertThat(who.agency().value()).isEqualTo("staffordshire-police");
        assertThat(who.roles()).containsExactly(Role.SENDER);
        assertThat(who.channel()).isEqualTo(Channel.SFTP);
        assertThat(who.address()).isEqualTo(SOMEWHERE);
        assertThat(who.at()).isEqualTo(clock.instant());
        assertThat(who.multiFactor()).isFalse();
        assertThat(signIn.withKey("sp-case-system", SYSTEMS_KEY, SOMEWHERE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sp-case-system", "scc-safeguarding-lead", "scc-duty-desk", "nobody-at-all", "",
            "SP-REVIEW-OFFICER",
            "sp-review-officer ", "../sp-review-officer"})
    void refusesAKeyOfAnyOtherAccount(String account) {
        assertThat(signIn.keyIsCurrent(account, OFFICERS_KEY)).isFalse();
        assertThat(signIn.withKey(account, OFFICERS_KEY, SOMEWHERE)).isEmpty();
    }

    @Test
    void refusesAKeyThatWasTakenOutOfTheRegister() {
        test.load(Registers.partners(TestKeys.line(SYSTEMS_KEY), TestKeys.line(SYSTEMS_KEY)));

        assertThat(signIn.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE)).isEmpty();
    }

    @Test
    void letsARecipientInByPasswordAndCode() {
        Authenticated who = enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL).orElseThrow();

        assertThat(who.roles()).containsExactly(Role.RECIPIENT);
        assertThat(who.channel()).isEqualTo(Channel.PORTAL);
        assertThat(who.multiFactor()).isTrue();
    }

    @Test
    void givesEachChannelItsOwnRolesOnly() {
        Authenticated who = enter(LEAD, PASSWORD, test.code(LEAD), Channel.ADMINISTRATION).orElseThrow();

        assertThat(who.roles()).containsExactly(Role.SYSADMIN);
        test.enrol(OFFICER);
        assertThat(enter(OFFICER, PASSWORD, test.code(OFFICER), Channel.ADMINISTRATION)).isEmpty();
        assertThatThrownBy(() -> enter(OFFICER, PASSWORD, test.code(OFFICER), Channel.SFTP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsAPersonActInAnyOfHisRolesByACommand() {
        assertThat(enter(LEAD, PASSWORD, test.code(LEAD), Channel.COMMAND).orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.RECIPIENT, Role.SYSADMIN);
        test.enrol("sp-case-system");
        assertThat(enter("sp-case-system", PASSWORD, test.code("sp-case-system"), Channel.COMMAND)).isEmpty();
    }

    /// Each factor right, wrong or missing: only both right let in.
    @ParameterizedTest(name = "V3 password {0}, code {1}")
    @CsvSource({"right,wrong", "right,''", "wrong,right", "'',right", "wrong,wrong", "'',''"})
    void v3LetsNobodyInWithoutEveryFactor(String password, String code) {
        String shownPassword = switch (password) {
            case "right" -> PASSWORD;
            case "wrong" -> PASSWORD + "?";
            default -> "";
        };
        String shownCode = switch (code) {
            case "right" -> test.code(LEAD);
            case "wrong" -> test.code(LEAD).equals("000000") ? "000001" : "000000";
            default -> "";
        };
        assertThat(enter(LEAD, shownPassword, shownCode, Channel.PORTAL)).isEmpty();
    }

    /// Whatever was tried before, on whichever node, an attempt succeeds exactly when all of it is right.
    @Test
    void v3JudgesEachAttemptByItselfInAnyOrder() {
        test.enrol(OFFICER);
        Random random = new Random(3);
        try (Database again = TestDatabase.again(DATABASE); TestDirectory node = test.node(again)) {
            for (int i = 0; i < 40; i++) {
                String account = random.nextBoolean() ? LEAD : OFFICER;
                boolean rightPassword = random.nextBoolean();
                boolean rightCode = random.nextBoolean();
                Channel channel = random.nextBoolean() ? Channel.PORTAL : Channel.ADMINISTRATION;
                boolean suspended = random.nextInt(4) == 0;
                if (suspended) {
                    test.credentials().suspend(new AccountId(account));
                } else {
                    test.credentials().reinstate(new AccountId(account));
                }
                String code = test.code(rightCode ? account : account.equals(LEAD) ? OFFICER : LEAD);
                Optional<Authenticated> who = (random.nextBoolean() ? signIn : node.signIn()).withPasswordAndCode(
                        account,
                        (rightPassword ? PASSWORD : "not " + PASSWORD).toCharArray(), code, channel, SOMEWHERE);

                boolean hasRole = account.equals(LEAD) || channel == Channel.PORTAL;
                assertThat(who.isPresent()).as("attempt %d", i)
                        .isEqualTo(rightPassword && rightCode && hasRole && !suspended);
                clock.pass(Duration.ofMinutes(62));
            }
        }
    }

    @Test
    void v3LetsARoleAccountAndASystemInByNoPassword() {
        for (String account : List.of("scc-duty-desk", "sp-case-system")) {
            test.enrol(account);
            assertThat(enter(account, PASSWORD, test.code(account), Channel.PORTAL)).isEmpty();
        }
    }

    @Test
    void v3LetsNobodyInWhoIsNotEnrolled() {
        assertThat(enter(OFFICER, PASSWORD, "000000", Channel.PORTAL)).isEmpty();
        assertThat(enter("nobody-at-all", PASSWORD, "000000", Channel.PORTAL)).isEmpty();
        assertThat(enter("", "", "", Channel.PORTAL)).isEmpty();
    }

    @Test
    void v3MixesNothingUpBetweenAccounts() {
        test.enrol(OFFICER);
        assertThat(enter(LEAD, PASSWORD, test.code(OFFICER), Channel.PORTAL)).isEmpty();
        test.credentials().enrol(new AccountId(OFFICER), "another password here".toCharArray(), Totp.newSecret());
        assertThat(enter(OFFICER, PASSWORD, test.code(LEAD), Channel.PORTAL)).isEmpty();
    }

    @Test
    void v3MovesNoSealedSecretToAnotherAccount() {
        test.enrol(OFFICER);
        byte[] sealed = DATABASE.query().fetchSingle(CREDENTIAL, CREDENTIAL.ACCOUNT.eq(LEAD)).getTotp();
        DATABASE.query().update(CREDENTIAL).set(CREDENTIAL.TOTP, sealed).where(CREDENTIAL.ACCOUNT.eq(OFFICER))
                .execute();

        assertThatThrownBy(() -> enter(OFFICER, PASSWORD, test.code(LEAD), Channel.PORTAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not open");
    }

    /// Memory tells whether a password was hashed, and no busy machine changes it: a hash takes 19 MiB, all the rest a tenth.
    @Test
    void worksAsHardForSomebodyWhoDoesNotExist() {
        long known = workFor(LEAD);
        long unknown = workFor("nobody");

        assertThat(known).isGreaterThan(HASH_BYTES);
        assertThat(unknown).isBetween(HASH_BYTES, known + HASH_BYTES / 2);
    }

    private long workFor(String account) {
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThat(enter(account, "not the password", "000000", Channel.PORTAL)).isEmpty();
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void refusesACodeThatWasUsed() {
        String code = test.code(LEAD);
        assertThat(enter(LEAD, PASSWORD, code, Channel.PORTAL)).isPresent();
        assertThat(enter(LEAD, PASSWORD, code, Channel.PORTAL)).isEmpty();
        clock.pass(Duration.ofSeconds(30));
        assertThat(enter(LEAD, PASSWORD, code, Channel.PORTAL)).isEmpty();
        assertThat(enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL)).isPresent();
    }

    @Test
    void letsOneInOfManyWhoShowTheSameCodeAtOnce() throws Exception {
        String code = test.code(LEAD);
        try (Database again = TestDatabase.again(DATABASE);
                TestDirectory node = test.node(again);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> entered = IntStream.range(0, 4)
                    .mapToObj(i -> clients.submit(() -> (i % 2 == 0 ? signIn : node.signIn())
                            .withPasswordAndCode(LEAD, PASSWORD.toCharArray(), code, Channel.PORTAL, SOMEWHERE)
                            .isPresent()))
                    .toList();
            int in = 0;
            for (Future<Boolean> each : entered) {
                in += each.get() ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        }
    }

    @Test
    void refusesSuspendedAccountsByEveryChannel() {
        test.credentials().suspend(new AccountId(LEAD));
        test.credentials().suspend(new AccountId(OFFICER));

        assertThat(enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL)).isEmpty();
        assertThat(signIn.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE)).isEmpty();

        test.credentials().reinstate(new AccountId(LEAD));
        assertThat(enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL)).isPresent();
    }

    @Test
    void makesGuessersWaitOnEveryNodeAndForgetsThemAfterARightAnswer() {
        for (int i = 0; i < 5; i++) {
            assertThat(enter(LEAD, "guess number " + i, "000000", Channel.PORTAL)).isEmpty();
        }
        assertThat(enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL)).isEmpty();
        try (Database again = TestDatabase.again(DATABASE); TestDirectory node = test.node(again)) {
            InetAddress elsewhere = InetAddress.ofLiteral("203.0.113.5");
            assertThat(node.signIn()
                    .withPasswordAndCode(LEAD, PASSWORD.toCharArray(), test.code(LEAD), Channel.PORTAL, elsewhere))
                    .isEmpty();
            clock.pass(Duration.ofSeconds(31));
            assertThat(node.signIn()
                    .withPasswordAndCode(LEAD, PASSWORD.toCharArray(), test.code(LEAD), Channel.PORTAL, elsewhere))
                    .isPresent();
        }
        clock.pass(Duration.ofSeconds(30));
        assertThat(enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL)).isPresent();
    }

    @Test
    @DisplayName("V3: who fails by key waits on every node, whether the account exists or not, and is forgotten once he is right")
    void makesWhoFailsByKeyWait() {
        try (Database again = TestDatabase.again(DATABASE); TestDirectory node = test.node(again)) {
            for (String account : List.of(OFFICER, "nobody", "?\u0000'")) {
                for (int i = 0; i < 5; i++) {
                    assertThat(signIn.mayTry(account, SOMEWHERE)).as(account).isTrue();
                    signIn.failed(account, SOMEWHERE);
                }
                assertThat(signIn.mayTry(account, SOMEWHERE)).as(account).isFalse();
                assertThat(node.signIn().mayTry(account, InetAddress.ofLiteral("203.0.113.5"))).as(account).isFalse();
            }
            InetAddress home = InetAddress.ofLiteral("192.0.2.77");
            assertThat(node.signIn().mayTry(OFFICER, home)).isTrue();
            clock.pass(Duration.ofSeconds(31));
            assertThat(signIn.mayTry(OFFICER, SOMEWHERE)).isTrue();
            assertThat(signIn.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE)).isPresent();
            for (int i = 0; i < 4; i++) {
                signIn.failed(OFFICER, home);
                signIn.failed(OFFICER, InetAddress.ofLiteral("203.0.113.6"));
            }
            assertThat(node.signIn().mayTry(OFFICER, home)).isTrue();
            assertThat(node.signIn().mayTry(OFFICER, InetAddress.ofLiteral("203.0.113.6"))).isTrue();
        }
    }

    @Test
    @DisplayName("V3: where the agency asks for a code, a key alone makes nobody, nor do another's code and a code that was used")
    void asksForACodeAfterTheKey() {
        Agency agency = test.directory().current().agency(new AgencyId("staffordshire-police")).orElseThrow();
        test.load(test.directory().current().with(agency.with(SshRules.NONE.withOneTimeCode(true))));
        test.enrol(OFFICER);

        assertThat(signIn.asksForCode(OFFICER)).isTrue();
        assertThat(List.of("sp-case-system", LEAD, "nobody")).noneMatch(signIn::asksForCode);
        assertThat(signIn.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE)).isEmpty();
        assertThat(signIn.withKey("sp-case-system", SYSTEMS_KEY, SOMEWHERE)).isPresent();
        ProvedCode anothers = new ProvedCode(new AccountId(LEAD));
        assertThat(signIn.withProofs(OFFICER, proofs(anothers), SOMEWHERE)).isInstanceOf(SshEntry.Refused.class);

        String code = test.code(OFFICER);
        ProvedCode proved = signIn.withCode(OFFICER, code, SOMEWHERE).orElseThrow();
        assertThat(signIn.withProofs(OFFICER, proofs(proved), SOMEWHERE)).isInstanceOf(SshEntry.In.class);
        assertThat(signIn.withCode(OFFICER, code, SOMEWHERE)).isEmpty();
        assertThat(signIn.withCode("nobody", test.code(OFFICER), SOMEWHERE)).isEmpty();
    }

    @Test
    @DisplayName("V14: a key that the agency has revoked lets nobody in, where it is registered too")
    void refusesARevokedKey() {
        Agency agency = test.directory().current().agency(new AgencyId("staffordshire-police")).orElseThrow();
        SshKey officers = SshKey.of(OFFICERS_KEY).orElseThrow();
        for (String line : officers.fingerprints()) {
            test.load(test.directory().current().with(agency.with(
                    SshRules.NONE.revoking(List.of(SshRevocation.parse(line).orElseThrow())))));

            assertThat(signIn.keyIsCurrent(OFFICER, OFFICERS_KEY)).as(line).isFalse();
            assertThat(signIn.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE)).as(line).isEmpty();
            assertThat(signIn.withKey("sp-case-system", SYSTEMS_KEY, SOMEWHERE)).isPresent();
        }
    }

    @Test
    @DisplayName("A-06, V3: why nobody may send from there is told to whoever has given every proof, and to nobody else; it stands in the security log")
    void refusesAPlaceAfterEveryProof() {
        SignIn there = new SignIn(DATABASE, test.directory(), test.credentials(),
                (account, place) -> Optional.of(account.id() + " is in " + place), clock);
        try (SecurityLog log = new SecurityLog()) {
            assertThat(there.keyIsCurrent(OFFICER, OFFICERS_KEY)).isTrue();
            assertThat(there.withProofs(OFFICER, SshProofs.ofKey(SYSTEMS_KEY), SOMEWHERE))
                    .isEqualTo(new SshEntry.Refused());
            assertThat(there.withProofs(OFFICER, SshProofs.ofKey(OFFICERS_KEY), SOMEWHERE))
                    .isEqualTo(new SshEntry.Elsewhere("sp-review-officer is in ??"));
            assertThat(there.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE)).isEmpty();

            assertThat(log.lines()).startsWith(
                    "refused by SFTP: account=sp-review-officer address=198.51.100.7 place=??",
                    "refused for its place (TERRITORY) by SFTP: account=sp-review-officer address=198.51.100.7 place=??");
        }
    }

    private static SshProofs proofs(ProvedCode code) {
        return new SshProofs(OFFICERS_KEY, Optional.empty(), Optional.of(code));
    }

    /// As above: what a sign-in by key allocates is mostly what the database answers.
    @Test
    @DisplayName("V3: an unknown account is worth as much work by key as a known one")
    void worksAsHardByKeyForSomebodyWhoDoesNotExist() {
        for (int i = 0; i < 50; i++) { // until the machine has made up its mind
            keyWorkFor(OFFICER);
            keyWorkFor("nobody");
        }
        long known = IntStream.range(0, 20).mapToLong(i -> keyWorkFor(OFFICER)).min().orElseThrow();
        long unknown = IntStream.range(0, 20).mapToLong(i -> keyWorkFor("nobody")).min().orElseThrow();

        assertThat(unknown).isBetween(known * 8 / 10, known * 12 / 10);
    }

    private long keyWorkFor(String account) {
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThat(signIn.mayTry(account, SOMEWHERE)).isTrue();
        assertThat(signIn.keyIsCurrent(account, SYSTEMS_KEY)).isFalse();
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void makesNobodyElseWaitForAGuesserAtAnotherAddress() {
        for (int i = 0; i < 6; i++) {
            enter(OFFICER, "guess", "000000", Channel.PORTAL);
        }
        assertThat(enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL)).isPresent();
    }

    @Test
    void keepsNoNameThatSomebodyTypedAndWritesOnlyAccountAddressAndPlaceToTheSecurityLog() {
        try (SecurityLog log = new SecurityLog()) {
            enter("my-secret-password", "my-secret-password", "123456", Channel.PORTAL);
            enter(LEAD, "wrong", "123456", Channel.PORTAL);
            enter(LEAD, PASSWORD, test.code(LEAD), Channel.PORTAL);
            signIn.keyIsCurrent(OFFICER, OFFICERS_KEY);
            signIn.withKey(OFFICER, OFFICERS_KEY, SOMEWHERE);

            assertThat(log.lines()).containsExactly("refused by PORTAL: account=unknown address=198.51.100.7 place=??",
                    "refused by PORTAL: account=scc-safeguarding-lead address=198.51.100.7 place=??",
                    "signed in by PORTAL: account=scc-safeguarding-lead address=198.51.100.7 place=??",
                    "signed in by SFTP: account=sp-review-officer address=198.51.100.7 place=??");
        }
        assertThat(DATABASE.query().fetch(THROTTLE).format()).doesNotContain("secret");
    }

    @Test
    void sealsCredentialsAtRest() {
        byte[] secret = Totp.newSecret();
        test.credentials().enrol(new AccountId(OFFICER), PASSWORD.toCharArray(), secret);

        var row = DATABASE.query().fetchSingle(CREDENTIAL, CREDENTIAL.ACCOUNT.eq(OFFICER));
        assertThat(row.getPassword()).startsWith("$argon2id$").doesNotContain(PASSWORD);
        assertThat(HexFormat.of().formatHex(row.getTotp())).doesNotContain(HexFormat.of().formatHex(secret));
        assertThat(test.credentials().enrolled(new AccountId(OFFICER))).isTrue();
        assertThat(test.credentials().enrolled(new AccountId("sp-case-system"))).isFalse();
    }

    @Test
    void refusesToEnrolAWeakPasswordOrSecret() {
        AccountId officer = new AccountId(OFFICER);
        assertThatThrownBy(() -> test.credentials().enrol(officer, "short".toCharArray(), Totp.newSecret()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short");
        assertThatThrownBy(() -> test.credentials().enrol(officer, PASSWORD.toCharArray(), new byte[15]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsNobodyInWhenTheDatabaseIsGone() {
        Database gone = TestDatabase.again(DATABASE);
        try (TestDirectory node = test.node(gone)) {
            gone.close();
            assertThatThrownBy(() -> node.signIn().mayTry(OFFICER, SOMEWHERE)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> node.signIn().withKey(OFFICER, OFFICERS_KEY, SOMEWHERE))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> node.signIn()
                    .withPasswordAndCode(LEAD, PASSWORD.toCharArray(), test.code(LEAD), Channel.PORTAL, SOMEWHERE))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private Optional<Authenticated> enter(String account, String password, String code, Channel channel) {
        return signIn.withPasswordAndCode(account, password.toCharArray(), code, channel, SOMEWHERE);
    }
}
