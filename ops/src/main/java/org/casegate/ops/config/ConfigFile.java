// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Finds `casegate.yaml` and reads it.
public final class ConfigFile {
    private static final int MOST_BYTES = 65_536;

    private ConfigFile() {}

    /// The file a command is to use: the one named, else `CASEGATE_CONFIG`, else `casegate.yaml` here, else in
    /// `/etc/casegate`.
    ///
    /// @throws BadConfig if no such file exists
    public static Path find(Optional<Path> named, Map<String, String> environment) throws BadConfig {
        Optional<Path> given = named.or(() -> Optional.ofNullable(environment.get("CASEGATE_CONFIG")).map(Path::of));
        if (given.isPresent()) {
            return given.get();
        }
        for (Path usual : List.of(Path.of("casegate.yaml"), Path.of("/etc/casegate/casegate.yaml"))) {
            if (Files.exists(usual)) {
                return usual;
            }
        }
        throw new BadConfig(List.of("no configuration found: give --config FILE or CASEGATE_CONFIG,"
                + " or put casegate.yaml here or in /etc/casegate (a demo writes one into its home)"));
    }

    /// Reads and checks all of it.
    ///
    /// @throws BadConfig with every complaint, if the file cannot be read or one of its keys or values is not accepted
    public static Config read(Path file, Map<String, String> environment) throws BadConfig {
        Values values = new Values(file);
        collect(load(file), "", file, values);
        for (Key key : Key.values()) {
            String text = environment.get(key.variable());
            if (text != null) {
                values.put(key, text, key.variable());
            }
        }
        Config config = config(file, values);
        values.settle();
        return config;
    }

    private static Config config(Path file, Values values) {
        values.require(Key.FORMAT, "1");
        Config.Keys keys = new Config.Keys(values.path(Key.KEYS_MASTER, "keys/master.key"),
                values.path(Key.KEYS_RING, "keys/ring"),
                values.path(Key.KEYS_CHECKPOINT, "keys/checkpoint.key"),
                values.path(Key.KEYS_SSH_HOST, "keys/ssh-host"));
        Config.Sftp sftp = SftpKeys.read(values);
        int webPort = values.port(Key.WEB_PORT, 8443, 1);
        Config.Web web = new Config.Web(values.text(Key.WEB_ADDRESS, "127.0.0.1"), webPort,
                values.port(Key.WEB_ADMIN_PORT, Math.min(webPort + 1, 65_535), 1),
                values.text(Key.WEB_HOST, "localhost"),
                values.path(Key.WEB_CERTIFICATE), values.path(Key.WEB_PASSWORD_FILE),
                values.pathIfGiven(Key.WEB_AUTHORITY));
        boolean demo = values.flag(Key.DEMO, false);
        return new Config(file.toAbsolutePath().normalize(), demo,
                values.text(Key.NODE, "gateway"),
                values.path(Key.OBJECT_STORE, "objects"),
                values.path(Key.LOG, "log"), keys, database(values), sftp, web,
                MailKeys.read(values, web, demo), LimitKeys.read(values), values.text(Key.LEDGER_ORIGIN),
                LedgerKeys.read(values),
                values.days(Key.BACKUP_MAX_AGE, "P14D", 14),
                values.pathIfGiven(Key.TERRITORY_COUNTRY_DATABASE));
    }

    private static Config.DatabasePlace database(Values values) {
        if (values.has(Key.DATABASE_HOST)) {
            if (values.has(Key.DATABASE_EMBEDDED)) {
                values.complain("database", "give either `database.embedded` or `database.host`, not both");
            }
            return new Config.Given(values.text(Key.DATABASE_HOST), values.port(Key.DATABASE_PORT, 5432, 1),
                    values.text(Key.DATABASE_NAME, "casegate"), values.text(Key.DATABASE_USER, "casegate_app"),
                    values.path(Key.DATABASE_PASSWORD_FILE));
        }
        return new Config.Embedded(values.path(Key.DATABASE_EMBEDDED, "."), values.port(Key.DATABASE_PORT, 0, 0));
    }

    private static Node load(Path file) throws BadConfig {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadConfig(
                        List.of("%s: larger than %d bytes, so not a configuration".formatted(file, MOST_BYTES)));
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(0)
                    .build();
            return new Compose(settings).composeString(text)
                    .orElseThrow(() -> new BadConfig(List.of(file + ": empty; it begins with `casegate: 1`")));
        } catch (NoSuchFileException _) {
            throw new BadConfig(List.of(file + ": no such file"));
        } catch (IOException unreadable) {
            throw new BadConfig(List.of("%s: cannot be read (%s)".formatted(file, unreadable.getMessage())));
        } catch (MarkedYamlEngineException notYaml) {
            throw new BadConfig(
                    List.of("%s: not YAML: %s".formatted(at(file, notYaml.getProblemMark()), notYaml.getProblem())));
        } catch (YamlEngineException notYaml) {
            throw new BadConfig(List.of("%s: not YAML: %s".formatted(file, notYaml.getMessage())));
        }
    }

    private static void collect(Node node, String group, Path file, Values values) {
        if (!(node instanceof MappingNode mapping)) {
            values.complain(at(file, node.getStartMark()), group.isEmpty()
                    ? "expected keys and values"
                    : "`%s` holds further keys, not a value".formatted(group));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String where = at(file, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                values.complain(where, "a key must be a word");
                continue;
            }
            String path = group.isEmpty() ? name.getValue() : group + "." + name.getValue();
            if (!seen.add(path)) {
                values.complain(where, "`%s` stands here twice".formatted(path));
            } else if (Key.isGroup(path)) {
                collect(tuple.getValueNode(), path, file, values);
            } else {
                value(path, tuple.getValueNode(), where, values);
            }
        }
    }

    private static void value(String path, Node node, String where, Values values) {
        Optional<Key> key = Key.at(path);
        if (key.isEmpty()) {
            values.complain(where,
                    "unknown key `%s`; the nearest known key is `%s`".formatted(path, Key.nearest(path)));
        } else if (node instanceof SequenceNode list && key.get().takesList()) {
            list(key.get(), list, where, values);
        } else if (!(node instanceof ScalarNode scalar)) {
            values.complain(where, "`%s` takes one value".formatted(path));
        } else if (scalar.getTag().equals(Tag.NULL)) {
            values.complain(where, "`%s` has no value; leave the key out to have what is usual".formatted(path));
        } else {
            values.put(key.get(), scalar.getValue(), where);
        }
    }

    private static void list(Key key, SequenceNode list, String where, Values values) {
        List<String> lines = new ArrayList<>();
        for (Node each : list.getValue()) {
            if (each instanceof ScalarNode line && !line.getTag().equals(Tag.NULL)) {
                lines.add(line.getValue());
            } else {
                values.complain(where, "`%s` is a list of values".formatted(key.path()));
            }
        }
        values.put(key, String.join("\n", lines), where);
    }

    private static String at(Path file, Optional<Mark> mark) {
        return mark.map(known -> "%s:%d".formatted(file, known.getLine() + 1)).orElse(file.toString());
    }
}
