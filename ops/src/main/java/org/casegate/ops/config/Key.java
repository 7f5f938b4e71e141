// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Every key that `casegate.yaml` may hold. What is not here is refused.
enum Key {
    FORMAT("casegate"),
    DEMO("demo"),
    NODE("node"),
    OBJECT_STORE("object_store"),
    LOG("log"),
    KEYS_MASTER("keys.master"),
    KEYS_RING("keys.ring"),
    KEYS_CHECKPOINT("keys.checkpoint"),
    KEYS_SSH_HOST("keys.ssh_host"),
    DATABASE_EMBEDDED("database.embedded"),
    DATABASE_HOST("database.host"),
    DATABASE_PORT("database.port"),
    DATABASE_NAME("database.name"),
    DATABASE_USER("database.user"),
    DATABASE_PASSWORD_FILE("database.password_file"),
    SFTP_ADDRESS("sftp.address"),
    SFTP_PORT("sftp.port"),
    SFTP_OLD_LIBSSH2("sftp.old_libssh2"),
    SFTP_BALANCERS("sftp.balancers"),
    WEB_ADDRESS("web.address"),
    WEB_PORT("web.port"),
    WEB_ADMIN_PORT("web.admin_port"),
    WEB_HOST("web.host"),
    WEB_CERTIFICATE("web.certificate"),
    WEB_PASSWORD_FILE("web.password_file"),
    WEB_AUTHORITY("web.authority"),
    MAIL_RELAY("mail.relay"),
    MAIL_PORT("mail.port"),
    MAIL_TLS("mail.tls"),
    MAIL_USER("mail.user"),
    MAIL_PASSWORD_FILE("mail.password_file"),
    MAIL_AUTHORITY("mail.authority"),
    MAIL_PLACE("mail.place"),
    MAIL_FOLDER("mail.folder"),
    MAIL_FROM("mail.from"),
    MAIL_LINK("mail.link"),
    MAIL_CHECKPOINT_ENTRIES("mail.checkpoint_entries"),
    MAIL_CHECKPOINT_EVERY("mail.checkpoint_every"),
    LIMITS_UNFINISHED_PACKS("limits.unfinished_packs"),
    LIMITS_UNFINISHED_HOURS("limits.unfinished_hours"),
    LIMITS_ACCOUNT_BYTES("limits.account_bytes"),
    LIMITS_AGENCY_BYTES("limits.agency_bytes"),
    LIMITS_PACK_PARTS("limits.pack_parts"),
    LIMITS_PART_BYTES("limits.part_bytes"),
    LIMITS_FREE_DISK_PERCENT("limits.free_disk_percent"),
    LEDGER_ORIGIN("ledger.origin"),
    LEDGER_WITNESSES("ledger.witnesses"),
    LEDGER_WITNESS_AUTHORITY("ledger.witness_authority"),
    LEDGER_ANCHORS("ledger.anchors"),
    LEDGER_ANCHORS_KEPT_BY("ledger.anchors_kept_by"),
    LEDGER_ANCHOR_BUCKET("ledger.anchor_bucket"),
    LEDGER_ANCHOR_BUCKET_ENDPOINT("ledger.anchor_bucket_endpoint"),
    LEDGER_ANCHOR_BUCKET_REGION("ledger.anchor_bucket_region"),
    LEDGER_ANCHOR_BUCKET_CREDENTIALS("ledger.anchor_bucket_credentials"),
    LEDGER_ANCHOR_BUCKET_DAYS("ledger.anchor_bucket_days"),
    LEDGER_ANCHOR_BUCKET_KEPT_BY("ledger.anchor_bucket_kept_by"),
    LEDGER_ANCHOR_ENTRIES("ledger.anchor_entries"),
    LEDGER_ANCHOR_EVERY("ledger.anchor_every"),
    BACKUP_MAX_AGE("backup.max_age"),
    TERRITORY_COUNTRY_DATABASE("territory.country_database");

    private final String path;

    Key(String path) {
        this.path = path;
    }

    /// As written in the file, the names of nested keys joined by dots.
    String path() {
        return path;
    }

    /// The environment variable that overrides this key: `sftp.port` is `CASEGATE_SFTP_PORT`.
    String variable() {
        return "CASEGATE_" + path.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// Whether it may be written as a list; in the environment, and where one text is easier, a line for each.
    boolean takesList() {
        return this == SFTP_BALANCERS || this == LEDGER_WITNESSES;
    }

    static Optional<Key> at(String path) {
        return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
    }

    /// Whether some key lies below this one, as `sftp.port` lies below `sftp`.
    static boolean isGroup(String path) {
        return Arrays.stream(values()).anyMatch(key -> key.path.startsWith(path + "."));
    }

    /// What a misspelt key was probably meant to be: a key, or a group of keys.
    static String nearest(String path) {
        return Arrays.stream(values()).map(Key::path)
                .flatMap(known -> Stream.of(known, known.replaceFirst("\\..*", "")))
                .min(Comparator.comparingInt(known -> distance(path, known))).orElseThrow();
    }

    /// Levenshtein's distance: how many letters must be put in, taken out or changed.
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= right.length(); column++) {
                int changed = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[right.length()];
    }
}
