// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is shown a small building that breaks it, compiled on the spot, and must say so. */
class FloorPlanRulesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} uses {1}: {2}")
    @CsvSource({
        "dev.mastic.crawler.A,           dev.mastic.formats.B,            rooms that their row names",
        "dev.mastic.bookmarks.A,         dev.mastic.catalog.B,            rooms that their row names",
        "dev.mastic.catalog.A,           dev.mastic.catalog.spark.B,      rooms that their row names",
        "dev.mastic.core.io.A,           dev.mastic.connectors.B,         rooms that their row names",
        "dev.mastic.formats.A,           dev.mastic.testkit.B,            rooms that their row names",
        "dev.mastic.core.config.A,       dev.mastic.core.type.B,          floors of core below their own",
        "dev.mastic.core.io.A,           dev.mastic.core.B,               floors of core below their own",
        "dev.mastic.bookmarks.A,         dev.mastic.core.frame.B,         floors of core without Spark",
        "dev.mastic.core.bookmark.A,     org.apache.spark.B,              no Spark below",
        "dev.mastic.core.type.json.A,    org.apache.hadoop.fs.B,          no Spark below",
        "dev.mastic.database.A,          org.apache.spark.sql.B,          libraries that their row names",
        "dev.mastic.crawler.A,           org.apache.iceberg.B,            libraries that their row names",
        "dev.mastic.transforms.A,        com.amazon.deequ.B,              libraries that their row names",
        "dev.mastic.submit.A,            org.unheard.of.B,                libraries that their row names",
        "dev.mastic.submit.A,            dev.mastic.nowhere.B,            have a room",
        "dev.mastic.core.A,              dev.mastic.core.attic.B,         have a room",
        "dev.mastic.submit.A,            dev.mastic.engine.JobUtils,      not matching",
        "dev.mastic.submit.A,            dev.mastic.engine.RunManager,    not matching",
    })
    void reportsAForbiddenUse(String user, String used, String rule) throws IOException {
        write(used, "");
        write(user, "public " + used + " field;");

        assertThat(broken()).anySatisfy(report -> assertThat(report).contains(rule));
    }

    @ParameterizedTest(name = "{0} uses {1}")
    @CsvSource({
        "dev.mastic.crawler.A,           dev.mastic.core.io.B",
        "dev.mastic.crawler.A,           org.apache.spark.sql.B",
        "dev.mastic.bookmarks.A,         dev.mastic.database.B",
        "dev.mastic.bookmarks.A,         dev.mastic.core.bookmark.B",
        "dev.mastic.catalog.spark.A,     dev.mastic.catalog.B",
        "dev.mastic.connectors.A,        org.apache.iceberg.B",
        "dev.mastic.core.A,              dev.mastic.core.failure.B",
        "dev.mastic.quality.A,           com.amazon.deequ.B",
        "dev.mastic.examples.A,          org.unheard.of.B",
    })
    void allowsWhatTheRowsSay(String user, String used) throws IOException {
        write(used, "");
        write(user, "public " + used + "[] field;");

        assertThat(broken()).isEmpty();
    }

    @Test
    void reportsACycleOfPackages() throws IOException {
        write("dev.mastic.formats.csv.A", "public dev.mastic.formats.json.B field;");
        write("dev.mastic.formats.json.B", "public dev.mastic.formats.csv.A field;");

        assertThat(broken()).singleElement().asString().contains("free of cycles", "Cycle detected");
    }

    @Test
    void layerOneRoomsAreApartInThePlanItself() {
        var layers = FloorPlan.rooms().stream().collect(toMap(FloorPlan.Room::folder, FloorPlan.Room::layer));

        for (var room : FloorPlan.rooms()) {
            var highest = room.layer() == 1 ? 0 : room.layer();
            assertThat(room.imports()).as(room.folder()).allMatch(folder -> layers.get(folder) <= highest);
        }
    }

    private void write(String name, String body) throws IOException {
        var file = folder.resolve("src").resolve(name.replace('.', '/') + ".java");
        var dot = name.lastIndexOf('.');
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "package %s; public class %s { %s }".formatted(name.substring(0, dot), name.substring(dot + 1), body));
    }

    private List<String> broken() throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        try (var sources = Files.walk(folder.resolve("src"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        var imported = new ClassFileImporter().importPath(classes);
        return FloorPlan.rules().stream()
                .map(rule -> rule.evaluate(imported))
                .filter(result -> result.hasViolation())
                .map(result -> result.getFailureReport().toString())
                .toList();
    }
}
