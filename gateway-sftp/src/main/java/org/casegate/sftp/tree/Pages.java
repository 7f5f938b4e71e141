// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Refusal;
import org.casegate.sftp.wire.Reply;

/// A directory read page by page, in one order, each name given once; no more of it is held than the next page needs. Not
/// thread-safe; the requests of a channel are answered one after the other, so READDIRs sent ahead cannot mix.
final class Pages {
    /// Replies above 256 KiB kill clients; far away it is round trips that cost.
    private static final int PAGE_OCTETS = 192 * 1024;
    private static final int AROUND_A_NAME = 4 + 4 + 28;
    private static final Duration RECENT = Duration.ofDays(180);
    private static final DateTimeFormatter RECENTLY = listed("MMM dd HH:mm");
    private static final DateTimeFormatter LONG_AGO = listed("MMM dd  yyyy");

    private final Tree.Names names;
    private final String owner;
    private final Instant now;
    private List<Tree.Entry> read = List.of();
    private int at;

    /// @param owner the account, as the listing's owner
    Pages(Tree.Names names, String owner, Instant now) {
        this.names = names;
        this.owner = owner;
        this.now = now;
    }

    /// The next names; empty at the end.
    List<Reply.Name> next() throws Refusal {
        List<Reply.Name> page = new ArrayList<>();
        int octets = 0;
        while (hasNext()) {
            Tree.Entry entry = read.get(at);
            String listing = line(entry);
            octets += AROUND_A_NAME + length(entry.name()) + length(listing);
            if (octets > PAGE_OCTETS && !page.isEmpty()) {
                break;
            }
            page.add(new Reply.Name(entry.name(), listing, entry.attributes()));
            at++;
        }
        return page;
    }

    private boolean hasNext() throws Refusal {
        if (at == read.size()) {
            read = names.next();
            at = 0;
        }
        return !read.isEmpty();
    }

    // as "ls -l" has it, in UTC: OpenSSH shows this line as it stands
    private String line(Tree.Entry entry) {
        Attributes attributes = entry.attributes();
        String mode = (attributes.isDirectory() ? "d" : "-") + ((attributes.permissions() & 0400) != 0 ? "r" : "-")
                + ((attributes.permissions() & 0200) != 0 ? "w" : "-") + (attributes.isDirectory() ? "x" : "-")
                + "------";
        return "%s    1 %-8s %-8s %10d %s %s".formatted(mode, owner, "casegate", attributes.size(),
                date(attributes.modified()), entry.name());
    }

    private String date(Instant modified) {
        return (modified.isBefore(now.minus(RECENT)) ? LONG_AGO : RECENTLY).format(modified);
    }

    private static DateTimeFormatter listed(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
