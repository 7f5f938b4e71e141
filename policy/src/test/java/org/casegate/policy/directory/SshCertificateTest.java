// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.SshRevocation;
import org.casegate.policy.register.SshRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshCertificateTest {
    private static final PublicKey AUTHORITY = TestKeys.ed25519();
    private static final PublicKey ANOTHER = TestKeys.ed25519();
    private static final PublicKey KEY = TestKeys.ed25519();
    private static final AccountId ACCOUNT = new AccountId("sp-case-system");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.7");
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final SshRules TRUSTING = rules();

    @Test
    @DisplayName("V14: a certificate of the agency's authority that names the account lets it in")
    void letsIn() {
        assertThat(certificate(Map.of()).objection(ACCOUNT, TRUSTING, HERE, NOW)).isEmpty();
    }

    @Test
    @DisplayName("V14: an authority that the account's agency does not list certifies nobody, and the agency without one has none")
    void trustsTheListedAuthorityOnly() {
        SshCertificate anothers = new SshCertificate(KEY, ANOTHER, 1, "id", Set.of(ACCOUNT.value()), SECOND - 60,
                SECOND + 60, Map.of());

        assertThat(anothers.objection(ACCOUNT, TRUSTING, HERE, NOW)).hasValue("signed by no authority of the agency");
        assertThat(certificate(Map.of()).objection(ACCOUNT, SshRules.NONE, HERE, NOW)).isPresent();
        assertThat(new SshCertificate(KEY, KEY, 1, "id", Set.of(ACCOUNT.value()), SECOND - 60, SECOND + 60, Map.of())
                .objection(ACCOUNT, TRUSTING, HERE, NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sp-case-systems", "sp-case-system ", "SP-CASE-SYSTEM", "*",
            "sp-case-*,sp-case-?ystem"})
    @DisplayName("V14: a principal must be the account to the letter; none at all is nobody, not everybody")
    void wantsThePrincipal(String principals) {
        SshCertificate named = new SshCertificate(KEY, AUTHORITY, 1, "id",
                principals.isEmpty() ? Set.of() : Set.of(principals.split(",", -1)), SECOND - 60, SECOND + 60,
                Map.of());

        assertThat(named.objection(ACCOUNT, TRUSTING, HERE, NOW)).hasValue("its principals do not name the account");
    }

    @ParameterizedTest
    @CsvSource({"-60,60,", "0,1,", "1,60,not valid yet", "-60,0,not valid any more", "-60,-30,not valid any more",
            "60,-60,not valid yet", "-60,31622341,valid for more than 366 days", "-60,31622340,"})
    @DisplayName("V14: its time counts from the first second to before the last, 366 days at most")
    void keepsToItsTime(long after, long before, String objection) {
        SshCertificate timed = new SshCertificate(KEY, AUTHORITY, 1, "id", Set.of(ACCOUNT.value()), SECOND + after,
                SECOND + before, Map.of());

        assertThat(timed.objection(ACCOUNT, TRUSTING, HERE, NOW).orElse(null)).isEqualTo(objection);
    }

    @Test
    @DisplayName("V14: for ever is too long, and numbers above 2^63 are not in the past")
    void isNotForEver() {
        assertThat(new SshCertificate(KEY, AUTHORITY, 1, "id", Set.of(ACCOUNT.value()), 0, -1, Map.of())
                .objection(ACCOUNT, TRUSTING, HERE, NOW)).hasValue("valid for more than 366 days");
        assertThat(new SshCertificate(KEY, AUTHORITY, 1, "id", Set.of(ACCOUNT.value()), -1, -1, Map.of())
                .objection(ACCOUNT, TRUSTING, HERE, NOW)).hasValue("not valid yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"192.0.2.7|", "192.0.2.0/24|", "203.0.113.0/24,192.0.2.7/32|",
            "203.0.113.0/24|not from this address", "''|not from this address", "192.0.2.7,|not from this address",
            "192.0.2.7/24|not from this address", "192.0.2.7,sp.example|not from this address",
            "!192.0.2.8,192.0.2.7|not from this address", "2001:db8::/32|not from this address"})
    @DisplayName("V14: source-address is honoured, and one that does not read is no permission")
    void honoursItsAddresses(String networks, String objection) {
        assertThat(certificate(Map.of("source-address", networks)).objection(ACCOUNT, TRUSTING, HERE, NOW)
                .orElse(null)).isEqualTo(objection);
    }

    @ParameterizedTest
    @ValueSource(strings = {"force-command", "verify-required", "no-such-option", "Source-Address", ""})
    @DisplayName("V14: any other critical option refuses the certificate, with an address that fits too")
    void refusesOtherOptions(String option) {
        assertThat(
                certificate(Map.of(option, "", "source-address", "192.0.2.7")).objection(ACCOUNT, TRUSTING, HERE, NOW))
                .hasValue("a critical option that the gateway does not honour");
    }

    @Test
    @DisplayName("V14: what is revoked by serial number, by key id or by key is refused, and nothing else is")
    void refusesWhatIsRevoked() {
        String fingerprint = SshKey.of(KEY).orElseThrow().fingerprint();
        String authority = SshKey.of(AUTHORITY).orElseThrow().fingerprint();
        String another = SshKey.of(ANOTHER).orElseThrow().fingerprint();
        String sha1 = SshKey.of(KEY).orElseThrow().fingerprints().stream().filter(each -> each.startsWith("SHA1:"))
                .findFirst().orElseThrow();
        for (String line : List.of("serial:17", "serial:1-17", "serial:17-18446744073709551615", "id:laptop-9",
                "serial:17@" + authority, "id:laptop-9@" + authority, fingerprint, sha1, authority)) {
            assertThat(SshRevocation.parse(line).orElseThrow()).hasToString(line);

            assertThat(certificate(Map.of()).objection(ACCOUNT, rules(line), HERE, NOW)).as(line).hasValue("revoked");
        }
        assertThat(
                certificate(Map.of()).objection(ACCOUNT, rules("serial:18", "serial:18-99", "serial:1-16", "id:laptop",
                        "id:17", another, "serial:17@" + another, "id:laptop-9@" + another), HERE, NOW))
                .isEmpty();
        SshCertificate largest = new SshCertificate(KEY, AUTHORITY, -1, "id", Set.of(ACCOUNT.value()), SECOND - 60,
                SECOND + 60, Map.of());
        assertThat(largest.objection(ACCOUNT, rules("serial:18446744073709551615"), HERE, NOW)).hasValue("revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial:0", "serial:", "serial:-1", "serial:18446744073709551616", "serial:1x", "id:",
            "id: laptop", "id:laptop ", "serial:4-3", "serial:0-3", "serial:3-", "SHA1:short",
            "id:\u00e9", "SHA256:short", "17", "MD5:aa", "SHA256:0000000000000000000000000000000000000000000="})
    void readsNoOtherRevocation(String line) {
        assertThat(SshRevocation.parse(line)).isEmpty();
    }

    private static SshCertificate certificate(Map<String, String> options) {
        return new SshCertificate(KEY, AUTHORITY, 17, "laptop-9", Set.of("sp-other", ACCOUNT.value()), SECOND - 60,
                SECOND + 60, options);
    }

    private static SshRules rules(String... revoked) {
        return new SshRules(List.of(TestKeys.line(AUTHORITY)),
                Stream.of(revoked).map(line -> SshRevocation.parse(line).orElseThrow()).toList(), false);
    }
}
