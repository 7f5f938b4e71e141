// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what nearly all of our texts hold and nothing else: groups and lists by indentation, `{ }` and `[ ]`, values on one
/// line, plain or in quotes, folded text, comments; all in ASCII. It does so several times as fast as the YAML library,
/// which matters where thousands of texts are read at a start.
///
/// It gives up at whatever it does not know, sure that something may be meant by it, and complains of nothing: then the
/// library reads the text from its start. What it does read, the library reads alike; a test holds both together.
final class PlainText {

    private static final int DEEPEST = 16;
    private static final int LONGEST_KEY = 200;
    private static final int KEYS_KEPT = 64;
    private static final char END = '\0';

    private final String text;
    private final String[] keys = new String[KEYS_KEPT];
    private int at;
    private int line = 1;
    /// Where the line of [#at] begins.
    private int lineStart;

    private PlainText(String text) {
        this.text = text;
    }

    /// The tree, or nothing where the text holds anything unusual.
    static @Nullable Node read(String text) {
        if (!isUsual(text)) {
            return null;
        }
        try {
            return new PlainText(text).root();
        } catch (Unusual _) {
            return null;
        }
    }

    /// ASCII without tabs, and no line that begins or ends a document.
    private static boolean isUsual(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character != '\n' && (character < ' ' || character > '~')) {
                return false;
            }
        }
        return !text.startsWith("---") && !text.startsWith("...") && !text.contains("\n---")
                && !text.contains("\n...");
    }

    private Node root() {
        toContent();
        Node root;
        if (peek() == '{') {
            root = flow(1);
            lineEnds();
        } else {
            expect(column() == 0);
            root = mapping(0, 1);
        }
        toContent();
        expect(peek() == END);
        return root;
    }

    // --- By indentation ---

    /// A group whose keys stand in this column, from its first key on.
    private Node.Mapping mapping(int column, int depth) {
        expect(depth <= DEEPEST);
        Node.Mapping group = new Node.Mapping(line);
        do {
            int ofKey = line;
            String key = key();
            expect(!key.isEmpty() && key.length() <= LONGEST_KEY && peek() == ':' && isBreak(1));
            at++;
            Node value = blockValue(column, depth + 1);
            expect(group.find(key) < 0);
            group.add(new Node.Entry(ofKey, key, value));
        } while (isNext(column) && peek() != '-');
        return group;
    }

    private Node.Sequence sequence(int column, int depth) {
        expect(depth <= DEEPEST);
        int ofList = line;
        List<Node> items = new ArrayList<>();
        do {
            expect(peek() == '-' && peek(1) == ' ');
            at++;
            spaces();
            items.add(isKeyAhead() ? mapping(column(), depth + 1) : valueOnLine(column, depth + 1));
        } while (isNext(column));
        return new Node.Sequence(ofList, items);
    }

    /// What stands behind the colon of a key in that column, on its line or below it.
    private Node blockValue(int column, int depth) {
        spaces();
        if (peek() != '\n' && peek() != '#') {
            return valueOnLine(column, depth);
        }
        lineEnds();
        toContent();
        expect(peek() != END && column() > column);
        if (peek() == '-') {
            return sequence(column(), depth);
        }
        expect(isKeyAhead());
        return mapping(column(), depth);
    }

    /// A value that begins on this line; it ends before the next line that is not indented further than its owner.
    private Node valueOnLine(int column, int depth) {
        Node value = switch (peek()) {
            case '{', '[' -> flow(depth);
            case '"' -> quoted();
            case '>' -> folded(column);
            default -> plain();
        };
        lineEnds();
        toContent();
        expect(peek() == END || column() <= column);
        return value;
    }

    private Node.Scalar plain() {
        int from = at;
        expect(isPlainStart(peek()));
        while (peek() != '\n' && peek() != END && !(peek() == '#' && text.charAt(at - 1) == ' ')) {
            expect(peek() != ':' || !isBreak(1));
            at++;
        }
        return new Node.Scalar(line, trimmed(from, at), true);
    }

    /// `>-` and lines of one indentation, which make one line; the next line that is not blank belongs to something else.
    private Node.Scalar folded(int column) {
        int ofValue = line;
        expect(peek(1) == '-' && peek(2) == '\n');
        at += 2;
        int indentation = indentationBelow();
        expect(indentation > column);
        StringBuilder joined = new StringBuilder();
        int below = indentation;
        while (below == indentation) {
            newLine();
            at += indentation;
            int end = text.indexOf('\n', at);
            expect(end > at && text.charAt(end - 1) != ' ');
            joined.append(joined.isEmpty() ? "" : " ").append(text, at, end);
            at = end;
            below = indentationBelow();
        }
        expect(below <= column);
        return new Node.Scalar(ofValue, joined.toString(), false);
    }

    /// How far the line below is indented; 0 where there is none. A blank line is unusual.
    private int indentationBelow() {
        int from = at + 1;
        int end = from;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        expect(end >= text.length() ? end == from : text.charAt(end) != '\n');
        return end - from;
    }

    // --- In brackets ---

    private Node flow(int depth) {
        expect(depth <= DEEPEST);
        return switch (peek()) {
            case '{' -> group(depth);
            case '[' -> list(depth);
            case '"' -> quoted();
            default -> plainInBrackets();
        };
    }

    private Node.Mapping group(int depth) {
        Node.Mapping group = new Node.Mapping(line);
        at++;
        toContent();
        while (peek() != '}') {
            int ofKey = line;
            String key = peek() == '"' ? quoted().text() : key();
            expect(!key.isEmpty() && key.length() <= LONGEST_KEY && peek() == ':' && isBreak(1));
            at++;
            toContent();
            Node value = flow(depth + 1);
            expect(group.find(key) < 0);
            group.add(new Node.Entry(ofKey, key, value));
            next('}');
        }
        at++;
        return group;
    }

    private Node.Sequence list(int depth) {
        int ofList = line;
        List<Node> items = new ArrayList<>();
        at++;
        toContent();
        while (peek() != ']') {
            items.add(flow(depth + 1));
            next(']');
        }
        at++;
        return new Node.Sequence(ofList, items);
    }

    /// To the bracket that closes, or over one comma to what follows it.
    private void next(char closing) {
        toContent();
        if (peek() != closing) {
            expect(peek() == ',' && isBreak(1));
            at++;
            toContent();
            expect(peek() != closing);
        }
    }

    private Node.Scalar plainInBrackets() {
        int from = at;
        int ofValue = line;
        expect(isPlainStart(peek()));
        while (",[]{}\n".indexOf(peek()) < 0) {
            expect(isPlainInside(peek()) || (peek() == ':' && isLetterOrDigit(peek(1))));
            at++;
        }
        String value = trimmed(from, at);
        toContent();
        expect(peek() == ',' || peek() == ']' || peek() == '}');
        return new Node.Scalar(ofValue, value, true);
    }

    // --- Everywhere ---

    private Node.Scalar quoted() {
        int from = ++at;
        StringBuilder unescaped = null;
        while (peek() != '"') {
            expect(peek() != '\n' && peek() != END);
            if (peek() == '\\') {
                expect(peek(1) == '"' || peek(1) == '\\');
                unescaped = (unescaped == null ? new StringBuilder() : unescaped).append(text, from, at);
                from = ++at;
            }
            at++;
        }
        String value = text.substring(from, at);
        at++;
        return new Node.Scalar(line, unescaped == null ? value : unescaped.append(value).toString(), false);
    }

    /// Letters, digits and a few signs; empty where there is no such word.
    private String key() {
        int end = keyEnd();
        int hash = 0;
        for (int index = at; index < end; index++) {
            hash = 31 * hash + text.charAt(index);
        }
        int place = (hash ^ (hash >>> 8)) & (KEYS_KEPT - 1);
        String known = keys[place];
        if (known == null || known.length() != end - at || !text.startsWith(known, at)) {
            known = text.substring(at, end);
            keys[place] = known;
        }
        at = end;
        return known;
    }

    private int keyEnd() {
        int end = at;
        while (end < text.length() && isOfKey(text.charAt(end), end == at)) {
            end++;
        }
        return end;
    }

    private boolean isKeyAhead() {
        int end = keyEnd() - at;
        return end > 0 && peek(end) == ':' && isBreak(end + 1);
    }

    private static boolean isOfKey(char character, boolean first) {
        return isLetterOrDigit(character) || character == '_' || (!first && (character == '-' || character == '.'));
    }

    private static boolean isPlainStart(char character) {
        return isLetterOrDigit(character) || character == '(';
    }

    private static boolean isPlainInside(char character) {
        return isLetterOrDigit(character) || " _-./()+&'%;=@$!*<>".indexOf(character) >= 0;
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private String trimmed(int from, int to) {
        int end = to;
        while (text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(from, end);
    }

    /// Whether the next content stands in that column; less is for whoever is around, more is unusual.
    private boolean isNext(int column) {
        toContent();
        return peek() != END && column() == column;
    }

    /// Nothing more on this line but a comment.
    private void lineEnds() {
        spaces();
        if (peek() == '#') {
            expect(text.charAt(at - 1) == ' ');
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
        expect(peek() == '\n' || peek() == END);
    }

    /// Over spaces, line ends and comments to the first character of what follows.
    private void toContent() {
        spaces();
        while (peek() == '\n' || (peek() == '#' && (at == 0 || isBreak(-1)))) {
            if (peek() == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            }
            if (peek() == '\n') {
                newLine();
            }
            spaces();
        }
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private void spaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    private int column() {
        return at - lineStart;
    }

    private boolean isBreak(int ahead) {
        return peek(ahead) == ' ' || peek(ahead) == '\n' || peek(ahead) == END;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    private static void expect(boolean usual) {
        if (!usual) {
            throw new Unusual();
        }
    }

    /// There is something that only the library knows.
    private static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unusual() {
            super(null, null, false, false);
        }
    }
}
