// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Builds the tree of a text that is JSON (RFC 8259), which programs write: many times as fast as the YAML library reads the
/// same. A text that nests too deeply is left at once.
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final Complaints complaints;
    private final JsonParser tokens;

    private JsonReader(JsonParser tokens, Complaints complaints) {
        this.tokens = tokens;
        this.complaints = complaints;
    }

    /// Whether a text is JSON: it begins with a bracket, as nothing does that was written by hand.
    static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    /// The tree, or nothing and a complaint.
    static Optional<Node> read(String text, Complaints complaints) {
        try (JsonParser tokens = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return Optional.ofNullable(new JsonReader(tokens, complaints).document());
        } catch (JacksonException fault) {
            int line = fault.getLocation() == null ? 1 : Math.max(1, fault.getLocation().getLineNr());
            complaints.add(line, "", "is not JSON from here on; a text that begins with { is read as JSON");
            return Optional.empty();
        }
    }

    private @Nullable Node document() {
        Node root = node(tokens.nextToken(), 1);
        if (root != null && tokens.nextToken() != null) {
            complaints.add(line(), "", "begins a second document; one is read");
            return null;
        }
        return root;
    }

    /// Nothing after a complaint.
    private @Nullable Node node(JsonToken token, int depth) {
        if (depth > TreeReader.DEEPEST) {
            complaints.add(line(), "", "nests more than " + TreeReader.DEEPEST + " levels deep");
            return null;
        }
        return switch (token) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> sequence(depth);
            case VALUE_STRING -> new Node.Scalar(line(), tokens.getString(), false);
            default -> new Node.Scalar(line(), tokens.getString(), true);
        };
    }

    private @Nullable Node sequence(int depth) {
        int begin = line();
        List<Node> items = new ArrayList<>();
        for (JsonToken token = tokens.nextToken(); token != JsonToken.END_ARRAY; token = tokens.nextToken()) {
            Node item = node(token, depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return new Node.Sequence(begin, items);
    }

    private @Nullable Node mapping(int depth) {
        Node.Mapping group = new Node.Mapping(line());
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String key = tokens.currentName();
            int begin = line();
            Node value = node(tokens.nextToken(), depth + 1);
            if (value == null) {
                return null;
            }
            int first = group.find(key);
            if (first < 0) {
                group.add(new Node.Entry(begin, key, value));
            } else {
                complaints.add(begin, Shown.key(key),
                        "is given twice; first in line " + group.entries().get(first).line());
            }
        }
        return group;
    }

    private int line() {
        return tokens.currentTokenLocation().getLineNr();
    }
}
