// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may use whom: the table of the design's chapter "Rooms" as data, and the rules that follow from it.
 *
 * <p>To let a module use another module or a library, change its row here and in the design, in one commit.
 */
public final class FloorPlan {

    /**
     * A module.
     *
     * @param folder from the repository's root
     * @param layer a room imports rooms of its own or a lower layer; those of layer 1 never each other
     * @param home its package, with all below it that is not another room's home
     * @param imports the folders of the rooms that it may import
     * @param uses the packages of third parties that it may use, beside those that all may use
     */
    public record Room(String folder, int layer, String home, Set<String> imports, Set<String> uses) {

        /** Copies the sets. */
        public Room {
            imports = Set.copyOf(imports);
            uses = Set.copyOf(uses);
        }

        private Room importing(String... folders) {
            return new Room(folder, layer, home, Set.of(folders), uses);
        }

        private Room using(String... packages) {
            return new Room(folder, layer, home, imports, Set.of(packages));
        }
    }

    /** A floor inside core, which imports only those before it. */
    private record Floor(String name, boolean sparkFree) {

        private String home() {
            return name.isEmpty() ? CORE_HOME : CORE_HOME + "." + name;
        }
    }

    private static final String ROOT = "dev.mastic";

    private static final String CORE = "etl-core/core";
    private static final String CORE_HOME = ROOT + ".core";
    private static final String TESTKIT = "etl-core/testkit";
    private static final String FORMATS = "etl-core/formats";
    private static final String CONNECTORS = "etl-core/connectors";
    private static final String DATABASE = "etl-core/database";
    private static final String BASIC = "transforms/basic";
    private static final String QUALITY = "transforms/quality";
    private static final String MATCHING = "transforms/matching";
    private static final String CRAWLER = "crawler";
    private static final String BOOKMARKS = "bookmarks";
    private static final String STORE = "catalog-service/store";
    private static final String CATALOG_SPARK = "catalog-service/spark";
    private static final String HIVE = "catalog-service/hive";
    private static final String SERVER = "catalog-service/server";
    private static final String ENGINE = "jobs/engine";
    private static final String OPERATIONS = "jobs/operations";
    private static final String SUBMIT = "spark-submit";
    private static final String EXAMPLES = "examples";
    private static final String DOCS = "docs";

    private static final String SPARK = "org.apache.spark";
    private static final String HADOOP = "org.apache.hadoop";
    private static final String SCALA = "scala";
    private static final String ICEBERG = "org.apache.iceberg";
    private static final String JDBI = "org.jdbi";
    private static final String ANYTHING = "";

    /** Jackson is the one that Spark brings; the server has its own. Settings are HOCON in every room. */
    private static final Set<String> FOR_ALL =
            Set.of("java", "javax", "org.slf4j", "com.fasterxml.jackson", "com.typesafe.config");

    private static final Set<String> SPARKS = Set.of(SPARK, HADOOP, SCALA);

    /** The server has no Spark, and runs these. */
    private static final Set<String> SPARK_FREE = Set.of(DATABASE, BOOKMARKS, STORE, SERVER);

