// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads a key revocation list of OpenSSH (`ssh-keygen -k`, `PROTOCOL.krl`, format version 1): serial numbers in lists, ranges
/// and bitmaps, key ids, keys, and digests of keys. A list that says anything which cannot be honoured is refused as a whole.
public final class KeyRevocationList {
    /// Octets of a list.
    public static final int LONGEST = 1 << 20;
    /// Lines that a list may become.
    public static final int MOST_LINES = 2_000;

    private static final long MAGIC = 0x5353484b524c0a00L; // "SSHKRL", line feed, zero
    private static final int CERTIFICATES = 1;
    private static final int KEYS = 2;
    private static final int SHA1 = 3;
    private static final int SIGNATURE = 4;
    private static final int SHA256 = 5;
    private static final int EXTENSION = 255;
    private static final int SERIAL_LIST = 0x20;
    private static final int SERIAL_RANGE = 0x21;
    private static final int SERIAL_BITMAP = 0x22;
    private static final int KEY_IDS = 0x23;
    private static final int CERTIFICATE_EXTENSION = 0x39;
    private static final int MOST_BITS = 1 << 22;

    private final Set<SshRevocation> lines = new LinkedHashSet<>();

    private KeyRevocationList() {}

    /// The lines that say the same.
    ///
    /// @throws IOException with a sentence, if it is no such list, is damaged, or says what cannot be honoured
    public static List<SshRevocation> read(byte[] octets) throws IOException {
        Octets list = new Octets(ByteBuffer.wrap(octets));
        if (octets.length > LONGEST) {
            throw new IOException("is larger than " + LONGEST + " octets");
        }
        if (octets.length < Long.BYTES || list.longNumber() != MAGIC) {
            throw new IOException("is no key revocation list of OpenSSH (ssh-keygen -k makes them)");
        }
        int version = list.number();
        if (version != 1) {
            throw new IOException("is a key revocation list of format " + Integer.toUnsignedString(version)
                    + "; format 1 is read");
        }
        for (int i = 0; i < 3; i++) {
            var _ = list.longNumber(); // its own version, when it was made, flags that mean nothing yet
        }
        var _ = list.string(); // reserved
        var _ = list.string(); // a comment
        KeyRevocationList read = new KeyRevocationList();
        while (list.more()) {
            read.section(list.octet(), list.string());
        }
        return List.copyOf(read.lines);
    }

    private void section(int type, Octets content) throws IOException {
        switch (type) {
            case CERTIFICATES -> certificates(content);
            case KEYS -> {
                while (content.more()) {
                    add(key("SHA256:", digest("SHA-256", content.string().rest())));
                }
            }
            case SHA1 -> digests("SHA1:", 20, content);
            case SHA256 -> digests("SHA256:", 32, content);
            case SIGNATURE -> throw new IOException("is signed, which this gateway cannot verify");
            case EXTENSION -> extension(content);
            default -> throw new IOException("has a section of type " + type + ", which this gateway cannot honour");
        }
    }

    private void digests(String kind, int size, Octets content) throws IOException {
        while (content.more()) {
            byte[] digest = content.string().rest();
            if (digest.length != size) {
                throw damaged();
            }
            add(key(kind, digest));
        }
    }

    private void certificates(Octets content) throws IOException {
        byte[] authority = content.string().rest();
        var _ = content.string(); // reserved
        Optional<String> by = authority.length == 0
                ? Optional.empty()
                : Optional.of(key("SHA256:", digest("SHA-256", authority)).toString());
        while (content.more()) {
            int type = content.octet();
            Octets of = content.string();
            switch (type) {
                case SERIAL_LIST -> {
                    TreeSet<BigInteger> serials = new TreeSet<>();
                    while (of.more()) {
                        serials.add(unsigned(of.longNumber()));
                    }
                    addSerials(serials, by);
                }
                case SERIAL_RANGE -> addRange(unsigned(of.longNumber()), unsigned(of.longNumber()), by);
                case SERIAL_BITMAP -> addBitmap(unsigned(of.longNumber()), of.string().rest(), by);
                case KEY_IDS -> {
                    while (of.more()) {
                        add(id(new String(of.string().rest(), StandardCharsets.UTF_8)), by);
                    }
                }
                case CERTIFICATE_EXTENSION -> extension(of);
                default -> throw new IOException(
                        "revokes certificates in a way (" + type + ") that this gateway cannot honour");
            }
        }
    }

