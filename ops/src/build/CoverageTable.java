// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the table of what the tests prove, from their names: which obligation, scenario or class of vulnerability each one
/// cites in its name or its display name. Stops the build where a test cites an obligation that does not exist.
///
/// Arguments: the repository, the list of what may be cited, the table to write.
final class CoverageTable {
    private static final Pattern ID = Pattern.compile("\\b(OB-\\d{3}|S\\d{2}|V\\d{1,2})\\b");
    /// A method that says it in its name: `v3MovesNoSealedSecret`, `ob084CountsPeople`.
    private static final Pattern NAMED = Pattern.compile("^(ob\\d{3}|s\\d{2}|v\\d{1,2})(?=[A-Z_])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record)\\s+(\\w+)");
    private static final Pattern MEMBER = Pattern.compile("\\bvoid\\s+(\\w+)\\s*\\(|\\bArchRule\\s+(\\w+)\\b");
    private static final Pattern TEST = Pattern
            .compile("@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example|ArchTest|FuzzTest)\\b");
    private static final int SHOWN = 6;

    private final Map<String, Cited> all = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private CoverageTable() {}

    public static void main(String[] arguments) throws IOException {
        CoverageTable table = new CoverageTable();
        table.readList(Path.of(arguments[1]));
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]), 20)) {
            for (Path file : files.filter(CoverageTable::isTest).sorted().toList()) {
                table.readTests(file);
            }
        }
        if (!table.faults.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), table.faults));
        }
        Path output = Path.of(arguments[2]);
        String text = table.text();
        if (!Files.exists(output) || !Files.readString(output).equals(text)) {
            Files.writeString(output, text);
        }
    }

    /// What may be cited, and the tests that cite it.
    private record Cited(String id, String kind, String passage, String words, SortedSet<String> tests) {

        boolean proved() {
            return !tests.isEmpty();
        }
    }

    private static boolean isTest(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/test/java/");
    }

    private void readList(Path list) throws IOException {
        for (String line : Files.readAllLines(list)) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                all.put(cells[0], new Cited(cells[0], cells[1], cells[2], cells[3], new TreeSet<>()));
            }
        }
    }

    /// Annotations gather until the type or the test that they stand over.
    private void readTests(Path file) throws IOException {
        String type = file.getFileName().toString().replace(".java", "");
        StringBuilder above = new StringBuilder();
        int open = 0;
        boolean quoted = false;
        for (String line : Files.readAllLines(file)) {
            String code = line.strip();
            if (quoted || open > 0 || code.startsWith("@")) {
                above.append(line).append('\n');
                quoted ^= (code.split("\"\"\"", -1).length - 1) % 2 == 1;
                if (!quoted) {
                    open = Math.max(0, open + balance(code));
                }
                if (!MEMBER.matcher(code).find()) {
                    continue;
                }
            }
            Matcher nested = TYPE.matcher(code);
            Matcher member = MEMBER.matcher(code);
            if (member.find()) {
                if (TEST.matcher(above).find()) {
                    String name = member.group(1) == null ? member.group(2) : member.group(1);
                    cite(above.toString(), type + "." + name);
                    Matcher named = NAMED.matcher(name);
                    if (named.find()) {
                        cite(named.group(1).toUpperCase(java.util.Locale.ROOT).replace("OB", "OB-"), type + "." + name);
                    }
                }
                above.setLength(0);
            } else if (nested.find() && !code.startsWith("//") && !code.startsWith("*")) {
                cite(above.toString(), type);
                above.setLength(0);
            } else if (!code.isEmpty() && !code.startsWith("//")) {
                above.setLength(0);
            }
        }
    }

    /// Brackets outside of strings.
    private static int balance(String code) {
        String bare = code.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
        return bare.length() - bare.replace("(", "").length() - (bare.length() - bare.replace(")", "").length());
    }

    private void cite(String text, String test) {
        Matcher ids = ID.matcher(text);
        while (ids.find()) {
            Cited cited = all.get(ids.group());
            if (cited != null) {
                cited.tests().add(test);
            } else if (ids.group().startsWith("OB-")) {
                faults.add(test + " cites " + ids.group() + ", which is no obligation");
            }
        }
    }

    private String text() {
        List<Cited> obligations = all.values().stream().filter(cited -> cited.id().startsWith("OB-")).toList();
        StringBuilder text = new StringBuilder(
                """
                        # What the tests prove

                        Made by the build from the names of the tests; do not edit. A test counts for what it cites in its name or display name. An
                        obligation of class ENFORCE is done when the software refuses or does it by itself; OUTSIDE ones are for people, and no test can
                        prove them.

                        """);
        text.append("| Class | Obligations | With a test |\n|---|---|---|\n");
        Map<String, List<Cited>> byLead = obligations.stream().collect(Collectors.groupingBy(
                cited -> cited.kind().split(" ", -1)[0], TreeMap::new, Collectors.toList()));
        byLead.forEach((lead, rows) -> text.append("| %s | %d | %d |\n".formatted(lead, rows.size(),
                rows.stream().filter(Cited::proved).count())));
        text.append("\nEnforced obligations without a test: ")
                .append(without(byLead.getOrDefault("ENFORCE", List.of())))
                .append(".\n\nOthers without a test (without those that are OUTSIDE): ")
                .append(without(obligations.stream()
                        .filter(cited -> !cited.kind().startsWith("ENFORCE") && !cited.kind().startsWith("OUTSIDE"))
                        .toList()))
                .append(".\n");
        rows(text, "Scenarios", "SCENARIO");
        rows(text, "Classes of vulnerability", "VULNERABILITY");
        text.append("\n## Obligations\n\n| Id | Passage | Obligation | Class | Tests |\n|---|---|---|---|---|\n");
        obligations.forEach(cited -> text.append("| %s | %s | %s | %s | %s |\n".formatted(cited.id(), cited.passage(),
                cited.words(), cited.kind(), tests(cited))));
        return text.toString();
    }

    private void rows(StringBuilder text, String title, String kind) {
        text.append("\n## ").append(title).append("\n\n| Id | | Tests |\n|---|---|---|\n");
        all.values().stream().filter(cited -> cited.kind().equals(kind))
                .forEach(cited -> text.append("| %s | %s | %s |\n".formatted(cited.id(), cited.words(), tests(cited))));
    }

    private static String without(List<Cited> rows) {
        String ids = rows.stream().filter(cited -> !cited.proved()).map(Cited::id).collect(Collectors.joining(", "));
        return ids.isEmpty() ? "none" : ids;
    }

    private static String tests(Cited cited) {
        String shown = cited.tests().stream().limit(SHOWN).map("`%s`"::formatted).collect(Collectors.joining(", "));
        int more = cited.tests().size() - SHOWN;
        String none = cited.kind().startsWith("OUTSIDE") ? "for people" : "**none**";
        return shown.isEmpty() ? none : more > 0 ? shown + " and " + more + " more" : shown;
    }
}
