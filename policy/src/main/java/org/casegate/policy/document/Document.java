// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads one text: octets to characters, characters to a tree, the tree to a value, with all mistakes together.
public final class Document {

    private Document() {}

    /// Reads a text whose root is a group of keys.
    ///
    /// @param largestBytes a longer text is refused unread
    /// @param reader       asks for every key there is; may return nothing only after a complaint
    /// @throws IllegalStateException if the reader returns nothing and nobody complained
    public static <T> Parsed<T> read(byte[] octets, int largestBytes, Function<Fields, Optional<T>> reader) {
        Complaints complaints = new Complaints();
        if (octets.length > largestBytes) {
            complaints.add(0, "", "is larger than " + (largestBytes >> 10) + " KiB");
            return new Parsed.Bad<>(complaints.sorted());
        }
        Optional<T> value = TextDecoder.decode(octets, complaints).flatMap(text -> TreeReader.read(text, complaints))
                .flatMap(root -> value(root, complaints, reader));
        if (!complaints.isEmpty()) {
            return new Parsed.Bad<>(complaints.sorted());
        }
        return new Parsed.Good<>(value
                .orElseThrow(() -> new IllegalStateException("a text was neither read nor complained about")));
    }

    /// Watches a reader read a text, whatever is wrong with it.
    ///
    /// @return what the reader asked of the root; nothing where the text has no root that is a group of keys
    public static Optional<Observed> observe(byte[] octets, Consumer<Fields> reader) {
        Complaints complaints = new Complaints();
        return TextDecoder.decode(octets, complaints).flatMap(text -> TreeReader.read(text, complaints))
                .filter(Node.Mapping.class::isInstance).map(root -> {
                    Observed observed = new Observed();
                    reader.accept(new Fields((Node.Mapping) root, complaints, observed));
                    return observed;
                });
    }

    private static <T> Optional<T> value(Node root, Complaints complaints, Function<Fields, Optional<T>> reader) {
        if (!(root instanceof Node.Mapping mapping)) {
            complaints.add(root.line(), "", "begins with " + root.kind() + "; a group of keys is wanted, 'key: value'");
            return Optional.empty();
        }
        Fields fields = new Fields(mapping, complaints, null);
        Optional<T> value = reader.apply(fields);
        fields.complainOfUnasked();
        return value;
    }
}
