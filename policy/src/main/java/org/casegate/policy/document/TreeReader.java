// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds the tree of one document from the YAML library's events. No anchor, alias or tag is followed, nothing is
/// constructed, and a text that nests too deeply is left at once, so its size bounds the work.
final class TreeReader {

    static final int DEEPEST = 20;

    private final Complaints complaints;
    private final Iterator<Event> events;

    private TreeReader(String text, Complaints complaints) {
        this.complaints = complaints;
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /// The tree, or nothing and a complaint.
    static Optional<Node> read(String text, Complaints complaints) {
        return JsonReader.isJson(text) ? JsonReader.read(text, complaints) : readYaml(text, complaints);
    }

    private static Optional<Node> readYaml(String text, Complaints complaints) {
        try {
            return Optional.ofNullable(new TreeReader(text, complaints).document());
        } catch (MarkedYamlEngineException fault) {
            SyntaxFault.explain(text, lineOf(fault), fault.getProblem(), complaints);
        } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException _) {
            SyntaxFault.explain(text, 1, "", complaints);
        }
        return Optional.empty();
    }

    private @Nullable Node document() {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, DocumentStart, DocumentEnd, StreamEnd, Comment -> {
                }
                default -> {
                    if (root != null) {
                        complaints.add(lineOf(event), "", "begins a second document; one is read");
                        return null;
                    }
                    root = node(event, 1);
                    if (root == null) {
                        return null;
                    }
                }
            }
        }
        if (root == null) {
            complaints.add(1, "", "is empty");
        }
        return root;
    }

    /// Nothing after a complaint.
    private @Nullable Node node(Event event, int depth) {
        if (depth > DEEPEST) {
            complaints.add(lineOf(event), "", "nests more than " + DEEPEST + " levels deep");
            return null;
        }
        if (anchored(event)) {
            complaints.add(lineOf(event), "",
                    "uses an anchor or alias (& or * before a word); write the value out, or put it in straight quotes");
            return null;
        }
        if (tagged(event)) {
            complaints.add(lineOf(event), "", "uses a tag (! before a word); write the value without it");
            return null;
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(lineOf(event), depth);
            default -> mapping(lineOf(event), depth);
        };
    }

    private static boolean anchored(Event event) {
        return event.getEventId() == Event.ID.Alias
                || (event instanceof NodeEvent node && node.getAnchor().isPresent());
    }

    private static boolean tagged(Event event) {
        return (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
    }

    private static Node scalar(ScalarEvent event) {
        return new Node.Scalar(lineOf(event), event.getValue(), event.isPlain());
    }

    private @Nullable Node sequence(int line, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Node item = node(event, depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return new Node.Sequence(line, items);
    }

    private @Nullable Node mapping(int line, int depth) {
        Node.Mapping group = new Node.Mapping(line);
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Node key = node(event, depth + 1);
            Node value = key == null ? null : node(events.next(), depth + 1);
            if (key == null || value == null) {
                return null;
            }
            if (!(key instanceof Node.Scalar name)) {
                complaints.add(lineOf(event), "", "has " + key.kind() + " where a key is wanted");
                return null;
            }
            int first = group.find(name.text());
            if (first < 0) {
                group.add(new Node.Entry(name.line(), name.text(), value));
            } else {
                complaints.add(name.line(), Shown.key(name.text()),
                        "is given twice; first in line " + group.entries().get(first).line());
            }
        }
        return group;
    }

    /// A key without its colon is noticed only further down; the line where it began is the one to mend.
    private static int lineOf(MarkedYamlEngineException fault) {
        boolean laterThanItsCause = fault.getProblem().contains("could not find expected ':'");
        Optional<Mark> mark = laterThanItsCause ? fault.getContextMark() : Optional.empty();
        return mark.or(fault::getProblemMark).map(Mark::getLine).orElse(0) + 1;
    }

    private static int lineOf(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.isPresent() ? mark.get().getLine() + 1 : 1;
    }
}
