// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.crypto.credential.Base32;
import org.casegate.crypto.credential.Totp;
import org.casegate.ops.console.JsonOut;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JsonGenerator;

/// `demo.json`: everything a script needs to drive a demonstration, and the only place where its sign-ins are kept.
///
/// @param database how to enter its PostgreSQL, as application and as superuser
/// @param vkey     the ledger's verifier key
public record DemoFile(Path home, Ports ports, DatabaseEntrance database, String vkey, List<DemoAccount> accounts,
        List<SamplePack> packs) {
    private static final String NAME = "demo.json";

    public DemoFile {
        accounts = List.copyOf(accounts);
        packs = List.copyOf(packs);
    }

    /// How to enter the database.
    public record DatabaseEntrance(String host, int port, String name, String superuser, String superuserPassword,
            String applicationUser) {
        /// Never the password.
        @Override
        public String toString() {
            return "DatabaseEntrance[" + applicationUser + "@" + host + ":" + port + "/" + name + "]";
        }
    }

    /// The sign-in of one account.
    public DemoAccount account(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst().orElseThrow();
    }

    public SamplePack pack(String name) {
        return packs.stream().filter(pack -> pack.name().equals(name)).findFirst().orElseThrow();
    }

    void write(DemoHome target) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonOut.to(text)) {
            json.writeStartObject();
            json.writeStringProperty("config", home.resolve("casegate.yaml").toString());
            json.writeStringProperty("object_store", home.resolve("objects").toString());
            json.writeStringProperty("log", home.resolve("log").toString());
            places(json);
            json.writeArrayPropertyStart("accounts");
            accounts.forEach(account -> account(json, account));
            json.writeEndArray();
            json.writeArrayPropertyStart("packs");
            packs.forEach(pack -> pack(json, pack));
            json.writeEndArray();
            json.writeEndObject();
        }
        target.write(NAME, text + "\n");
    }

    private void places(JsonGenerator json) {
        json.writeObjectPropertyStart("sftp");
        json.writeStringProperty("host", "127.0.0.1");
        json.writeNumberProperty("port", ports.sftp());
        json.writeStringProperty("known_hosts", home.resolve("known_hosts").toString());
        json.writeEndObject();
        json.writeObjectPropertyStart("web");
        json.writeStringProperty("url", webUrl());
        json.writeStringProperty("admin_url", adminUrl());
        json.writeStringProperty("ca", home.resolve("ca.pem").toString());
        json.writeEndObject();
        json.writeObjectPropertyStart("database");
        json.writeStringProperty("host", database.host());
        json.writeNumberProperty("port", database.port());
        json.writeStringProperty("name", database.name());
        json.writeStringProperty("superuser", database.superuser());
        json.writeStringProperty("superuser_password", database.superuserPassword());
        json.writeStringProperty("application_user", database.applicationUser());
        json.writeEndObject();
        json.writeObjectPropertyStart("ledger");
        json.writeStringProperty("vkey", vkey);
        json.writeStringProperty("url", webUrl() + "/ledger/");
        json.writeEndObject();
    }

    /// The portal's address.
    public String webUrl() {
        return "https://localhost:" + ports.web();
    }

    /// The administration's address.
    public String adminUrl() {
        return "https://localhost:" + ports.admin();
    }

    private static void account(JsonGenerator json, DemoAccount account) {
        json.writeStartObject();
        json.writeStringProperty("id", account.id());
        json.writeStringProperty("agency", account.agency());
        json.writeArrayPropertyStart("roles");
        account.roles().forEach(json::writeString);
        json.writeEndArray();
        account.sshKey().ifPresent(key -> json.writeStringProperty("ssh_key", key.toString()));
        json.writeStringProperty("password", account.password());
        json.writeStringProperty("totp_secret", account.totpSecret());
        json.writeEndObject();
    }

    private static void pack(JsonGenerator json, SamplePack pack) {
        json.writeStartObject();
        json.writeStringProperty("name", pack.name());
        json.writeStringProperty("dir", pack.folder().toString());
        json.writeStringProperty("as", pack.as());
        json.writeStringProperty("to", pack.to());
        json.writeStringProperty("recipient", pack.recipient());
        json.writeStringProperty("expect", pack.expect());
        if (!pack.code().isEmpty()) {
            json.writeStringProperty("code", pack.code());
        }
        json.writeEndObject();
    }

    /// The secrets of an earlier start, by account: password and TOTP secret. Nothing where the file is missing or is not
    /// ours; the accounts then get new ones.
    static Map<String, Secrets> secrets(Path home) throws IOException {
        Path file = home.resolve(NAME);
        Map<String, Secrets> found = new HashMap<>();
        if (!Files.exists(file)) {
            return found;
        }
        try {
            Object whole = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            if (whole instanceof Map<?, ?> map && map.get("accounts") instanceof List<?> accounts) {
                accounts.forEach(account -> secrets(account).ifPresent(pair -> found.put(pair.id(), pair)));
            }
        } catch (YamlEngineException _) {
            found.clear();
        }
        return found;
    }

    /// The six digits that an account signs in with now.
    ///
    /// @param home of a demonstration, running or not; nothing where it has no such account
    public static Optional<String> codeNow(Path home, String account) throws IOException {
        return Optional.ofNullable(secrets(home).get(account)).map(Secrets::totpSecret).map(DemoFile::codeNow);
    }

    private static String codeNow(String secret) {
        return Totp.code(Base32.decode(secret), Totp.stepAt(InstantSource.system().instant()));
    }

    /// What one account signs in with.
    record Secrets(String id, String password, String totpSecret) {
        @Override
        public String toString() {
            return "Secrets[" + id + "]";
        }
    }

    private static Optional<Secrets> secrets(Object account) {
        if (account instanceof Map<?, ?> map && map.get("id") instanceof String id
                && map.get("password") instanceof String password
                && map.get("totp_secret") instanceof String totp) {
            return Optional.of(new Secrets(id, password, totp));
        }
        return Optional.empty();
    }
}
