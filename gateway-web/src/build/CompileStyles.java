// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
import com.sass_lang.embedded_protocol.OutputStyle;
import de.larsgrefer.sass.embedded.SassCompiler;
import de.larsgrefer.sass.embedded.SassCompilerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Compiles our style sheet with GOV.UK Frontend's Sass and puts it, with the one script that we use, where the pages find
/// them.
///
/// GOV.UK Frontend's own compiled sheet will not do: it asks for the Transport font, which only services on GOV.UK may use.
///
/// Arguments: the folder of our own sources, a folder for the unpacked Sass, the folder to write to.
final class CompileStyles {
    private static final String ROOT = "META-INF/resources/webjars/govuk-frontend/";

    private CompileStyles() {}

    public static void main(String[] arguments) throws Exception {
        Path sources = Path.of(arguments[0]);
        Path unpacked = Path.of(arguments[1]);
        Path output = Path.of(arguments[2]);
        Path govuk = unpack(unpacked);
        Files.createDirectories(output);
        try (SassCompiler sass = SassCompilerFactory.bundled()) {
            sass.setLoadPaths(List.of(sources.toFile(), govuk.toFile()));
            sass.setQuietDeps(true);
            sass.addSilenceDeprecation("import");
            sass.setOutputStyle(OutputStyle.COMPRESSED);
            Files.writeString(output.resolve("casegate.css"),
                    sass.compileFile(sources.resolve("casegate.scss").toFile()).getCss());
        }
        Files.copy(govuk.resolve("govuk/govuk-frontend.min.js"), output.resolve("govuk-frontend.js"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        for (String own : List.of("start.js", "icon.svg")) {
            Files.copy(sources.resolve(own), output.resolve(own), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// @return the folder that holds `govuk/`
    private static Path unpack(Path folder) throws IOException, URISyntaxException {
        URI jar = SassCompiler.class.getClassLoader()
                .getResource("META-INF/maven/org.webjars.npm/govuk-frontend/pom.xml").toURI();
        try (FileSystem webjar = FileSystems.newFileSystem(URI.create(jar.toString().replaceFirst("!.*", "")),
                Map.of())) {
            Path version;
            try (Stream<Path> versions = Files.list(webjar.getPath(ROOT))) {
                version = versions.findFirst().orElseThrow();
            }
            Path dist = version.resolve("dist");
            try (Stream<Path> files = Files.walk(dist)) {
                for (Path file : (Iterable<Path>) files.filter(CompileStyles::wanted)::iterator) {
                    Path target = folder.resolve(dist.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    try (InputStream in = Files.newInputStream(file)) {
                        Files.copy(in, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return folder;
    }

    private static boolean wanted(Path file) {
        String name = file.toString();
        return name.endsWith(".scss") || name.endsWith("govuk-frontend.min.js");
    }
}
