// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DispositionTest {
    @ParameterizedTest
    @DisplayName("V9: a file name reaches the browser as a name and nothing else")
    @CsvSource(delimiter = '|', value = {
            "chronology.docx | chronology.docx | chronology.docx",
            "pack £.zip | pack _.zip | pack%20%C2%A3.zip",
            "Ж\u00e9.pdf | __.pdf | %D0%96%C3%A9.pdf",
            "../../etc/passwd | _.._etc_passwd | _.._etc_passwd",
            "C:\\x\\y.exe | C__x_y.exe | C__x_y.exe",
            "a\"; filename=\"b.html | a__ filename=_b.html | a_%3B%20filename%3D_b.html",
            "<script>alert(1)</script>.html | _script_alert_1___script_.html | _script_alert%281%29__script_.html",
            "100%.txt | 100_.txt | 100%25.txt",
            "it's.txt | it_s.txt | it%27s.txt",
            "semi;colon.txt | semi_colon.txt | semi%3Bcolon.txt"})
    void writesBothForms(String name, String fallback, String escaped) {
        assertThat(Disposition.attachment(name.replace("\\\\", "\\")))
                .isEqualTo("attachment; filename=\"" + fallback.replace('=', '_') + "\"; filename*=UTF-8''" + escaped);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {"'a\r\nSet-Cookie: x=y.txt'", "'a\u0000b.txt'",
            "'\u202Etxt.exe'", "'\u200Ba\uFEFF.txt'", "'...'", "''", "'. .'", "'\uD800'"})
    void dropsWhatMisleads(String name) {
        assertThat(Disposition.attachment(name))
                .matches("attachment; filename=\"[A-Za-z0-9 ._~-]+\"; filename\\*=UTF-8''[A-Za-z0-9%._~-]+");
    }

    @Property
    void neverLeavesItsHeader(@ForAll String name) {
        assertThat(Disposition.attachment(name)).matches(
                "attachment; filename=\"[A-Za-z0-9 ._~-]+\"; filename\\*=UTF-8''(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+");
    }
}
