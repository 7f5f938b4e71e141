// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// As whom PostgreSQL's programs run, and where its files may then lie. PostgreSQL refuses to run as root.
///
/// Not root: as ourselves. Root: inside a user namespace, where root's own files stay reachable but the uid is not 0.
/// Where namespaces are forbidden (plain containers): as `postgres` or `nobody`, below `/var/lib`, because root's home is
/// closed to them.
///
/// @param prefix what stands before each command
/// @param place  the directory for binaries, data and logs
/// @param uid    who must own the place and its data; empty when we do
/// @param gid    likewise
record ServerAccount(List<String> prefix, Path place, Optional<Integer> uid, Optional<Integer> gid) {
    private static final Path OTHERS_PLACE = Path.of("/var/lib/casegate");

    static ServerAccount choose(Path home) throws IOException {
        if (!isRoot()) {
            return new ServerAccount(List.of(), home, Optional.empty(), Optional.empty());
        }
        if (runsAsRoots(home.resolve("db")) || Command.succeeds(List.of("unshare", "-U", "--", "true"))) {
            return new ServerAccount(List.of("unshare", "-U", "--"), home, Optional.empty(), Optional.empty());
        }
        return withoutNamespaces(home);
    }

    /// Whether a server of root's runs in that folder: it was started in a namespace, so that need not be tried again.
    private static boolean runsAsRoots(Path data) throws IOException {
        return Postmaster.in(data).isPresent()
                && Integer.valueOf(0).equals(Files.getAttribute(Postmaster.file(data), "unix:uid"));
    }

    private static ServerAccount withoutNamespaces(Path home) throws IOException {
        String[] user = serviceUser().orElseThrow(ServerAccount::noWay);
        List<String> prefix = List.of("setpriv", "--reuid=" + user[2], "--regid=" + user[3], "--clear-groups", "--");
        if (!Command.succeeds(Command.after(prefix, "true"))) {
            throw noWay();
        }
        Path place = placeOfOthers(home);
        ServerAccount account = new ServerAccount(prefix, place, Optional.of(Integer.valueOf(user[2])),
                Optional.of(Integer.valueOf(user[3])));
        Files.createDirectories(place);
        Files.setPosixFilePermissions(OTHERS_PLACE, PosixFilePermissions.fromString("rwxr-xr-x"));
        account.own(place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        return account;
    }

    /// Gives a file of ours to whom PostgreSQL runs as.
    void own(Path file) throws IOException {
        if (uid.isPresent() && gid.isPresent()) {
            Files.setAttribute(file, "unix:gid", gid.get());
            Files.setAttribute(file, "unix:uid", uid.get());
        }
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /// The fields of `/etc/passwd` for `postgres`, else `nobody`.
    private static Optional<String[]> serviceUser() throws IOException {
        List<String[]> users = Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)
                .stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length == 7 && !fields[2].equals("0"))
                .toList();
        return users.stream()
                .filter(fields -> fields[0].equals("postgres"))
                .findFirst()
                .or(() -> users.stream().filter(fields -> fields[0].equals("nobody")).findFirst());
    }

    private static DatabaseUnavailable noWay() {
        return new DatabaseUnavailable("PostgreSQL does not run as root, and neither unshare nor setpriv can lend it "
                + "another user here: start CaseGate as an ordinary user, or give it a PostgreSQL of your own.");
    }

    /// Where the files of a home lie when they cannot lie in it.
    static Path placeOfOthers(Path home) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(home.toString().getBytes(StandardCharsets.UTF_8));
            return OTHERS_PLACE.resolve(HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
