// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import java.util.List;
import org.casegate.policy.agreement.Particulars;
import org.casegate.policy.agreement.Particulars.Source;
import org.casegate.policy.agreement.Particulars.Statement;
import org.casegate.policy.agreement.Particulars.Topic;

/// What the agreement says of itself, and of what no step judges.
final class Statements {

    private static final int COLUMN = 14;

    private final Particulars particulars;

    Statements(Particulars particulars) {
        this.particulars = particulars;
    }

    void write(Page page) {
        history(page);
        clocks(page);
        topics(page);
        sources(page);
    }

    private void history(Page page) {
        page.heading("The document");
        particulars.publisher().ifPresent(publisher -> page.cited(0, "Published by", COLUMN,
                publisher.name() + publisher.initials().map(initials -> " (" + initials + ")").orElse(""),
                publisher.clause().toString()));
        particulars.parent().ifPresent(parent -> page.cited(0, "Stands under", COLUMN, parent.name(),
                parent.clause().toString()));
        particulars.history().forEach(event -> page.cited(0, event.on(), COLUMN,
                Values.words(event.kind().name()) + event.version().map(version -> ", version " + version).orElse("")
                        + event.words().map(words -> ": " + words).orElse(""),
                event.clause().toString()));
        particulars.controllers().ifPresent(controllers -> page.cited(0, "Controllers", COLUMN, controllers.words(),
                controllers.clause().toString()));
    }

    private void clocks(Page page) {
        if (!particulars.clocks().isEmpty()) {
            page.heading("Telling of a breach");
            particulars.clocks().forEach(clock -> page.cited(0, switch (clock.tell()) {
                case PARTNERS -> "The partners";
                case OWNER -> "The owner";
                case COMMISSIONER -> "Commissioner";
                case INDIVIDUALS -> "The people";
            }, COLUMN, clock.words() + clock.within().map(time -> " (" + Values.time(time) + ")").orElse(""),
                    clock.clause().toString()));
        }
    }

    private void topics(Page page) {
        if (particulars.statements().isEmpty()) {
            return;
        }
        page.heading("What else the text says, and does not say");
        for (Topic topic : Topic.values()) {
            for (Statement statement : particulars.on(topic)) {
                page.blank();
                page.paragraph(0, topic.heading());
                if (statement.clause().isPresent()) {
                    page.cited(2, "", 0, statement.words().orElse(""), statement.clause().get().toString());
                } else {
                    page.paragraph(2, "The text is silent." + statement.words().map(words -> " " + words).orElse(""));
                }
            }
        }
    }

    private void sources(Page page) {
        List<Source> superseded = particulars.sources().stream()
                .filter(source -> source.status() == Source.Status.SUPERSEDED).toList();
        if (!superseded.isEmpty()) {
            page.heading("Sources that have been replaced");
            superseded.forEach(source -> page.cited(0, "", 0,
                    source.title() + source.successor().map(next -> "; now " + next).orElse(""),
                    source.clause().toString()));
        }
        if (!particulars.slips().isEmpty()) {
            page.heading("Citations that are misprinted");
            particulars.slips().forEach(slip -> page.cited(0, "", 0,
                    "\"" + slip.citation().printed() + "\" is read as " + slip.citation().canonical(),
                    slip.clause().toString()));
        }
    }
}