    private static final List<Room> ROOMS = List.of(
            room(0, CORE, "core")
                    .using(SPARK, HADOOP, SCALA, "org.apache.commons.text", "org.xerial.snappy", "net.jpountz"),
            room(0, TESTKIT, "testkit")
                    .importing(CORE)
                    .using(
                            SPARK,
                            HADOOP,
                            SCALA,
                            "org.junit",
                            "org.assertj",
                            "net.jqwik",
                            "com.tngtech.archunit",
                            "io.zonky.test",
                            "org.apache.logging.log4j"),
            room(1, FORMATS, "formats")
                    .importing(CORE)
                    .using(
                            SPARK,
                            HADOOP,
                            SCALA,
                            "org.apache.parquet",
                            "org.apache.orc",
                            "org.apache.avro",
                            "com.amazon.ion",
                            "io.krakens.grok",
                            "com.ibm.icu",
                            "org.apache.poi"),
            room(1, CONNECTORS, "connectors")
                    .importing(CORE)
                    .using(SPARK, HADOOP, SCALA, ICEBERG, "org.postgresql", "org.sqlite", "software.amazon.awssdk"),
            room(1, DATABASE, "database").importing(CORE).using(JDBI, "org.flywaydb", "org.sqlite", "org.postgresql"),
            room(1, BASIC, "transforms").importing(CORE).using(SPARK, HADOOP, SCALA),
            room(1, QUALITY, "quality")
                    .importing(CORE)
                    .using(
                            SPARK,
                            HADOOP,
                            SCALA,
                            "com.amazon.deequ",
                            "org.apache.datasketches",
                            "software.amazon.glue",
                            "org.antlr"),
            room(1, MATCHING, "matching")
                    .importing(CORE)
                    .using(SPARK, HADOOP, SCALA, "org.apache.lucene", "org.apache.commons"),
            room(1, CRAWLER, "crawler").importing(CORE).using(SPARK, HADOOP, SCALA),
            room(2, BOOKMARKS, "bookmarks").importing(CORE, DATABASE).using(JDBI),
            room(2, STORE, "catalog").importing(CORE, DATABASE).using(JDBI, ICEBERG, HADOOP),
            room(2, CATALOG_SPARK, "catalog.spark").importing(CORE, STORE).using(SPARK, HADOOP, SCALA, ICEBERG),
            room(2, HIVE, "catalog.hive").importing(CORE).using(HADOOP, "org.apache.thrift"),
            room(2, SERVER, "catalog.server")
                    .importing(CORE, DATABASE, STORE, BOOKMARKS)
                    .using(
                            ICEBERG,
                            HADOOP,
                            "com.cronutils",
                            "io.apicurio",
                            "io.javalin",
                            "j2html",
                            "jakarta.servlet",
                            "org.apache.avro",
                            "org.eclipse.jetty",
                            "org.everit",
                            "org.json",
                            "picocli",
                            "software.amazon.awssdk",
                            "ch.qos.logback"),
            room(2, ENGINE, "engine").importing(CORE).using(SPARK, HADOOP, SCALA),
            room(2, OPERATIONS, "operations")
                    .importing(CORE, DATABASE, BOOKMARKS, ENGINE)
                    .using(SPARK, HADOOP, SCALA, JDBI, "com.cronutils"),
            room(3, SUBMIT, "submit")
                    .importing(
                            CORE,
                            FORMATS,
                            CONNECTORS,
                            DATABASE,
                            BASIC,
                            QUALITY,
                            MATCHING,
                            CRAWLER,
                            BOOKMARKS,
                            STORE,
                            CATALOG_SPARK,
                            HIVE,
                            ENGINE,
                            OPERATIONS)
                    .using(SPARK, HADOOP, SCALA, "picocli"),
            room(3, EXAMPLES, "examples")
                    .importing(
                            CORE,
                            TESTKIT,
                            FORMATS,
                            CONNECTORS,
                            DATABASE,
                            BASIC,
                            QUALITY,
                            MATCHING,
                            CRAWLER,
                            BOOKMARKS,
                            STORE,
                            CATALOG_SPARK,
                            HIVE,
                            SERVER,
                            ENGINE,
                            OPERATIONS,
                            SUBMIT)
                    .using(ANYTHING),
            room(4, DOCS, "docs"));

    private static final List<Floor> FLOORS = List.of(
            new Floor("failure", true),
            new Floor("config", true),
            new Floor("plugin", true),
            new Floor("type", true),
            new Floor("catalog", true),
            new Floor("crawl", true),
            new Floor("bookmark", true),
            new Floor("frame", false),
            new Floor("io", false),
            new Floor("", false));

    private FloorPlan() {}

    /** Returns all rooms that the design knows, also those that are not built yet. */
    public static List<Room> rooms() {
        return ROOMS;
    }

    /** Returns the rules for the main classes of all modules together; each names what it found. */
    public static List<ArchRule> rules() {
        return List.of(
                everyClassHasARoom(),
                roomsImportOnlyTheirRow(),
                floorsImportOnlyThoseBelow(),
                sparkFreeRoomsUseSparkFreeFloors(),
                librariesOnlyWhereTheRowSays(),
                sparkFreeFloorsUseNoSpark(),
                noPackageCycles(),
                noDumpingGrounds());
    }

    /** Returns the room whose home is nearest above the package. */
    public static Optional<Room> roomOf(String packageName) {
        return ROOMS.stream()
                .filter(room -> within(packageName, room.home()))
                .max(Comparator.comparing(room -> room.home().length()));
    }

