// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.List;
import java.util.Optional;

/// What a visitor reads when something does not work: what happened and what to do next. The page adds whom to ring, because
/// a child at risk does not wait for this system.
///
/// @param sentences plain English, one paragraph each
/// @param detail    what to quote when asking for help: a clause and code, or the reference of a fault
public record Trouble(int status, String heading, List<String> sentences, Optional<String> detail) {
    public Trouble {
        sentences = List.copyOf(sentences);
    }

    private static Trouble of(int status, String heading, String... sentences) {
        return new Trouble(status, heading, List.of(sentences), Optional.empty());
    }

    /// The answer of the policy, in its own words.
    ///
    /// @param status 404 where the visitor must not learn whether the thing exists
    /// @param cited  clause and code
    public static Trouble refused(int status, String sentence, String cited) {
        return new Trouble(status, "This is not possible", List.of(sentence), Optional.of(cited));
    }

    public static Trouble notFound() {
        return of(404, "Page not found", "If you typed the address, check it is correct.",
                "If you followed a link, the page may have moved or may not be for your account.");
    }

    /// What reads the ledger is recorded in it first.
    public static Trouble unrecorded() {
        return new Trouble(503, "The ledger cannot be read now",
                List.of("Who reads the ledger is recorded in it first. That could not be done, so nothing is shown.",
                        "Try again in a few minutes."),
                Optional.of("LEDGER"));
    }

    static Trouble notYours() {
        return of(403, "Your account cannot open this page",
                "Ask your system administrator if you think that it should.");
    }

    static Trouble wrongHost() {
        return of(421, "This address is not ours", "Use the address that your partnership gave you.");
    }

    static Trouble wrongMethod() {
        return of(405, "This page cannot be used like that", "Go back and use the button on the page.");
    }

    static Trouble otherSite() {
        return of(403, "This did not come from our page",
                "Your browser says that another website sent this. Nothing was done.",
                "Open the page here and try again.");
    }

    static Trouble staleForm() {
        return of(403, "This page had been open too long", "Nothing was done.",
                "Go back, load the page again and repeat what you did.");
    }

    static Trouble badRequest() {
        return of(400, "We could not read what your browser sent", "Nothing was done.", "Go back and try again.");
    }

    static Trouble tooLarge() {
        return of(413, "This is more than the page takes", "Nothing was done.",
                "Shorten what you wrote and try again.");
    }

    static Trouble wrongType() {
        return of(415, "We could not read what your browser sent",
                "This page takes plain form fields only, and nothing that is compressed.");
    }

    static Trouble aheadOfTime() {
        return of(503, "Not sent ahead of time",
                "What you look at here is recorded, so this page is only sent when you ask for it.");
    }

    /// A fault of ours.
    ///
    /// @param reference stands in the log too
    static Trouble fault(String reference) {
        return new Trouble(500, "Something went wrong",
                List.of("We could not do that. Nothing that you sent was lost that we had confirmed.",
                        "Try again later."),
                Optional.of("Reference " + reference));
    }

    static Trouble damaged(String reference) {
        return new Trouble(500, "This part is damaged",
                List.of("The copy that this gateway holds is not what was sent, so nothing of it was given out.",
                        "Tell your system administrator the reference, and ask the sender to send the pack again."),
                Optional.of("Reference " + reference));
    }

    /// More at once than the gateway can do.
    public static Trouble busy() {
        return of(503, "The gateway is busy", "Nothing was done.", "Try again in a minute.");
    }

    /// What the server itself says before any route is reached.
    static Trouble ofStatus(int status) {
        return switch (status) {
            case 404 -> notFound();
            case 405 -> wrongMethod();
            case 413 -> tooLarge();
            case 415 -> wrongType();
            case 500 -> of(500, "Something went wrong", "Try again later.");
            case 503 -> of(503, "The gateway is stopping or too busy", "Try again in a few minutes.");
            default -> new Trouble(status, badRequest().heading(), badRequest().sentences(), Optional.empty());
        };
    }
}
