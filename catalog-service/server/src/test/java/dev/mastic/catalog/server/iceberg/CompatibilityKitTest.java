// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Iceberg's own REST compatibility kit, unchanged, against the running server. The tests that it leaves out are listed in docs/catalog.md. */
@Tag("clients")
class CompatibilityKitTest {
    /** Those that ask for namespaces of several levels, for the empty one, or for names that nobody else could use, and why. */
    private static final Map<String, String> LEFT_OUT = new TreeMap<>(Map.ofEntries(
            Map.entry("createAndDropEmptyNamespace()", "a database has a name"),
            Map.entry("listNamespacesWithEmptyNamespace()", "a database has a name"),
            Map.entry("listTablesInEmptyNamespace()", "a database has a name"),
            Map.entry("listViewsInEmptyNamespace()", "a database has a name"),
            Map.entry("namespacePropertiesOnEmptyNamespace()", "a database has a name"),
            Map.entry("testListNestedNamespaces()", "namespaces have one level, as Glue's databases"),
            Map.entry("testDropNamespaceWithNestedNamespace()", "namespaces have one level, as Glue's databases"),
            Map.entry("testNamespaceWithSlash()", "the kit does not ask REST catalogs for it"),
            Map.entry("testTableNameWithSlash()", "the kit does not ask REST catalogs for it"),
            Map.entry("testNamespaceWithDot()", "a dot would make database.table ambiguous"),
            Map.entry("testTableNameWithDot()", "a dot would make database.table ambiguous"),
            Map.entry("createTableInUniqueLocation()", "the kit does not ask REST catalogs for it")));

    @TempDir
    Path dir;

    @Test
    void passes() throws Exception {
        try (var server = ServedProcess.in(dir)) {
            run(kit(server.url()), dir.resolve("kit.out"));
        }
        var outcomes = new TreeMap<String, String>();
        for (var report : List.of("TEST-junit-jupiter.xml", "TEST-junit-platform-suite.xml")) {
            if (Files.exists(dir.resolve(report))) {
                read(dir.resolve(report), outcomes);
            }
        }
        assertThat(outcomes).as(Files.readString(dir.resolve("kit.out"))).hasSizeGreaterThan(100);
        assertThat(withOutcome(outcomes, "failed")).isEmpty();
        assertThat(withOutcome(outcomes, "skipped")).containsExactlyElementsOf(LEFT_OUT.keySet());
    }

    private List<String> kit(String server) throws IOException, InterruptedException {
        var classPath = dir.resolve("kit.classpath");
        run(
                List.of(
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        "src/test/kit/pom.xml",
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + classPath),
                dir.resolve("mvn.out"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Drck.local=false",
                "-Drck.requires-namespace-create=true",
                "-Duri=" + server + IcebergFace.ROOT,
                "-cp",
                Files.readString(classPath).strip(),
                "org.junit.platform.console.ConsoleLauncher",
                "execute"));
        for (var suite : List.of("RESTCompatibilityKitCatalogTests", "RESTCompatibilityKitViewCatalogTests")) {
            command.add("--select-class=org.apache.iceberg.rest." + suite);
        }
        command.add("--reports-dir=" + dir);
        return command;
    }

    /** The kit exits with 1 if a test failed, which its report says better. */
    private static void run(List<String> command, Path output) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }

    private static void read(Path report, Map<String, String> outcomes) throws Exception {
        var cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            outcomes.merge(
                    test.getAttribute("name"), outcome(test), (one, other) -> one.equals("passed") ? other : one);
        }
    }

    private static String outcome(Element test) {
        if (test.getElementsByTagName("failure").getLength()
                        + test.getElementsByTagName("error").getLength()
                > 0) {
            return "failed";
        }
        return test.getElementsByTagName("skipped").getLength() > 0 ? "skipped" : "passed";
    }

    private static List<String> withOutcome(Map<String, String> outcomes, String wanted) {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getValue().equals(wanted))
                .map(Map.Entry::getKey)
                .toList();
    }
}