    private static Room room(int layer, String folder, String home) {
        return new Room(folder, layer, ROOT + "." + home, Set.of(), Set.of());
    }

    private static ArchRule everyClassHasARoom() {
        return ours().should(condition("have a room in the floor plan", type -> {
            if (roomOf(type.getPackageName()).isEmpty()) {
                return List.of(type.getName() + " is in no room of the floor plan");
            }
            var isCores = within(type.getPackageName(), CORE_HOME);
            return isCores && floorOf(type).isEmpty() ? List.of(type.getName() + " is on no floor of core") : List.of();
        }));
    }

    private static ArchRule roomsImportOnlyTheirRow() {
        return ours().should(useOnly("rooms that their row names", (from, to) -> {
            var room = roomOf(from.getPackageName());
            var other = roomOf(to.getPackageName());
            return room.isEmpty()
                    || other.isEmpty()
                    || room.equals(other)
                    || room.get().imports().contains(other.get().folder());
        }));
    }

    private static ArchRule floorsImportOnlyThoseBelow() {
        return ours().should(useOnly("floors of core below their own", (from, to) -> {
            var floor = floorOf(from);
            var other = floorOf(to);
            return floor.isEmpty() || other.isEmpty() || FLOORS.indexOf(other.get()) <= FLOORS.indexOf(floor.get());
        }));
    }

    private static ArchRule sparkFreeRoomsUseSparkFreeFloors() {
        return ours().should(useOnly("floors of core without Spark, where the server runs them", (from, to) -> {
            var room = roomOf(from.getPackageName());
            return room.filter(r -> SPARK_FREE.contains(r.folder())).isEmpty()
                    || floorOf(to).map(Floor::sparkFree).orElse(true);
        }));
    }

    private static ArchRule librariesOnlyWhereTheRowSays() {
        return ours().should(useOnly(
                "libraries that their row names",
                (from, to) -> isOurs(to)
                        || withinAny(to, FOR_ALL)
                        || roomOf(from.getPackageName())
                                .filter(room -> withinAny(to, room.uses()))
                                .isPresent()));
    }

    private static ArchRule sparkFreeFloorsUseNoSpark() {
        return ours().should(useOnly(
                "no Spark below core's frame floor",
                (from, to) -> !withinAny(to, SPARKS)
                        || floorOf(from).filter(Floor::sparkFree).isEmpty()));
    }

    private static ArchRule noPackageCycles() {
        return slices().matching(ROOT + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static ArchRule noDumpingGrounds() {
        return ours().should()
                .haveNameNotMatching(".*(Utils?|Helpers?|Manager|Common)")
                .because("things that nobody owns gather there");
    }

    private static GivenClassesConjunction ours() {
        return classes().that().resideInAPackage(ROOT + "..");
    }

    private static Optional<Floor> floorOf(JavaClass type) {
        var home = type.getPackageName();
        return FLOORS.stream()
                .filter(floor -> floor.name().isEmpty() ? home.equals(CORE_HOME) : within(home, floor.home()))
                .findFirst();
    }

    private static boolean isOurs(JavaClass type) {
        return within(type.getPackageName(), ROOT);
    }

    private static boolean withinAny(JavaClass type, Set<String> homes) {
        return homes.stream().anyMatch(home -> within(type.getPackageName(), home));
    }

    private static boolean within(String packageName, String home) {
        return home.equals(ANYTHING) || packageName.equals(home) || packageName.startsWith(home + ".");
    }

    private interface Allowed {
        boolean test(JavaClass from, JavaClass to);
    }

    private static ArchCondition<JavaClass> useOnly(String what, Allowed allowed) {
        return condition("use only " + what, type -> type.getDirectDependenciesFromSelf().stream()
                .filter(use -> !target(use).isPrimitive() && !allowed.test(type, target(use)))
                .map(Dependency::getDescription)
                .toList());
    }

    private static JavaClass target(Dependency use) {
        return use.getTargetClass().getBaseComponentType();
    }

    private static ArchCondition<JavaClass> condition(String description, Function<JavaClass, List<String>> faults) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                faults.apply(type).forEach(fault -> events.add(SimpleConditionEvent.violated(type, fault)));
            }
        };
    }
}
