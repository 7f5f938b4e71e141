// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.casegate.ops.config.Config;

/// There is room for the ciphertext, the database and the log. Below a tenth intake stops.
final class DisksHaveRoom implements Check {
    private static final int STOPS_BELOW_PER_CENT = 10;
    private static final int SCARCE_BELOW_PER_CENT = 20;

    @Override
    public String name() {
        return "disk space";
    }

    @Override
    public List<Finding> look(Site site) throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("the object store", site.config().objectStore());
        if (site.config().database() instanceof Config.Embedded embedded) {
            folders.put("the database", embedded.home());
        }
        folders.put("the log", site.config().log());
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            FileStore disk = Files.getFileStore(thatExists(folder.getValue()));
            findings.add(of(folder.getKey(), folder.getValue(), disk.getUsableSpace(), disk.getTotalSpace()));
        }
        return findings;
    }

    static Finding of(String what, Path folder, long freeBytes, long bytes) {
        long perCent = bytes == 0 ? 100 : freeBytes / Math.max(1, bytes / 100);
        String said = "%s at %s has %d %% free, %d GiB".formatted(what, folder, perCent, freeBytes >> 30);
        if (perCent < STOPS_BELOW_PER_CENT) {
            return Finding.red(said + ": intake stops below " + STOPS_BELOW_PER_CENT + " %",
                    "make room, or move it to a larger disk");
        }
        return perCent < SCARCE_BELOW_PER_CENT
                ? Finding.amber(said, "make room before it is below " + STOPS_BELOW_PER_CENT + " %: then intake stops")
                : Finding.green(said);
    }

    /// A folder that is made at the first start is judged by where it will lie.
    private static Path thatExists(Path folder) {
        Path known = folder.toAbsolutePath();
        while (!Files.exists(known) && known.getParent() != null) {
            known = known.getParent();
        }
        return known;
    }
}
