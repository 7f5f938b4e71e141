// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The gateway as the program `ssh-audit` sees it, beside a list of what it may see, each with its reason.
class SshAuditTest {
    private static final Pattern FINDING = Pattern
            .compile("\\([a-z]{3}\\) (\\S+(?: \\([0-9]+-bit\\))?) +-- \\[(?:warn|fail)\\] (.*)");
    private static final Pattern FURTHER = Pattern.compile(" +`- \\[(?:warn|fail)\\] (.*)");

    @TempDir
    Path directory;

    private Door door;

    @BeforeEach
    void open() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, "ssh-audit"))
                .anyMatch(Files::isExecutable)).as("ssh-audit is installed (ops/test-clients installs it)").isTrue();
        door = new Door(directory);
    }

    @AfterEach
    void shut() throws Exception {
        if (door != null) {
            door.close();
        }
    }

    @Test
    @DisplayName("V13: ssh-audit sees the algorithms of the accepted list, all of them and no other")
    void seesTheAcceptedAlgorithms() throws Exception {
        Map<?, ?> accepted = map(at(accepted(), "algorithms"));
        String text = audit("-j");
        Object read = new Load(LoadSettings.builder().build()).loadFromString(text);
        Map<?, ?> seen = map(read instanceof List<?> many ? many.getFirst() : read);

        assertThat(accepted.keySet()).hasSize(4);
        for (Map.Entry<?, ?> kind : accepted.entrySet()) {
            assertThat(names(at(seen, kind.getKey()))).as("%s in %s", kind.getKey(), text)
                    .isEqualTo(map(kind.getValue()).keySet());
        }
        assertThat(at(seen, "compression").toString()).isEqualTo("[none]");
    }

    @Test
    @DisplayName("V13: ssh-audit warns of nothing but what the accepted list explains, and fails nothing")
    void warnsOfNothingUnexplained() throws Exception {
        Set<String> accepted = new TreeSet<>();
        for (Object each : (List<?>) at(accepted(), "warnings")) {
            Map<?, ?> warning = map(each);
            assertThat(at(warning, "because").toString()).isNotBlank();
            accepted.add(warning.get("algorithm") + ": " + warning.get("says"));
        }

        String text = audit("-n");
        assertThat(text).contains("(kex) curve25519-sha256").doesNotContain("[fail]");
        assertThat(accepted).as(text).containsAll(findings(text));
    }

    private static List<String> findings(String text) {
        List<String> findings = new ArrayList<>();
        String algorithm = "";
        for (String line : text.lines().toList()) {
            Matcher finding = FINDING.matcher(line);
            Matcher further = FURTHER.matcher(line);
            if (finding.matches()) {
                algorithm = finding.group(1);
                findings.add(algorithm + ": " + finding.group(2));
            } else if (further.matches()) {
                findings.add(algorithm + ": " + further.group(1));
            } else if (line.contains("[warn]")) {
                findings.add(line);
            }
        }
        return findings;
    }

    private static Set<String> names(Object list) {
        Set<String> names = new TreeSet<>();
        for (Object each : (List<?>) list) {
            names.add(each instanceof Map<?, ?> one ? String.valueOf(one.get("algorithm")) : each.toString());
        }
        return names;
    }

    private static Map<?, ?> accepted() throws Exception {
        try (InputStream text = Objects.requireNonNull(SshAuditTest.class.getResourceAsStream("ssh-audit.yaml"))) {
            return map(new Load(LoadSettings.builder().build()).loadFromInputStream(text));
        }
    }

    private static Object at(Map<?, ?> map, Object key) {
        return Objects.requireNonNull(map.get(key), key::toString);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    // its exit status tells of warnings; what they are is looked at instead
    private String audit(String form) throws Exception {
        Process process = new ProcessBuilder("ssh-audit", form, "-p", Integer.toString(door.port()), "127.0.0.1")
                .redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(text).isTrue();
        return text;
    }
}
