// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.ops.Gateway;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.sftp.account.UserKeys;

/// The demonstration's register: eleven bodies, accounts that belong to roles, two cases. Stored at the first start; what
/// somebody changes afterwards stays. The meeting six days ahead is added at every start.
final class DemoRegister {
    private static final List<String> SENDERS = List.of("sp-review-officer", "uhnm-named-nurse");

    private final RegisterFile file;

    private DemoRegister(RegisterFile file) {
        this.file = file;
    }

    /// @return the register with the senders' keys of this home, which are made if need be
    static DemoRegister read(DemoHome home, InstantSource clock) throws IOException {
        home.folder("keys");
        Map<String, String> gaps = new HashMap<>(SamplePack.dates(clock.instant()));
        for (String sender : SENDERS) {
            var key = home.at("keys/" + sender);
            gaps.put("ssh_key " + sender,
                    key.toFile().exists() ? UserKeys.line(key, sender) : UserKeys.make(key, sender));
        }
        String text = Template.fill("register.yaml", gaps);
        return new DemoRegister(RegisterParser.parse(text.getBytes(UTF_8)).orThrow());
    }

    Register register() {
        return file.register();
    }

    /// Whether this account sends by SFTP, with a key in the home.
    static boolean sends(String account) {
        return SENDERS.contains(account);
    }

    void store(Gateway gateway) throws LedgerUnavailable, Conflict {
        Register stored = gateway.directory().current();
        if (stored.revision() == 0) {
            RegisterChange change = RegisterChange.between(stored, file.register());
            gateway.ledger().append(Draft.of(new RegisterEvent.Loaded(items(change))), change.change());
        }
        for (CaseRecord record : file.cases()) {
            open(gateway, record);
        }
    }

    private static void open(Gateway gateway, CaseRecord record) throws LedgerUnavailable, Conflict {
        Optional<CaseFile> known = gateway.cases().find(record.agreement(), record.caseRef());
        if (known.isPresent() && known.get().record().meetings().containsAll(record.meetings())) {
            return;
        }
        StateChange change = gateway.cases().open(record, gateway.clock().instant());
        gateway.ledger().append(Draft.of(new CaseEvent.Loaded()), change);
    }

    private static List<String> items(RegisterChange change) {
        List<String> items = new ArrayList<>();
        change.items().forEach(item -> items.add(item.fact().kind().name() + " " + item.fact().id()));
        return items;
    }
}
