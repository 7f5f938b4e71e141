// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.codegen.DefaultGeneratorStrategy;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.Definition;
import org.jooq.meta.SchemaDefinition;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/// Run by the build, never shipped: migrates a throw-away PostgreSQL and writes the jOOQ classes of its tables, and which
/// migrations there were.
/// Arguments: the throw-away home, the folder to write to.
final class GenerateTables {
    private GenerateTables() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Path home = Path.of(arguments[0]);
        ServerBinaries.deleteTree(home);
        try (EmbeddedDatabase server = EmbeddedDatabase.start(home, 0)) {
            Migrations.apply(server.migrator());
            generate(server, arguments[1]);
            try (var connection = History.asOwner(server.migrator()).getConnection()) {
                writeDown(History.applied(connection),
                        Path.of(arguments[1], "org/casegate/schema/tables/Shipped.java"));
            }
        }
        ServerBinaries.deleteTree(home);
    }

    private static void writeDown(List<String> migrations, Path file) throws IOException {
        String all = migrations.stream().map(each -> "            \"" + each + "\"").collect(Collectors.joining(",\n"));
        Files.writeString(file, """
                package org.casegate.schema.tables;

                import java.util.List;

                /// The migrations of this version, in the order of their application.
                public final class Shipped {
                    public static final List<String> MIGRATIONS = List.of(
                %s);

                    private Shipped() {}
                }
                """.formatted(all));
    }

    private static void generate(EmbeddedDatabase server, String folder) throws Exception {
        Database database = new Database().withName("org.jooq.meta.postgres.PostgresDatabase")
                .withIncludes(".*")
                .withSchemata(Stream.of("register", "access", "ledger", "pack")
                        .map(name -> new SchemaMappingType().withInputSchema(name))
                        .toList())
                .withForcedTypes(new ForcedType().withName("INSTANT").withIncludeTypes("timestamp.*with.*time.*zone"));
        Generate generate = new Generate().withGeneratedAnnotation(false)
                .withGeneratedAnnotationDate(false)
                .withComments(false)
                .withGlobalObjectReferences(true)
                .withPojos(false)
                .withDaos(false);
        GenerationTool tool = new GenerationTool();
        try (var connection = server.superuser().connect()) {
            tool.setConnection(connection);
            tool.run(new Configuration().withGenerator(new Generator().withDatabase(database)
                    .withStrategy(new Strategy().withName(Names.class.getName()))
                    .withGenerate(generate)
                    .withTarget(new Target().withPackageName("org.casegate.schema.tables").withDirectory(folder))));
        }
    }

    /// A schema and one of its tables may have the same name. jOOQ would then call the table `PACK_`; here the schema's
    /// class and constant give way (`PackSchema.PACK_SCHEMA`), in a package that has the schema's plain name.
    public static final class Names extends DefaultGeneratorStrategy {
        @Override
        public String getJavaIdentifier(Definition definition) {
            String name = super.getJavaIdentifier(definition);
            return definition instanceof SchemaDefinition ? name + "_SCHEMA" : name;
        }

        @Override
        public String getJavaClassName(Definition definition, Mode mode) {
            String name = super.getJavaClassName(definition, mode);
            return definition instanceof SchemaDefinition ? name + "Schema" : name;
        }

        @Override
        public String getJavaPackageName(Definition definition, Mode mode) {
            return super.getJavaPackageName(definition, mode).replace("_schema", "");
        }
    }
}
