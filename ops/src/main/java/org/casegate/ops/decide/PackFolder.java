// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.decide;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.Stop;
import org.casegate.policy.check.PartFacts;
import org.casegate.policy.check.Provenance;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.inspect.Inspector;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.manifest.PartName;
import org.casegate.crypto.seal.Sha256;

/// A pack as a sender has it on his own disk: the manifest and the files beside it.
///
/// @param files the parts by name; what the gateway itself would show in the folder is not among them
record PackFolder(Manifest manifest, List<Map.Entry<PartName, Path>> files) {
    private static final String MANIFEST = "manifest.yaml";
    private static final Set<String> SHOWN_BY_THE_GATEWAY = Set.of("manifest-template.yaml", "readme.txt", "status.txt",
            "receipt.txt", "receipt.json", "receipt.entry", "receipt.tlog-proof");
    private static final int CHUNK_BYTES = 64 << 10;

    PackFolder {
        files = List.copyOf(files);
    }

    /// Reads the manifest and finds the files; opens none of them.
    ///
    /// @throws Stop where this is no pack that a gateway could judge: no readable manifest, or a name it does not take
    static PackFolder read(Path folder, Function<byte[], Parsed<Manifest>> parser) {
        List<Path> inside = list(folder);
        Path manifest = folder.resolve(MANIFEST);
        if (Files.notExists(manifest)) {
            throw Stop.badInput(folder + ": holds no " + MANIFEST + nearly(inside));
        }
        Manifest read = GivenFile.read(manifest, ManifestParser.LARGEST_BYTES, parser);
        Map<String, Map.Entry<PartName, Path>> files = new LinkedHashMap<>();
        for (Path path : inside) {
            String name = path.getFileName().toString();
            if (name.equals(MANIFEST) || SHOWN_BY_THE_GATEWAY.contains(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            PartName part = part(path, name);
            Map.Entry<PartName, Path> other = files.putIfAbsent(part.key(), Map.entry(part, path));
            if (other != null) {
                throw Stop.badInput(path + ": counts as the same name as " + other.getValue().getFileName()
                        + "; rename one of them");
            }
        }
        return new PackFolder(read, List.copyOf(files.values()));
    }

    /// What is to be known of each file; reads all of them, once, in bounded memory.
    ///
    /// @param received how a content came to the sender's agency before
    List<PartFacts> parts(Function<Sha256, Optional<Provenance>> received) {
        List<PartFacts> parts = new ArrayList<>();
        files.forEach(file -> parts.add(part(file.getKey(), file.getValue(), received)));
        return parts;
    }

    private static PartFacts part(PartName name, Path file,
            Function<Sha256, Optional<Provenance>> received) {
        Inspector inspector = new Inspector();
        MessageDigest digest = sha256();
        long sizeBytes = 0;
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                inspector.update(chunk, 0, read);
                digest.update(chunk, 0, read);
                sizeBytes += read;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        Sha256 sha256 = Sha256.copyOf(digest.digest());
        return new PartFacts(name, sizeBytes, sha256, inspector.finish(), received.apply(sha256));
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Stop.badInput(folder + (Files.exists(folder)
                    ? ": is a file; a pack is a folder with manifest.yaml and the parts beside it"
                    : ": no such folder"));
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static PartName part(Path path, String name) {
        if (!Files.isRegularFile(path)) {
            throw Stop.badInput(path + ": is no file; a pack holds files only, all in one folder");
        }
        PartName.objection(name).ifPresent(objection -> {
            throw Stop.badInput(path + ": " + objection);
        });
        return new PartName(name);
    }

    /// The name that was meant, most often with a second ending that a text editor gave it.
    private static String nearly(List<Path> inside) {
        return inside.stream().map(path -> path.getFileName().toString())
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("manifest")).filter(
                        name -> !SHOWN_BY_THE_GATEWAY.contains(name))
                .findFirst().map(name -> "; found " + name + ", rename it").orElse("");
    }

    private static Stop unreadable(Path path, IOException e) {
        return Stop.badInput(path + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
