// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Stop;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AmendmentRefused;
import org.casegate.policy.change.SettingKind;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/// What a partnership decides where its agreement leaves room.
@Command(name = "setting", mixinStandardHelpOptions = true, header = "See and set what a partnership decides.", description = "An operation takes effect at once. What widens purpose, recipients, territory, periods or breach deadlines amends the agreement and waits for its approvals (`casegate approval`).", footer = {
        "", "Example:", "  casegate setting set wirral spoc.missing BLOCK_BOTH --as wsp-business-manager"})
public final class SettingCommand {
    private static final String GATEWAY = "gateway";
    private static final String CEILING = "territory.ceiling";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private record Line(String agreement, String key, String value, String from, String kind) {}

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List settings, their values and kinds.", footer = {
            "", "Example:", "  casegate setting list staffordshire"})
    int list(@Mixin GatewayOption where,
            @Parameters(paramLabel = "AGREEMENT", arity = "0..1", description = "only these; `gateway` for the whole gateway's") Optional<String> only,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            var lines = lines(gateway, gateway.directory().current()).stream()
                    .filter(line -> only.isEmpty() || only.get().equals(line.agreement())).toList();
            if (json) {
                json(lines);
            } else {
                lines.forEach(line -> out().println("%-14s  %-32s  %-24s  %-9s  %s".formatted(line.agreement(),
                        line.key(), line.value(), line.from(), line.kind())));
            }
            out().flush();
        }
        return 0;
    }

    private static List<Line> lines(Gateway gateway, Register register) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(GATEWAY, CEILING, register.ceiling().name(), "register", "two people to lift it"));
        for (AgreementRegistration registration : register.agreements()) {
            Settings given = gateway.agreements().of(register).find(registration.agreement())
                    .map(Agreement::settings).orElse(Settings.NONE);
            for (Setting setting : Setting.values()) {
                Optional<String> own = registration.settings().value(setting);
                own.or(() -> given.value(setting)).ifPresent(value -> lines.add(new Line(
                        registration.agreement().value(), setting.key(), value,
                        own.isPresent() ? "register" : "agreement", SettingKind.of(setting).inWords())));
            }
        }
        return lines;
    }

    private void json(List<Line> lines) {
        try (JsonGenerator json = JsonOut.to(out())) {
            json.writeStartArray();
            for (Line line : lines) {
                json.writeStartObject();
                json.writeStringProperty("agreement", line.agreement());
                json.writeStringProperty("key", line.key());
                json.writeStringProperty("value", line.value());
                json.writeStringProperty("from", line.from());
                json.writeStringProperty("kind", line.kind());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out().println();
    }

    @Command(name = "set", mixinStandardHelpOptions = true, header = "Set one setting, or ask for it.", footer = {"",
            "Exit status 0 also where it waits for approval.", "", "Examples:",
            "  casegate setting set coventry locked_files REFUSE",
            "  casegate setting set gateway territory.ceiling NONE --as scc-sysadmin"})
    int set(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGREEMENT", description = "such as staffordshire; `gateway` for territory.ceiling") String agreement,
            @Parameters(paramLabel = "KEY", description = "such as spoc.missing; `casegate setting list` names them") String key,
            @Parameters(paramLabel = "VALUE", description = "a list is written a,b") String value,
            @Option(names = "--json", description = "one object on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        return ask(where, signIn, agreement.equals(GATEWAY) ? ceiling(key, value) : setting(agreement, key, value),
                json);
    }

    @Command(name = "unset", mixinStandardHelpOptions = true, header = "Go back to what the agreement's file says.", footer = {
            "", "Example:", "  casegate setting unset coventry locked_files"})
    int unset(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGREEMENT", description = "such as staffordshire") String agreement,
            @Parameters(paramLabel = "KEY", description = "such as spoc.missing") String key,
            @Option(names = "--json", description = "one object on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        Setting setting = find(key);
        return ask(where, signIn, register -> {
            AgreementRegistration registration = registration(register, agreement);
            Map<Setting, String> values = new HashMap<>(registration.settings().values());
            values.remove(setting);
            return register.with(registration.with(new Settings(values)));
        }, json);
    }

    private int ask(GatewayOption where, SignInOption signIn, UnaryOperator<Register> change, boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            var done = gateway.amendments().ask(Administrator.of(gateway, signIn), change);
            if (json) {
                ChangeText.json(out(), done);
            } else {
                ChangeText.done(out(), done);
            }
            out().flush();
        } catch (AmendmentRefused refused) {
            throw Stop.answerIsNo(refused.sentence());
        }
        return 0;
    }

    private static UnaryOperator<Register> ceiling(String key, String value) {
        if (!key.equals(CEILING)) {
            throw Stop.badInput("the gateway has no setting `%s`; it has %s".formatted(key, CEILING));
        }
        try {
            Register.Ceiling ceiling = Register.Ceiling.valueOf(value.toUpperCase(Locale.ROOT));
            return register -> register.with(ceiling);
        } catch (IllegalArgumentException _) {
            throw Stop.badInput("%s takes UK, NONE".formatted(CEILING));
        }
    }

    private static UnaryOperator<Register> setting(String agreement, String key, String value) {
        Setting setting = find(key);
        if (!setting.takes(value)) {
            throw Stop.badInput("%s takes %s".formatted(key, setting.accepted()));
        }
        return register -> {
            AgreementRegistration registration = registration(register, agreement);
            return register.with(registration.with(new Settings(Map.of(setting, value))
                    .orElse(registration.settings())));
        };
    }

    private static Setting find(String key) {
        return Setting.find(key).orElseThrow(
                () -> Stop.badInput("there is no setting `%s`; `casegate setting list` names them".formatted(key)));
    }

    private static AgreementRegistration registration(Register register, String agreement) {
        return AgreementId.parse(agreement).flatMap(register::agreement)
                .orElseThrow(() -> Stop.badInput("there is no agreement `%s` in the register; there are %s".formatted(
                        agreement, String.join(", ",
                                register.agreements().stream().map(each -> each.agreement().value()).toList()))));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
