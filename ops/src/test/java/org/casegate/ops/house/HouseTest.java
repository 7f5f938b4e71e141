// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.Provider;
import java.security.Security;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The arrows between modules and packages, and what each may import. A rule here is the house; a class that breaks one
/// stands in the wrong place.
@AnalyzeClasses(packages = "org.casegate", importOptions = {ImportOption.DoNotIncludeTests.class,
        HouseTest.NoTestKits.class})
final class HouseTest {
    /// What one module's tests lend to another's comes as a jar once it is packaged.
    static final class NoTestKits implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String CRYPTO = "org.casegate.crypto..";
    private static final String SCHEMA = "org.casegate.schema..";
    private static final String POLICY = "org.casegate.policy..";
    private static final String SFTP = "org.casegate.sftp..";
    private static final String WEB = "org.casegate.web..";
    private static final String OPS = "org.casegate.ops..";
    private static final String[] PURE = {"org.casegate.policy.agreement..", "org.casegate.policy.manifest..",
            "org.casegate.policy.register..", "org.casegate.policy.check..", "org.casegate.policy.clock..",
            "org.casegate.policy.document..", "org.casegate.policy.inspect..", "org.casegate.policy.explain..",
            "org.casegate.policy.change..", "org.casegate.policy.event.."};

    // --- Arrows between modules ---

    @ArchTest
    static final ArchRule CRYPTO_DEPENDS_ON_NOTHING_OF_OURS = noClasses().that().resideInAPackage(CRYPTO).should()
            .dependOnClassesThat().resideInAnyPackage(SCHEMA, POLICY, SFTP, WEB, OPS);

    @ArchTest
    static final ArchRule SCHEMA_DEPENDS_ON_NOTHING_OF_OURS = noClasses().that().resideInAPackage(SCHEMA).should()
            .dependOnClassesThat().resideInAnyPackage(CRYPTO, POLICY, SFTP, WEB, OPS);

    @ArchTest
    static final ArchRule POLICY_LOOKS_DOWN_ONLY = noClasses().that().resideInAPackage(POLICY).should()
            .dependOnClassesThat().resideInAnyPackage(SFTP, WEB, OPS);

    @ArchTest
    static final ArchRule THE_SFTP_GATEWAY_SEES_POLICY_ONLY = noClasses().that().resideInAPackage(SFTP).should()
            .dependOnClassesThat().resideInAnyPackage(SCHEMA, WEB, OPS);

    @ArchTest
    static final ArchRule THE_WEB_GATEWAY_SEES_POLICY_ONLY = noClasses().that().resideInAPackage(WEB).should()
            .dependOnClassesThat().resideInAnyPackage(SCHEMA, SFTP, OPS);

    @ArchTest
    static final ArchRule NO_CYCLES_AMONG_THE_PACKAGES_OF_A_MODULE = slices().matching("org.casegate.(*).(*)..")
            .should()
            .beFreeOfCycles();

    // --- What decides touches nothing ---