    /// Each run of set bits is one line.
    private void addBitmap(BigInteger offset, byte[] bits, Optional<String> by) throws IOException {
        if (bits.length > MOST_BITS / Byte.SIZE) {
            throw damaged();
        }
        BigInteger map = new BigInteger(1, bits);
        int first = map.getLowestSetBit();
        for (int bit = first; bit >= 0 && bit <= map.bitLength(); bit++) { // the last is not set, and ends a run
            if (!map.testBit(bit)) {
                if (map.testBit(bit - 1)) {
                    addRange(offset.add(BigInteger.valueOf(first)), offset.add(BigInteger.valueOf(bit - 1)), by);
                }
                first = bit + 1;
            }
        }
    }

    /// One that follows another makes one line with it.
    private void addSerials(SortedSet<BigInteger> serials, Optional<String> by) throws IOException {
        BigInteger first = null;
        BigInteger last = null;
        for (BigInteger serial : serials) {
            if (first == null || last == null || !serial.equals(last.add(BigInteger.ONE))) {
                if (first != null && last != null) {
                    addRange(first, last, by);
                }
                first = serial;
            }
            last = serial;
        }
        if (first != null && last != null) {
            addRange(first, last, by);
        }
    }

    private void addRange(BigInteger first, BigInteger last, Optional<String> by) throws IOException {
        if (first.signum() == 0) {
            throw new IOException("revokes the serial number 0, which certificates have that were given none");
        }
        add(SshRevocation.parse("serial:" + first + "-" + last).orElseThrow(KeyRevocationList::damaged), by);
    }

    private static SshRevocation id(String text) throws IOException {
        return SshRevocation.parse("id:" + text).filter(SshRevocation.Id.class::isInstance)
                .orElseThrow(() -> new IOException("revokes a key id that this gateway cannot keep: 1 to 200 printable "
                        + "ASCII characters are taken"));
    }

    private static void extension(Octets content) throws IOException {
        String name = new String(content.string().rest(), StandardCharsets.UTF_8);
        if (content.octet() != 0) {
            throw new IOException("has a critical extension (" + name.replaceAll("[^\\x21-\\x7e]", "?")
                    + ") that this gateway cannot honour");
        }
    }

    private void add(SshRevocation line, Optional<String> by) throws IOException {
        add(by.<SshRevocation>map(authority -> new SshRevocation.By(line, authority)).orElse(line));
    }

    private void add(SshRevocation line) throws IOException {
        if (lines.add(line) && lines.size() > MOST_LINES) {
            throw new IOException("becomes more than " + MOST_LINES + " lines; leave out what has run out");
        }
    }

    private static SshRevocation key(String kind, byte[] digest) throws IOException {
        return SshRevocation.parse(kind + Base64.getEncoder().withoutPadding().encodeToString(digest))
                .orElseThrow(KeyRevocationList::damaged);
    }

    private static byte[] digest(String algorithm, byte[] key) {
        try {
            return MessageDigest.getInstance(algorithm).digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
        }
    }

    private static BigInteger unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }

    private static IOException damaged() {
        return new IOException("is a key revocation list that is damaged or cut short");
    }

    /// What is not read yet.
    private record Octets(ByteBuffer left) {
        boolean more() {
            return left.hasRemaining();
        }

        int octet() throws IOException {
            return require(1).get() & 0xff;
        }

        int number() throws IOException {
            return require(Integer.BYTES).getInt();
        }

        long longNumber() throws IOException {
            return require(Long.BYTES).getLong();
        }

        Octets string() throws IOException {
            int length = number();
            if (length < 0) {
                throw damaged();
            }
            require(length);
            Octets string = new Octets(left.slice(left.position(), length));
            left.position(left.position() + length);
            return string;
        }

        byte[] rest() {
            byte[] all = new byte[left.remaining()];
            left.get(all);
            return all;
        }

        private ByteBuffer require(int octets) throws IOException {
            if (left.remaining() < octets) {
                throw damaged();
            }
            return left;
        }
    }
}
