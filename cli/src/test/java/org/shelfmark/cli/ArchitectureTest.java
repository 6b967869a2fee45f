package org.shelfmark.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.sample.SampleArchive;

/** The rules of {@code docs/architecture.md} over the production classes of all modules. */
final class ArchitectureTest {
    private static final String ROOT = "org.shelfmark";
    private static final String[] MAPPINGS = packages("classad", "mapping");
    /** Of the indexer all but the cluster. */
    private static final String[] EMBEDDED = packages(
            "archive", "registry", "document", "index", "ingest", "query", "aggregate", "search", "rollup", "verify");

    private static final String[] CLUSTER = packages("cluster");
    private static final String[] INDEXER = and(EMBEDDED, CLUSTER);
    private static final String[] SERVER = packages("server");
    private static final String[] CLI = packages("cli");
    private static final String LUCENE = "org.apache.lucene..";
    private static final String JAVALIN = "io.javalin..";
    private static final String PICOCLI = "picocli..";
    private static final String COMPOSITION_ROOT = Main.class.getName();

    private static final JavaClasses PRODUCTION = importProduction();

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    /** The class path without the places where tests stand: a test-jar does not look like one to ArchUnit. */
    private static JavaClasses importProduction() {
        List<URI> tests = List.of(placeOf(ArchitectureTest.class), placeOf(SampleArchive.class));
        ImportOption notATest =
                location -> tests.stream().noneMatch(place -> location.contains(place.getRawSchemeSpecificPart()));
        return new ClassFileImporter().withImportOption(notATest).importPackages(ROOT);
    }

    private static URI placeOf(Class<?> type) {
        try {
            return type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class stands at a place with an address", e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "classad, 40",
        "mapping, 8",
        "archive, 18",
        "registry, 8",
        "document, 20",
        "index, 6",
        "ingest, 12",
        "query, 15",
        "aggregate, 4",
        "search, 18",
        "verify, 18",
        "cluster, 12",
        "cluster.ask, 6",
        "cluster.ship, 8",
        "cluster.rollup, 8",
        "server, 5",
        "cli, 22"
    })
    void production_isAllThere(String name, int atLeast) {
        long found = PRODUCTION.stream()
                .filter(type -> type.getPackageName().equals(ROOT + "." + name))
                .count();

        assertThat(found).as("classes of %s", name).isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void tests_areNotLookedAt() {
        assertThat(PRODUCTION.stream().map(type -> type.getSimpleName()).filter(name -> name.endsWith("Test")))
                .isEmpty();
        assertThat(PRODUCTION.contain(SampleArchive.class)).isFalse();
    }

    @Test
    void package_belongsToAModule() {
        String[] known =
                Stream.of(MAPPINGS, INDEXER, SERVER, CLI).flatMap(Stream::of).toArray(String[]::new);

        classes().should().resideInAnyPackage(known).check(PRODUCTION);
    }

    @Test
    void mappings_knowNoOtherModuleAndNoLucene() {
        noClasses()
                .that()
                .resideInAnyPackage(MAPPINGS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(and(INDEXER, SERVER, CLI, new String[] {LUCENE, JAVALIN, PICOCLI}))
                .check(PRODUCTION);
    }

    @Test
    void indexer_knowsNoServerAndNoCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage(INDEXER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(and(SERVER, CLI, new String[] {JAVALIN, PICOCLI}))
                .check(PRODUCTION);
    }

    @Test
    void http_isSpokenByTheClusterOnlyWithinTheIndexer() {
        noClasses()
                .that()
                .resideInAnyPackage(EMBEDDED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .check(PRODUCTION);
    }

    @Test
    void cluster_knowsNothingOfReadingArchivesIntoIt() {
        noClasses()
                .that()
                .resideInAnyPackage(CLUSTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("ingest", "verify"))
                .check(PRODUCTION);
    }

    @Test
    void cluster_isKnownToTheCommandLineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(and(CLI, CLUSTER))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CLUSTER)
                .check(PRODUCTION);
    }

    /** Who asks and who ships meet in the cluster only; who ships looks for records that are there, by queries of columns. */
    @ParameterizedTest
    @CsvSource({
        "cluster.ask, cluster.ship",
        "cluster.ask, cluster.rollup",
        "cluster.ship, cluster.ask",
        "cluster.ship, cluster.rollup",
        "cluster.rollup, cluster.ask",
        "cluster.ship, search"
    })
    void partOfTheCluster_doesNotKnowTheOther(String one, String other) {
        noClasses()
                .that()
                .resideInAnyPackage(packages(one))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(other))
                .check(PRODUCTION);
    }

