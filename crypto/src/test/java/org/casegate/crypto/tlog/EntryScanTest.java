// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick look agrees with the thorough one, [CanonicalJson], on everything.
class EntryScanTest {
    private static final String ENTRY = "{\"actor\":\"gateway\",\"at\":\"2026-05-06T08:59:00.000000Z\",\"code\":\"LEDGER-BEGUN\","
            + "\"index\":7,\"kind\":\"CONFIG_CHANGED\",\"prev\":\"" + "0".repeat(64) + "\",\"v\":1}";

    private final EntryScan scan = new EntryScan();

    private boolean scans(byte[] bytes) {
        byte[] among = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, among, 3, bytes.length);
        return scan.scan(among, 3, 3 + bytes.length);
    }

    private static boolean parses(byte[] bytes) {
        try {
            CanonicalJson.parse(bytes);
            return true;
        } catch (NotCanonical e) {
            return false;
        }
    }

    @Test
    void readsWhatEveryEntryHas() {
        assertThat(scans(ENTRY.getBytes(UTF_8))).isTrue();
        assertThat(scan.wellFormed()).isTrue();
        assertThat(scan.index()).isEqualTo(7);
        assertThat(scan.follows(Hash.ZEROS)).isTrue();
        assertThat(scan.follows(Hash.leaf(new byte[0]))).isFalse();
        assertThat(scan.prev()).isEqualTo(Hash.ZEROS.hex());
        assertThat(scan.time()).isEqualTo("2026-05-06T08:59:00.000000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"actor\":\"gateway\",", "\"at\":\"2026-05-06T08:59:00.000000Z\",",
            "\"kind\":\"CONFIG_CHANGED\",",
            ",\"v\":1"})
    void missesWhatIsLeftOut(String member) {
        assertThat(scans(ENTRY.replace(member, "").getBytes(UTF_8))).isTrue();
        assertThat(scan.wellFormed()).isFalse();
    }

    @Test
    void takesNothingFromBelowTheTop() {
        assertThat(scans("{\"a\":{\"index\":7,\"prev\":\"x\"}}".getBytes(UTF_8))).isTrue();
        assertThat(scan.index()).isEqualTo(-1);
        assertThat(scan.prev()).isEmpty();
        assertThat(scans(ENTRY.replace("\"index\":7", "\"index\":\"7\"").getBytes(UTF_8))).isTrue();
        assertThat(scan.index()).isEqualTo(-1);
        assertThat(scans(ENTRY.replace(".000000Z", ".0000000").getBytes(UTF_8))).isTrue();
        assertThat(scan.wellFormed()).isFalse();
    }

    @Property(tries = 1000)
    void saysOfEveryObjectWhatTheThoroughOneSays(@ForAll("objects") Json.Members object) {
        assertThat(scans(CanonicalJson.encode(object))).isTrue();
    }

    @Property(tries = 3000)
    void saysOfEveryAlteredObjectWhatTheThoroughOneSays(@ForAll("objects") Json.Members object, @ForAll int where,
            @ForAll byte with) {
        byte[] bytes = CanonicalJson.encode(object);
        bytes[Math.floorMod(where, bytes.length)] = with;

        assertThat(scans(bytes)).isEqualTo(parses(bytes));
    }

    @Property(tries = 3000)
    void saysOfEveryTextWhatTheThoroughOneSays(@ForAll("pieces") List<String> pieces) {
        byte[] bytes = String.join("", pieces).getBytes(UTF_8);

        assertThat(scans(bytes)).isEqualTo(parses(bytes));
    }

    @Property(tries = 2000)
    void saysOfEveryRunOfBytesInATextWhatTheThoroughOneSays(@ForAll("octets") byte[] octets) {
        byte[] bytes = new byte[octets.length + 8];
        byte[] head = "{\"a\":\"".getBytes(UTF_8);
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(octets, 0, bytes, head.length, octets.length);
        bytes[bytes.length - 2] = '"';
        bytes[bytes.length - 1] = '}';

        assertThat(scans(bytes)).isEqualTo(parses(bytes));
    }

    @Test
    void refusesNestingWhereTheThoroughOneDoes() {
        for (int depth = 0; depth < 20; depth++) {
            byte[] nested = ("{\"a\":" + "[".repeat(depth) + "1" + "]".repeat(depth) + "}").getBytes(UTF_8);
            assertThat(scans(nested)).as("%d", depth).isEqualTo(parses(nested));
        }
    }

    @Provide
    Arbitrary<Json.Members> objects() {
        Arbitrary<Json> plain = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(8)
                        .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF))
                        .map(Json.Text::new),
                Arbitraries.longs().between(0, Json.MAX_WHOLE).map(Json.Whole::new), Arbitraries.just(new Json.True()));
        Arbitrary<Json> nested = Arbitraries.oneOf(plain, plain.list().ofMaxSize(3).map(Json.Items::new),
                named(plain).map(Json.Members::of));
        return named(nested).map(Json.Members::of);
    }

    private static Arbitrary<Map<String, Json>> named(Arbitrary<Json> values) {
        return Arbitraries
                .maps(Arbitraries.of("", "a", "actor", "at", "index", "kind", "prev", "v", "z z", "~"), values)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        Arbitrary<List<String>> any = Arbitraries
                .of("{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\"", "\"a\":", "true",
                        "false", "null", "0", "1", "01", "9007199254740991", "9007199254740992", "99999999999999999999",
                        "-1", "1.0",
                        " ", "\\u0001", "\\u001f", "\\u000a", "\\u001F", "\\n", "\\\\", "\\/", "\u00e9", "\uD83D\uDE00",
                        "x")
                .list()
                .ofMaxSize(9);
        return Arbitraries.oneOf(any, any.map(inner -> List.of("{\"a\":", String.join("", inner), "}")));
    }

    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries
                .of(0x00, 0x1f, 0x22, 0x5c, 0x61, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf,
                        0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff)
                .list().ofMaxSize(5).map(EntryScanTest::bytes);
    }

    private static byte[] bytes(List<Integer> octets) {
        byte[] bytes = new byte[octets.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = octets.get(i).byteValue();
        }
        return bytes;
    }
}
