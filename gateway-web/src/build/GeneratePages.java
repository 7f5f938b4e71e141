// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Turns the page templates into Java, so that an installed gateway needs no compiler and a wrong field name breaks the build.
///
/// A template in `recipient/` becomes a class of the package `org.casegate.web.recipient`, beside the package-private
/// record that it shows.
///
/// Arguments: the folder of the templates, the folder to write to (emptied first).
final class GeneratePages {
    private GeneratePages() {}

    public static void main(String[] arguments) throws IOException {
        Path templates = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        empty(output);
        TemplateEngine engine = TemplateEngine.create(new DirectoryCodeResolver(templates), output, ContentType.Html,
                null,
                "org.casegate.web");
        engine.setTrimControlStructures(true);
        engine.generateAll();
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                old.sorted(Comparator.reverseOrder()).forEach(GeneratePages::delete);
            }
        }
        Files.createDirectories(folder);
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
