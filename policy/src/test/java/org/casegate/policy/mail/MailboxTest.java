// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
    @ParameterizedTest
    @ValueSource(strings = {"officer@staffordshire-police.example", "a.b+c@x.y", "o'neill@council.gov.uk",
            "spoc@xn--gwyr-4oa.example"})
    void takesWhatMailCanBeSentTo(String text) {
        assertThat(Mailbox.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@b", "a@b.c\r\nBcc: d@e.f", "a\r\nRCPT TO:<d@e.f>@b.c", "a@b.c,d@e.f",
            "a@b.c d@e.f",
            "<a@b.c>", "\"a\"@b.c", "a@b.c>", "a..b@c.d", ".a@b.c", "a.@b.c", "a@-b.c", "a@b-.c", "a@b..c", "a@b.c.",
            "a@[127.0.0.1]",
            "a\u0000@b.c", "\u0430@b.c", "a@b.c\n", "a@b@c.d", "a@b.c NOTIFY=NEVER", " a@b.c", "a(x)@b.c", "a:b@c.d",
            "a@b\u2028.c"})
    @DisplayName("V6 what could end a header or a command, or add a recipient, is no address")
    void refusesWhatIsNoPlainAddress(String text) {
        assertThat(Mailbox.parse(text)).isEmpty();
        assertThatThrownBy(() -> new Mailbox(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an address that mail can be sent to");
    }

    @Property
    @Label("V6 whatever is taken is one word without anything that SMTP or a header reads as its own")
    void takesNothingElse(
            @ForAll @Chars({'a', 'b', '.', '-', '<', '>', ',', ';', '"', '\\', ' ', '\r', '\n', '\0', '(',
                    'é'}) @StringLength(max = 4) String left,
            @ForAll @Chars({'a', 'b', '.', '-', '<', '>', ',', '"', ' ', '\r', '\n', '@', '_',
                    'é'}) @StringLength(max = 5) String right) {
        String text = left + "@" + right;
        boolean plain = text.matches("[ab-]+([.][ab-]+)*@[ab]([ab-]*[ab])?([.][ab]([ab-]*[ab])?)+");

        assertThat(Mailbox.parse(text).isPresent()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: d@e.f", "a\nb", "a\rb", "a\u0000b", "a\u0085b"})
    @DisplayName("V6 a subject of two lines is no letter")
    void refusesASubjectOfTwoLines(String subject) {
        Mailbox box = new Mailbox("a@b.c");

        assertThatThrownBy(() -> new Letter(UUID.randomUUID(), box, box, Instant.EPOCH, subject, "text"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter(UUID.randomUUID(), box, box, Instant.EPOCH, "subject", "a\r\n.\r\nMAIL"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
