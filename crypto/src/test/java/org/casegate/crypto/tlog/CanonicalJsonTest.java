// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void readsAndWritesTheWorkedExample() throws NotCanonical {
        String entry = "{\"actor\":\"gateway\",\"at\":\"2026-05-06T08:59:00.000000Z\",\"code\":\"LEDGER-BEGUN\",\"index\":0,"
                + "\"kind\":\"CONFIG_CHANGED\",\"prev\":\"" + "0".repeat(64) + "\",\"v\":1}";
        byte[] bytes = entry.getBytes(UTF_8);

        assertThat(bytes).hasSize(190);
        assertThat(CanonicalJson.encode(CanonicalJson.parse(bytes))).isEqualTo(bytes);
        assertThat(Hash.leaf(bytes).hex())
                .isEqualTo("cd988f05525d775360a3a90cc215a52166940899fe673c33ac8e1b7c63c8aade");
    }

    @Test
    void escapesOnlyWhatMustBeEscaped() {
        Json text = Json.Members.of(Map.of("t", new Json.Text("\"\\/\b\t\n\f\r\u0001\u007f\u00e9\u2028\uD83D\uDE00")));

        assertThat(new String(CanonicalJson.encode(text), UTF_8))
                .isEqualTo("{\"t\":\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\u007f\u00e9\u2028\uD83D\uDE00\"}");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void readsBackWhatItWrote(@ForAll("objects") Json.Members value) throws NotCanonical {
        assertThat(CanonicalJson.parse(CanonicalJson.encode(value))).isEqualTo(value);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noFlippedBitReadsAsTheSame(@ForAll("objects") Json.Members value, @ForAll int where) {
        byte[] bytes = CanonicalJson.encode(value);
        int bit = Math.floorMod(where, bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);

        Throwable refused = catchThrowable(() -> assertThat(CanonicalJson.parse(bytes)).isNotEqualTo(value));

        assertThat(refused).isIn(null, refused instanceof NotCanonical ? refused : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"a\"", "{", "{}x", " {}", "{} ", "{\"a\":null}", "{\"a\":false}", "{\"a\":1.0}",
            "{\"a\":1e3}",
            "{\"a\":01}", "{\"a\":-1}", "{\"a\":-0}", "{\"a\":9007199254740992}", "{\"a\":99999999999999999999}",
            "{\"b\":1,\"a\":1}",
            "{\"a\":1,\"a\":1}", "{\"a\": 1}", "{\"a\":1,}", "{\"a\":[1,]}", "{\"a\":tru}", "{\"a\":\"\\/\"}",
            "{\"a\":\"\\u0041\"}",
            "{\"a\":\"\\u001F\"}", "{\"a\":\"\\u000a\"}", "{\"a\":\"\t\"}", "{\"a\":\"\\ud800\"}", "{\"\\u0061\":1}",
            "{\"\u00e9\":1}",
            "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"", "{a:1}"})
    void refusesWhateverIsNotTheOneSpelling(String text) {
        assertThatThrownBy(() -> CanonicalJson.parse(text.getBytes(UTF_8))).isInstanceOf(NotCanonical.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};

        assertThatThrownBy(() -> CanonicalJson.parse(overlong)).isInstanceOf(NotCanonical.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8);

        assertThatThrownBy(() -> CanonicalJson.parse(deep)).isInstanceOf(NotCanonical.class)
                .hasMessageContaining("too deep");
    }

    @Test
    void cannotHoldWhatHasNoOneSpelling() {
        assertThatThrownBy(() -> new Json.Whole(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Json.Whole(Json.MAX_WHOLE + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Json.Text("\uD800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.Members.of(Map.of("\u00e9", new Json.True())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Json.Members> objects() {
        return members(values(2));
    }

    private static Arbitrary<Json> values(int depth) {
        Arbitrary<Json> plain = Arbitraries.oneOf(texts().map(Json.Text::new),
                Arbitraries.longs().between(0, Json.MAX_WHOLE).map(Json.Whole::new), Arbitraries.just(new Json.True()));
        return depth == 0
                ? plain
                : Arbitraries.oneOf(plain, values(depth - 1).list().ofMaxSize(4).map(Json.Items::new),
                        members(values(depth - 1)).map(members -> members));
    }

    private static Arbitrary<Json.Members> members(Arbitrary<Json> values) {
        Arbitrary<String> names = Arbitraries.strings().withCharRange(' ', '~').excludeChars('"', '\\').ofMaxLength(8);
        return Arbitraries.maps(names, values).ofMaxSize(6).map(Json.Members::of);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(12)
                .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
    }
}
