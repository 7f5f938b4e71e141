// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.casegate.sftp.wire.Refusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {

    @ParameterizedTest(name = "V7: {0} is {1}")
    @CsvSource({"'',/", "/,/", "//,/", ".,/", "..,/", "/../../..,/", "a,/a", "/a/./b//c/,/a/b/c", "/a/../b,/b",
            "/a/b/../../../c,/c", "....,/....", "/a/...,/a/...", "/a/..b,/a/..b", "'/a/b ','/a/b '",
            "/a\\..\\b,/a\\..\\b",
            "%2e%2e/etc,/%2e%2e/etc", "~,/~", "C:/x,/C:/x"})
    void hasOneCanonicalForm(String path, String canonical) throws Refusal {
        assertThat(TreePath.parse(path)).hasToString(canonical);
    }

    @ParameterizedTest
    @DisplayName("V7: invisible, turning and control characters are refused")
    @ValueSource(strings = {"a\u0000b", "a\nb", "\u001b[2J", "a\u202egpj.exe", "\u2066x", "a\u200bb", "\ufeffa",
            "a\u0085",
            "a\u2028b", "a\ue000"})
    void refusesWhatCannotBeSeen(String name) {
        assertThatThrownBy(() -> TreePath.parse("/staffordshire/" + name)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 5_000})
    void refusesWhatIsTooLong(int length) {
        assertThatThrownBy(() -> TreePath.parse("/" + "x".repeat(length))).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @DisplayName("V7: two spellings of one name are one name")
    @CsvSource({"e\u0301tude.pdf,\u00e9tude.pdf", "\u212bngstrom,\u00c5ngstrom"})
    void composesNames(String spelled, String composed) throws Refusal {
        assertThat(TreePath.parse(spelled)).isEqualTo(TreePath.parse(composed));
    }

    @Property
    void readsItsOwnCanonicalFormUnchanged(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 60) String text) throws Refusal {
        TreePath path = TreePath.parse(text);

        assertThat(TreePath.parse(path.toString())).isEqualTo(path);
        assertThat(path.names()).doesNotContain("", ".", "..").noneMatch(name -> name.contains("/"));
    }
}
