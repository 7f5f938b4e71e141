// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormTest {
    @Test
    void readsWhatABrowserSends() throws BadForm {
        Form form = Form.parse("a=1&b=x+y&c=&d=%C3%A4%0D%0A");

        assertThat(form.text("a")).isEqualTo("1");
        assertThat(form.text("b")).isEqualTo("x y");
        assertThat(form.text("c")).isEmpty();
        assertThat(form.text("d")).isEqualTo("ä\r\n");
        assertThat(form.field("d")).hasValue("ä");
        assertThat(form.field("c")).isEmpty();
        assertThat(form.field("e")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=1", "a=1&a=2", "a=1&&b=2", "a=%", "a=%4", "a=%zz", "a=%00", "a=%1b", "a=%ff",
            "a=%c0%ae",
            "a=%ed%a0%80", "a=ä", "a=\n", "a b=1", "a=1&", "&a=1", "a=1&%61=2"})
    void refusesWhatNoPageOfOursSends(String text) {
        assertThatThrownBy(() -> Form.parse(text)).isInstanceOf(BadForm.class);
    }

    @Test
    void refusesMoreFieldsThanAnyFormHas() {
        StringBuilder many = new StringBuilder("f0=1");
        for (int i = 1; i <= 40; i++) {
            many.append("&f").append(i).append("=1");
        }
        assertThatThrownBy(() -> Form.parse(many.toString())).isInstanceOf(BadForm.class);
    }

    @Property
    void givesBackWhatWasEscaped(@ForAll @NotBlank @NumericChars String name,
            @ForAll @net.jqwik.api.constraints.CharRange(from = ' ', to = '~') String value) throws BadForm {
        String text = URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);

        assertThat(Form.parse(text).text(name)).isEqualTo(value);
    }

    @Property
    void endsInAFormOrARefusalForAnyText(@ForAll String text) {
        try {
            Form.parse(text);
        } catch (BadForm e) {
            assertThat(e.trouble().status()).isEqualTo(400);
        }
    }
}
