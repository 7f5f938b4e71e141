// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The one secret that lies outside both database and object store, and from which every lasting key is derived. A
/// database dump together with the object store opens nothing without it.
///
/// Its file holds one line, `casegate-master-1` and 64 hexadecimal digits, and is read only if it belongs to this
/// process's user and nobody else may read or change it. Its owner closes it at the end, which overwrites the octets.
/// Thread-safe; it shows itself nowhere.
public final class MasterKey implements AutoCloseable {
    private static final int SIZE = 32;
    private static final int LARGEST_FILE = 200;
    private static final String LABEL = "casegate-master-1";
    private static final Pattern LINE = Pattern.compile(LABEL + " ([0-9a-f]{64})\\n?");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] octets;
    private boolean closed;

    private MasterKey(byte[] octets) {
        this.octets = octets;
    }

    /// Reads the master key of this site.
    ///
    /// @throws KeyRefused with a sentence for the operator: the file is missing, its mode is wider than 0600, it belongs
    ///         to somebody else, or it is not a master key
    public static MasterKey read(Path file) throws IOException {
        byte[] text = file(file).read(LARGEST_FILE);
        try {
            Matcher line = LINE.matcher(StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(text)));
            if (!line.matches()) {
                throw new KeyRefused(
                        "The file " + file + " is not a CaseGate master key: it must hold one line, '" + LABEL
                                + "', a blank and 64 hexadecimal digits.");
            }
            return new MasterKey(HexFormat.of().parseHex(line.group(1)));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /// Makes a new random master key in a file of mode 0600; on return it survives a crash.
    ///
    /// @throws KeyRefused if there is a file already; it is left as it is
    public static void create(Path file) throws IOException {
        byte[] octets = new byte[SIZE];
        RANDOM.nextBytes(octets);
        byte[] line = (LABEL + " " + HexFormat.of().formatHex(octets) + "\n").getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(octets, (byte) 0);
        file(file).create(line);
        Arrays.fill(line, (byte) 0);
    }

    /// The key for one purpose, by HKDF-SHA-256: always the same, and nothing of the master key or of another purpose's
    /// key follows from it.
    ///
    /// @return 32 octets, which the caller overwrites after use
    public byte[] derive(Purpose purpose) {
        return derive("key/" + purpose.label(), SIZE);
    }

    /// What tells this master key from another and gives nothing away: 32 hexadecimal digits, to be kept in the database
    /// and compared at every start.
    public String checkValue() {
        return HexFormat.of().formatHex(derive("key/" + Purpose.CHECK.label(), SIZE / 2));
    }

    /// The id that envelopes under a purpose's key bear, so that another master key is recognised.
    long id(Purpose purpose) {
        return ByteBuffer.wrap(derive("id/" + purpose.label(), Long.BYTES)).getLong();
    }

    /// Overwrites the key; from now on it refuses to be used.
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(octets, (byte) 0);
    }

    private synchronized byte[] derive(String label, int size) {
        if (closed) {
            throw new IllegalStateException("The master key is closed.");
        }
        try {
            byte[] info = (LABEL + "/" + label).getBytes(StandardCharsets.US_ASCII);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(octets).thenExpand(info, size));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 platform has HKDF.", e);
        }
    }

    private static PrivateFile file(Path path) {
        return new PrivateFile(path, "master key");
    }
}
