// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks through every file under a folder for texts that must not be there in clear: the database's pages, its
/// write-ahead log and its logs, the objects, our own log. It looks for UTF-8 and for UTF-16.
///
/// @param files   how many were looked through
/// @param bytes   how much that was
/// @param found   which text stood where
public record DiskScan(int files, long bytes, List<String> found) {
    private static final int BLOCK = 1 << 20;

    public DiskScan {
        found = List.copyOf(found);
    }

    /// @param without files and folders directly under `root` that hold the texts rightly, the sender's own among them
    public static DiskScan of(Path root, Set<String> without, List<String> texts) throws IOException {
        TreeMap<String, byte[]> wanted = new TreeMap<>();
        texts.forEach(text -> {
            wanted.put(text, text.getBytes(StandardCharsets.UTF_8));
            wanted.put(text + " (UTF-16)", utf16(text));
        });
        List<String> found = new ArrayList<>();
        int files = 0;
        long bytes = 0;
        for (Path file : regularFiles(root, without)) {
            try (InputStream in = Files.newInputStream(file)) {
                bytes += scan(in, wanted, root.relativize(file).toString(), found);
                files++;
            } catch (NoSuchFileException _) {
                // the database removed it meanwhile
            }
        }
        return new DiskScan(files, bytes, found);
    }

    /// Without the zero at the end, so that one pattern finds both orders of octets.
    private static byte[] utf16(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_16LE);
        return Arrays.copyOf(octets, octets.length - 1);
    }

    /// A running database makes and removes files meanwhile; what is gone when it is looked at is passed over.
    private static List<Path> regularFiles(Path root, Set<String> without) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return without.contains(root.relativize(folder).toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !without.contains(root.relativize(file).toString())) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                if (fault instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw fault;
            }
        });
        return files;
    }

    /// Reads block by block, each beginning with the end of the one before, so that no text is missed between two.
    private static long scan(InputStream in, TreeMap<String, byte[]> wanted, String name, List<String> found)
            throws IOException {
        int longest = wanted.values().stream().mapToInt(text -> text.length).max().orElse(1);
        byte[] block = new byte[BLOCK + longest];
        int kept = 0;
        long total = 0;
        int read = in.readNBytes(block, 0, BLOCK);
        while (read > 0) {
            int end = kept + read;
            look(block, end, wanted, name, found);
            total += read;
            kept = Math.min(longest - 1, end);
            System.arraycopy(block, end - kept, block, 0, kept);
            read = in.readNBytes(block, kept, BLOCK);
        }
        return total;
    }

    /// One pass for all of them: most octets begin none.
    private static void look(byte[] block, int end, TreeMap<String, byte[]> wanted, String name, List<String> found) {
        boolean[] begins = new boolean[256];
        wanted.values().forEach(text -> begins[Byte.toUnsignedInt(text[0])] = true);
        Set<String> here = new TreeSet<>();
        for (int at = 0; at < end; at++) {
            if (begins[Byte.toUnsignedInt(block[at])]) {
                for (var text : wanted.entrySet()) {
                    if (stands(text.getValue(), block, at, end)) {
                        here.add("`%s` in %s".formatted(text.getKey(), name));
                    }
                }
            }
        }
        found.addAll(here);
    }

    private static boolean stands(byte[] text, byte[] block, int at, int end) {
        return text.length <= end - at && Arrays.equals(block, at, at + text.length, text, 0, text.length);
    }
}