    @ArchTest
    static final ArchRule WHAT_DECIDES_TOUCHES_NO_DATABASE_FILE_NETWORK_OR_LOG = noClasses().that()
            .resideInAnyPackage(PURE).should()
            .dependOnClassesThat().resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.sql..",
                    "java.net.http..",
                    "javax.net..", "org.jooq..", "org.slf4j..", SCHEMA);

    @ArchTest
    static final ArchRule WHAT_DECIDES_OPENS_NO_FILE_OR_CONNECTION = noClasses().that().resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(describe("open a file or a connection",
                    type -> Set.of("java.io.File", "java.io.FileInputStream",
                            "java.io.FileOutputStream", "java.io.RandomAccessFile", "java.io.FileReader",
                            "java.io.FileWriter",
                            "java.net.Socket", "java.net.ServerSocket", "java.net.URLConnection")
                            .contains(type.getName())));

    @ArchTest
    static final ArchRule WHAT_DECIDES_READS_NO_CLOCK = noClasses().that().resideInAnyPackage(PURE).should()
            .accessTargetWhere(readsAClock()).orShould().dependOnClassesThat()
            .haveFullyQualifiedName("java.time.InstantSource")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule WHAT_DECIDES_IS_NOT_RANDOM = noClasses().that().resideInAnyPackage(PURE).should()
            .dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom").orShould().dependOnClassesThat()
            .resideInAPackage("java.util.random..");

    @ArchTest
    static final ArchRule TIME_IS_INJECTED = noClasses().should().accessTargetWhere(readsAClock());

    // --- One module, one library ---

    @ArchTest
    static final ArchRule ONLY_MAIL_IMPORTS_THE_MAIL_LIBRARY = noClasses().that()
            .resideOutsideOfPackage("org.casegate.policy.mail").should().dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "jakarta.activation..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule MAIL_KNOWS_NOTHING_OF_PACKS_AND_CASES = noClasses().that()
            .resideInAPackage("org.casegate.policy.mail").should().dependOnClassesThat(describe("are ours, elsewhere",
                    type -> type.getPackageName().startsWith("org.casegate.")
                            && !type.getPackageName().equals("org.casegate.policy.mail")));

    @ArchTest
    static final ArchRule ONLY_THE_BUCKET_IMPORTS_THE_LIBRARY_OF_THE_STORE = noClasses().that()
            .resideOutsideOfPackage("org.casegate.policy.bucket").should().dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule ONLY_CRYPTO_IMPORTS_BOUNCY_CASTLE = noClasses().that().resideOutsideOfPackage(CRYPTO).should()
            .dependOnClassesThat().resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule ONLY_THE_SFTP_GATEWAY_IMPORTS_MINA = noClasses().that().resideOutsideOfPackage(SFTP).should()
            .dependOnClassesThat().resideInAPackage("org.apache.sshd..");

    @ArchTest
    static final ArchRule ONLY_THE_WEB_GATEWAY_IMPORTS_JETTY_AND_PAGES = noClasses().that().resideOutsideOfPackage(WEB)
            .should()
            .dependOnClassesThat().resideInAnyPackage("org.eclipse.jetty..", "gg.jte..");

    @ArchTest
    static final ArchRule ONLY_SCHEMA_AND_THE_ACTING_PACKAGES_IMPORT_JOOQ = noClasses().that()
            .resideOutsideOfPackages(SCHEMA, POLICY).should().dependOnClassesThat().resideInAPackage("org.jooq..");

    @ArchTest
    static final ArchRule ONLY_SCHEMA_KNOWS_THE_DRIVER_THE_POOL_AND_THE_MIGRATIONS = noClasses().that()
            .resideOutsideOfPackage(SCHEMA).should().dependOnClassesThat()
            .resideInAnyPackage("org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb..");

    @ArchTest
    static final ArchRule ONLY_OPS_KNOWS_THE_COMMAND_LINE_AND_THE_LOG = noClasses().that().resideOutsideOfPackage(OPS)
            .should()
            .dependOnClassesThat().resideInAnyPackage("picocli..", "ch.qos.logback..");

    // --- Security by construction ---

    @ArchTest
    static final ArchRule V1_SQL_IS_TYPED = noClasses().that().resideOutsideOfPackage("org.casegate.schema.tables..")
            .should()
            .accessTargetWhere(describe("is SQL as text", access -> isPlainSql(access.getTarget())));

    @ArchTest
    static final ArchRule V6_CHILD_PROCESSES_ARE_THE_DATABASE_AND_THE_WALK = noClasses().that()
            .doNotHaveFullyQualifiedName("org.casegate.schema.Command").and()
            .resideOutsideOfPackage("org.casegate.ops.walk..").should().dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder").orShould().callMethodWhere(
                    describe("starts a process", call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                            && call.getTarget().getName().equals("exec")));

    @ArchTest
    static final ArchRule NO_PROVIDER_IS_REGISTERED = noClasses().should()
            .callMethod(Security.class, "addProvider", Provider.class)
            .orShould().callMethod(Security.class, "insertProviderAt", Provider.class, int.class);

    @ArchTest
    static final ArchRule V2_NOTHING_IS_SERIALISED_BY_JAVA = noClasses().should()
            .dependOnClassesThat(describe("serialise objects",
                    type -> Set.of("java.io.ObjectInputStream", "java.io.ObjectOutputStream", "java.io.Externalizable")
                            .contains(type.getName())));

    @ArchTest
    static final ArchRule V5_NOTHING_RUNS_A_SCRIPT_OR_LOADS_A_PLUGIN = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("javax.script..", "javax.naming..", "java.rmi..").orShould().dependOnClassesThat()
            .haveFullyQualifiedName("java.util.ServiceLoader").orShould().dependOnClassesThat()
            .haveFullyQualifiedName("java.net.URLClassLoader");

    @ArchTest
    static final ArchRule NO_REFLECTION = noClasses().should().dependOnClassesThat(describe("call by reflection",
            type -> Set.of("java.lang.reflect.Method", "java.lang.reflect.Field", "java.lang.reflect.Constructor",
                    "java.lang.reflect.Proxy").contains(type.getName())));

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().accessTargetWhere(describe("Thread.sleep",
            access -> access.getTargetOwner().isEquivalentTo(Thread.class)
                    && access.getTarget().getName().equals("sleep")));

    // --- Style ---

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = all(packages()).should(beNullMarked());

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_IT_IS = noClasses().that()
            .resideOutsideOfPackage("org.casegate.schema.tables..").should()
            .haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Manager").orShould()
            .haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Util").orShould()
            .haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Service");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes().that().areTopLevelClasses().and().areNotInterfaces().and()
            .areNotEnums()
            .and().resideOutsideOfPackage("org.casegate.schema.tables..").and()
            .doNotHaveModifier(JavaModifier.ABSTRACT).should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule RECORDS_HOLD_NO_BYTE_ARRAYS = noFields().that().areNotStatic().and()
            .areDeclaredInClassesThat().areRecords()
            .should()
            .haveRawType(byte[].class);

    private static DescribedPredicate<JavaAccess<?>> readsAClock() {
        Set<String> types = Set.of("java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime",
                "java.time.LocalTime",
                "java.time.OffsetDateTime", "java.time.ZonedDateTime", "java.time.YearMonth", "java.time.Year");
        return describe("reads the machine's clock", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return (types.contains(owner) && name.equals("now"))
                    || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                    || (owner.equals("java.time.Clock") && name.startsWith("system"));
        });
    }

    private static boolean isPlainSql(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget unit
                && unit.resolveMember().filter(member -> member.isAnnotatedWith("org.jooq.PlainSQL")).isPresent();
    }

    private static ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<JavaPackage>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(JavaClasses classes) {
                Set<JavaPackage> found = new LinkedHashSet<>();
                for (JavaClass type : classes) {
                    if (!type.getPackageName().startsWith("org.casegate.schema.tables")) {
                        found.add(type.getPackage());
                    }
                }
                return found;
            }
        };
    }

    private static ArchCondition<JavaPackage> beNullMarked() {
        return new ArchCondition<>("be marked @NullMarked in package-info.java") {
            @Override
            public void check(JavaPackage item, ConditionEvents events) {
                if (!item.isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is not @NullMarked"));
                }
            }
        };
    }
}
