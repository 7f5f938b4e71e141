// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.territory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.casegate.policy.register.Network;

/// Writes small country databases in MMDB form (MaxMind DB file format 2.0), IPv6 with IPv4 below `::/96`, for tests.
public final class CountryFile {
    private static final int RECORD_BITS = 24;
    private static final int SEPARATOR = 16;
    private static final String METADATA = "\u00ab\u00cd\u00efMaxMind.com";

    private final Map<Network, String> countries = new LinkedHashMap<>();
    private final Instant built;
    private boolean flat;

    private CountryFile(Instant built) {
        this.built = built;
    }

    public static CountryFile of(Instant built) {
        return new CountryFile(built);
    }

    /// Puts a network into a country; a smaller network goes before one that holds it.
    public CountryFile with(String network, String country) {
        countries.put(Network.parse(network).orElseThrow(), country);
        return this;
    }

    /// Writes `country_code`, as some publishers do, in place of `country.iso_code`.
    public CountryFile flat() {
        flat = true;
        return this;
    }

    /// Puts the file in its place in one move, as the script does.
    public Path write(Path file) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, bytes());
            return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        Tree tree = new Tree();
        Map<String, Integer> offsets = new LinkedHashMap<>();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        countries.values().stream().distinct().forEach(country -> {
            offsets.put(country, data.size());
            data.writeBytes(value(flat
                    ? Map.of("country_code", country)
                    : Map.of("country", Map.of("iso_code", country))));
        });
        countries.entrySet().stream().sorted(Comparator.comparingInt(each -> each.getKey().prefix()))
                .forEach(each -> tree.put(each.getKey(), Objects.requireNonNull(offsets.get(each.getValue()))));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(tree.bytes());
        file.writeBytes(new byte[SEPARATOR]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(METADATA.getBytes(ISO_8859_1));
        file.writeBytes(value(metadata(tree.nodes.size())));
        return file.toByteArray();
    }

    private Map<String, Object> metadata(int nodes) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("node_count", new Whole(6, nodes));
        metadata.put("record_size", new Whole(5, RECORD_BITS));
        metadata.put("ip_version", new Whole(5, 6));
        metadata.put("database_type", "Test-Country");
        metadata.put("languages", List.of("en"));
        metadata.put("binary_format_major_version", new Whole(5, 2));
        metadata.put("binary_format_minor_version", new Whole(5, 0));
        metadata.put("build_epoch", new Whole(9, built.getEpochSecond()));
        metadata.put("description", Map.of("en", "Made for a test"));
        return metadata;
    }

    /// @param type 5 uint16, 6 uint32, 9 uint64
    private record Whole(int type, long value) {}

    private static byte[] value(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (value) {
            case String text -> {
                byte[] octets = text.getBytes(UTF_8);
                out.writeBytes(control(2, octets.length));
                out.writeBytes(octets);
            }
            case Whole(int type, long number) -> {
                int length = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
                out.writeBytes(control(type, length));
                for (int octet = length - 1; octet >= 0; octet--) {
                    out.write((int) (number >>> (8 * octet)));
                }
            }
            case Map<?, ?> map -> {
                out.writeBytes(control(7, map.size()));
                map.forEach((key, held) -> {
                    out.writeBytes(value(key));
                    out.writeBytes(value(held));
                });
            }
            case List<?> list -> {
                out.writeBytes(control(11, list.size()));
                list.forEach(held -> out.writeBytes(value(held)));
            }
            default -> throw new IllegalArgumentException("nothing here writes " + value);
        }
        return out.toByteArray();
    }

    private static byte[] control(int type, int size) {
        if (size > 28) {
            throw new IllegalArgumentException("longer than the small files of a test need");
        }
        return type > 7 ? new byte[]{(byte) size, (byte) (type - 7)} : new byte[]{(byte) (type << 5 | size)};
    }

    /// A binary tree over 128 bits. A record is -1 for nothing, a node's number, or `DATA + offset`.
    private static final class Tree {
        private static final int NOTHING = -1;
        private static final int DATA = 1 << 24;

        final List<int[]> nodes = new ArrayList<>(List.of(new int[]{NOTHING, NOTHING}));

        void put(Network network, int offset) {
            int depth = network.prefix() + 128 - network.bits();
            int node = 0;
            for (int level = 0; level < depth; level++) {
                int bit = bit(network, level);
                if (level == depth - 1) {
                    nodes.get(node)[bit] = DATA + offset;
                    return;
                }
                int next = nodes.get(node)[bit];
                if (next < 0 || next >= DATA) { // both halves of a larger network are that network
                    nodes.add(new int[]{next, next});
                    next = nodes.size() - 1;
                    nodes.get(node)[bit] = next;
                }
                node = next;
            }
        }

        private static int bit(Network network, int level) {
            int place = 127 - level; // counted from the last bit of the address
            return place < network.bits() && network.base().testBit(place) ? 1 : 0;
        }

        byte[] bytes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int[] node : nodes) {
                for (int record : node) {
                    int written = record == NOTHING
                            ? nodes.size()
                            : record >= DATA ? nodes.size() + SEPARATOR + record - DATA : record;
                    out.write(written >>> 16);
                    out.write(written >>> 8);
                    out.write(written);
                }
            }
            return out.toByteArray();
        }
    }
}