    @Test
    void whatPartsOfTheClusterShare_knowsNoneOfThem() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".cluster")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("cluster.ask", "cluster.ship", "cluster.rollup"))
                .check(PRODUCTION);
    }

    @Test
    void server_knowsNoCommandLineNoLuceneAndNoArchives() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(and(CLI, packages("archive", "index", "ingest"), new String[] {PICOCLI, LUCENE}))
                .check(PRODUCTION);
    }

    @Test
    void cli_knowsNoLuceneAndNoJavalin() {
        noClasses()
                .that()
                .resideInAnyPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LUCENE, JAVALIN)
                .check(PRODUCTION);
    }

    @Test
    void server_isTouchedByServeAndItsFailureOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(CLI)
                .and()
                .doNotHaveSimpleName(ServeCommand.class.getSimpleName())
                .and()
                .doNotHaveSimpleName(Failures.class.getSimpleName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER)
                .check(PRODUCTION);
    }

    @ParameterizedTest
    @CsvSource({"archive, classad", "archive, mapping", "query, index", "ingest, search", "search, ingest"})
    void package_doesNotKnowTheOther(String one, String other) {
        noClasses()
                .that()
                .resideInAnyPackage(packages(one))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(other))
                .check(PRODUCTION);
    }

    @Test
    void verify_knowsWhatIsOnDiskAndIsKnownToTheCommandLineOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(packages("verify"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("ingest", "query", "aggregate", "search", "rollup"))
                .check(PRODUCTION);
        noClasses()
                .that()
                .resideOutsideOfPackages(and(CLI, packages("verify")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("verify"))
                .check(PRODUCTION);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCTION);
    }

    @Test
    void standardStreams_belongToTheCommandLine() {
        DescribedPredicate<JavaAccess<?>> standardStream = access(
                "a standard stream",
                Map.of(
                        "java.lang.System", Set.of("out", "err", "in", "setOut", "setErr", "console"),
                        "java.io.FileDescriptor", Set.of("out", "err", "in")));

        noClasses()
                .that()
                .resideOutsideOfPackages(CLI)
                .should()
                .accessTargetWhere(standardStream)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "printStackTrace",
                        (JavaMethodCall call) -> call.getName().equals("printStackTrace")))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(PICOCLI)
                .check(PRODUCTION);
    }

    @Test
    void commands_printThroughTheConsoleTheyWereGiven() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(COMPOSITION_ROOT)
                .should()
                .accessTargetWhere(access(
                        "a standard stream",
                        Map.of(
                                "java.lang.System", Set.of("out", "err", "in", "console"),
                                "java.io.FileDescriptor", Set.of("out", "err", "in"))))
                .check(PRODUCTION);
    }

    @Test
    void wallClock_isNotRead() {
        DescribedPredicate<JavaMethodCall> reads = DescribedPredicate.describe(
                "read the wall clock",
                call -> (call.getTargetOwner().isEquivalentTo(System.class)
                                && call.getName().equals("currentTimeMillis"))
                        || (call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getName().equals("now")));

        noClasses()
                .should()
                .callMethodWhere(reads)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callConstructor(Date.class)
                .orShould()
                .callMethod(Calendar.class, "getInstance")
                .check(PRODUCTION);
    }

    /** Time comes through the InstantSource that {@link Main} hands on; a second source cannot be fixed in a test. */
    @Test
    void systemTime_isFetchedByMainOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(COMPOSITION_ROOT)
                .should()
                .accessTargetWhere(access("the system's time", Map.of("java.time.InstantSource", Set.of("system"))))
                .check(PRODUCTION);
    }

    @Test
    void names_sayWhatTheThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$][^.$]*(Util|Helper|Manager)[^.$]*")
                .orShould()
                .haveNameMatching(".*Impl")
                .check(PRODUCTION);
    }

    @Test
    void packages_areNotNamedAfterNothing() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..helper..")
                .check(PRODUCTION);
    }

    @Test
    void package_isNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        Set<JavaPackage> seen =
                PRODUCTION.stream().map(type -> type.getPackage()).collect(Collectors.toSet());
        for (JavaPackage found : seen) {
            if (!found.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(found.getName());
            }
        }

        assertThat(seen).hasSizeGreaterThanOrEqualTo(12);
        assertThat(unmarked).isEmpty();
    }

    private static DescribedPredicate<JavaAccess<?>> access(String what, Map<String, Set<String>> members) {
        return DescribedPredicate.describe(
                what,
                access -> members.getOrDefault(access.getTargetOwner().getFullName(), Set.of())
                        .contains(access.getName()));
    }

    private static String[] and(String[]... more) {
        return Stream.of(more).flatMap(Stream::of).toArray(String[]::new);
    }
}
