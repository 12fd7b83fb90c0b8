// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.mastic.testkit.FloorPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds all modules to the floor plan. They are found by their folders, so a new one needs no line here. */
class FloorPlanTest {

    private static final Path ROOT = root();
    private static final int DEEPEST_MODULE = 2;

    private static List<Path> modules;
    private static JavaClasses classes;

    @BeforeAll
    static void importModules() throws IOException {
        try (var folders = Files.walk(ROOT, DEEPEST_MODULE)) {
            modules = folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .map(ROOT::relativize)
                    .toList();
        }
        classes = new ClassFileImporter()
                .importPaths(modules.stream().map(FloorPlanTest::compiled).toList());
    }

    @Test
    void everyModuleIsARoomAndIsCompiledIntoItsHome() {
        assertThat(modules).hasSizeGreaterThan(10);
        for (var module : modules) {
            var home = compiled(module).toUri().toString();
            var found = classes.stream()
                    .filter(type ->
                            type.getSource().orElseThrow().getUri().toString().startsWith(home))
                    .toList();
            assertThat(found).as("classes of %s", module).isNotEmpty();
            assertThat(found)
                    .extracting(type -> FloorPlan.roomOf(type.getPackageName()).map(FloorPlan.Room::folder))
                    .as("rooms of the classes of %s", module)
                    .containsOnly(Optional.of(module.toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(classes);
    }

    static Stream<ArchRule> rules() {
        return FloorPlan.rules().stream();
    }

    private static Path compiled(Path module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
