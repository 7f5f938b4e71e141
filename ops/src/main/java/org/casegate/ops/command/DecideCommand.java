// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.Log;
import org.casegate.ops.console.Stop;
import org.casegate.ops.decide.DryRun;
import org.casegate.policy.agreement.Verdict;
import org.casegate.policy.check.DownloadFacts.AccessGround;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.policy.territory.Territory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the gateway would decide, without a gateway.
@Command(name = "decide", mixinStandardHelpOptions = true, sortOptions = false, header = "Say what the gateway would decide on a pack, and write nothing.", description = "Judges the pack in a folder (manifest.yaml and the parts beside it) by a register.yaml, exactly as the gateway would at that moment. Needs no gateway, database or network. With --download, says whether that account may open that part; the pack is then taken as accepted.", footer = {
        "", "Standard output is one JSON object.", "Exit status: 0 accepted, 10 held, 11 refused, 2 bad input.", "",
        "Examples:", "  casegate decide --register register.yaml --pack DIR --as sp-review-officer",
        "  casegate decide --register register.yaml --pack DIR --as scc-safeguarding-lead",
        "      --download chronology.docx --reminder-accepted --from-place GB"})
public final class DecideCommand implements Callable<Integer> {
    private static final int HELD = 10;
    private static final int REFUSED = 11;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--register", paramLabel = "FILE", required = true, description = "the partnership: agencies, memberships, accounts, settings")
    private Path register = Path.of("register.yaml");

    @Option(names = "--pack", paramLabel = "DIR", required = true, description = "manifest.yaml and the parts beside it")
    private Path pack = Path.of(".");

    @Option(names = "--as", paramLabel = "ACCOUNT", required = true, description = "who sends, or with --download who opens")
    private String account = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "the moment of the decision, 2026-05-06T09:00:00Z; else now")
    @Nullable
    private String at;

    @Option(names = "--from-place", paramLabel = "PLACE", description = "where the account's address is: GB, FR, ... or ??")
    @Nullable
    private String place;

    @Option(names = "--from-address", paramLabel = "IP", description = "the account's address, placed by the registered networks")
    @Nullable
    private String address;

    @Option(names = "--country-database", paramLabel = "FILE", description = "an MMDB file for all other addresses; else that of the gateway's casegate.yaml, if there is one")
    @Nullable
    private Path countries;

    @Mixin
    private GatewayOption where = new GatewayOption();

    @Option(names = "--download", paramLabel = "PART", description = "ask for this part instead of sending")
    @Nullable
    private String part;

    @Option(names = "--access-ground", paramLabel = "GROUND", description = "with --download, why: CASE, MONITORING or STATUTORY")
    @Nullable
    private String ground;

    @Option(names = "--reminder-accepted", description = "with --download, the confidentiality reminder was accepted")
    private boolean reminderAccepted;

    @Override
    public Integer call() throws BadConfig {
        if (part == null && (ground != null || reminderAccepted)) {
            throw Stop.badInput((ground == null ? "--reminder-accepted" : "--access-ground")
                    + " goes with --download PART only");
        }
        AccountId who = AccountId.parse(account)
                .orElseThrow(() -> notAccepted("--as", account, "an account id such as sp-review-officer"));
        Instant moment = at == null ? InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS) : instant(at);
        RegisterFile partnership = GivenFile.read(register, RegisterParser.LARGEST_BYTES, RegisterParser::parse);
        Optional<Place> from = place(partnership.register());
        DryRun run = new DryRun(partnership);
        Verdict verdict = part == null
                ? run.upload(pack, who, moment, from)
                : run.download(pack, part(part), who, moment, from, ground(), reminderAccepted);
        spec.commandLine().getOut().println(JsonText.ascii(verdict.fields()));
        spec.commandLine().getOut().flush();
        return switch (verdict.outcome()) {
            case Outcome.Accepted _ -> 0;
            case Outcome.Held _ -> HELD;
            case Outcome.Refused _ -> REFUSED;
        };
    }

    private Optional<Place> place(Register known) throws BadConfig {
        if (place != null && address != null) {
            throw Stop.badInput("give --from-place or --from-address, not both");
        }
        if (place != null) {
            String code = place;
            return Optional.of(Place.parse(code)
                    .orElseThrow(() -> notAccepted("--from-place", code, "GB or another code of ISO 3166-1, XQ, ??")));
        }
        return address == null ? Optional.empty() : Optional.of(placeOf(address(address), known));
    }

    /// As the gateway finds it: by the registered networks, then by the country database.
    private Place placeOf(InetAddress from, Register known) throws BadConfig {
        Place registered = known.placeOf(from);
        Optional<Path> database = countries == null && registered.equals(Place.UNKNOWN)
                ? where.countryDatabase()
                : Optional.ofNullable(countries);
        if (database.isEmpty()) {
            return registered;
        }
        Log.nowhere();
        Territory territory = Territory.with(database.get());
        territory.countries().fault().ifPresent(fault -> {
            throw Stop.badInput("--country-database: " + fault);
        });
        return territory.placeOf(from, known);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw notAccepted("--from-address", text, "an address such as 192.0.2.7 or 2001:db8::7");
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw notAccepted("--at", text, "a time with its offset, 2026-05-06T09:00:00Z");
        }
    }

    private static PartName part(String text) {
        return PartName.parse(text).orElseThrow(() -> notAccepted("--download", text, "a part's file name"));
    }

    private Optional<AccessGround> ground() {
        if (ground == null) {
            return Optional.empty();
        }
        String given = ground;
        Optional<AccessGround> known = Arrays.stream(AccessGround.values()).filter(each -> each.name().equals(given))
                .findFirst();
        if (known.isEmpty()) {
            throw notAccepted("--access-ground", given,
                    Arrays.stream(AccessGround.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return known;
    }

    private static Stop notAccepted(String option, String value, String accepted) {
        return Stop.badInput(option + ": '" + value + "' is not accepted; accepted: " + accepted);
    }
}
