// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.casegate.ops.demo.DemoAccount;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.demo.SamplePack;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads `demo.json` as a script would: by the names of its keys alone.
final class DemoJson {
    private DemoJson() {}

    static DemoFile read(Path home, Ports ports) throws IOException {
        Object whole = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(home.resolve("demo.json")));
        Map<?, ?> database = (Map<?, ?>) get(whole, "database");
        DemoFile.DatabaseEntrance entrance = new DemoFile.DatabaseEntrance(text(database, "host"),
                (Integer) get(database, "port"), text(database, "name"), text(database, "superuser"),
                text(database, "superuser_password"), text(database, "application_user"));
        return new DemoFile(home, ports, entrance, text(get(whole, "ledger"), "vkey"),
                list(get(whole, "accounts"), DemoJson::account), list(get(whole, "packs"), DemoJson::pack));
    }

    private static DemoAccount account(Object map) {
        return new DemoAccount(text(map, "id"), text(map, "agency"), list(get(map, "roles"), String.class::cast),
                Optional.ofNullable((String) get(map, "ssh_key")).map(Path::of), text(map, "password"),
                text(map, "totp_secret"));
    }

    private static SamplePack pack(Object map) {
        return new SamplePack(text(map, "name"), Path.of(text(map, "dir")), text(map, "as"), text(map, "to"),
                text(map, "recipient"), text(map, "expect"), "", List.of());
    }

    private static Object get(Object map, String key) {
        return ((Map<?, ?>) map).get(key);
    }

    private static String text(Object map, String key) {
        return (String) get(map, key);
    }

    private static <T> List<T> list(Object list, Function<Object, T> each) {
        return ((List<?>) list).stream().<T>map(each).toList();
    }
}
