// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.casegate.ops.console.Stop;

/// What somebody proves himself with: a password and the six digits that his authenticator shows now. Never printed.
final class Factors implements AutoCloseable {
    private static final int LONGEST_FILE = 4096;

    private final char[] password;
    private final String code;

    private Factors(char[] password, String code) {
        this.password = password;
        this.code = code;
    }

    /// Reads a file of two lines, the password and the code; a last empty line does no harm.
    ///
    /// @throws Stop with one line that says what is wrong, and nothing of what the file holds
    static Factors read(Path file) {
        char[] text = characters(file);
        try {
            int end = end(text, 0);
            int start = next(text, end);
            int codeEnd = end(text, start);
            boolean over = next(text, codeEnd) >= text.length;
            String code = new String(text, start, codeEnd - start);
            if (end == 0 || !over || !isCode(code)) {
                throw Stop.badInput(
                        "%s is not a factors file; it has two lines, the password and the six-digit code"
                                .formatted(file));
            }
            return new Factors(Arrays.copyOf(text, end), code);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /// Asks on the terminal, without echo.
    static Factors ask(String account) {
        Console console = Optional.ofNullable(System.console()).filter(Console::isTerminal)
                .orElseThrow(() -> Stop.badInput("no terminal to ask for the password and code of " + account
                        + " on; give them by --factors FILE"));
        char[] password = answer(console.readPassword("Password of %s: ", account));
        char[] code = answer(console.readPassword("Six-digit code: "));
        return new Factors(password, new String(code).strip());
    }

    char[] password() {
        return password;
    }

    String code() {
        return code;
    }

    /// Overwrites the password.
    @Override
    public void close() {
        Arrays.fill(password, '\0');
    }

    private static char[] answer(char[] typed) {
        if (typed == null) {
            throw Stop.badInput("nothing was typed");
        }
        return typed;
    }

    private static char[] characters(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LONGEST_FILE);
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            char[] text = new char[decoded.remaining()];
            decoded.get(text);
            Arrays.fill(octets, (byte) 0);
            Arrays.fill(decoded.array(), '\0');
            return text;
        } catch (CharacterCodingException notText) {
            throw Stop.badInput("%s is not UTF-8 text".formatted(file));
        } catch (IOException unreadable) {
            throw Stop.badInput("the factors file %s cannot be read".formatted(file));
        }
    }

    /// Where the line that begins at `start` ends, without its line break.
    private static int end(char[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n' && text[end] != '\r') {
            end++;
        }
        return end;
    }

    /// Where the line after the one that ended at `end` begins.
    private static int next(char[] text, int end) {
        boolean windows = end + 1 < text.length && text[end] == '\r' && text[end + 1] == '\n';
        return Math.min(end + (windows ? 2 : 1), text.length);
    }

    private static boolean isCode(String text) {
        return text.length() == 6 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    @Override
    public String toString() {
        return "Factors";
    }
}
