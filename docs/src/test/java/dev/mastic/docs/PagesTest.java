// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages point to files that are there, and what they show as code is code. */
class PagesTest {
    private static final Path ROOT = root();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern CLASS_NAME = Pattern.compile("(?:class|record) (\\w+)");

    static List<Path> pages() throws IOException {
        try (var below = Files.walk(ROOT.resolve("docs"));
                var top = Files.list(ROOT)) {
            return Stream.concat(top, below.filter(page -> !page.toString().contains("/target/")))
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pointsToFilesThatAreThere(Path page) throws IOException {
        var links = LINK.matcher(Files.readString(page));
        while (links.find()) {
            assertThat(page.resolveSibling(links.group(1))).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsHoconThatParses(Path page) throws IOException {
        for (var block : blocks(page, "hocon")) {
            assertThat(ConfigFactory.parseString(block).getConfig("job").hasPath("name"))
                    .isTrue();
        }
    }

    @Test
    void theWorkedTransformCompiles(@TempDir Path folder) throws IOException {
        var sources = blocks(ROOT.resolve("CONTRIBUTING.md"), "java");
        assertThat(sources).hasSize(2);
        var paths = new ArrayList<Path>();
        for (var source : sources) {
            paths.add(Files.writeString(folder.resolve(className(source) + ".java"), source));
        }
        var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        boolean ok = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                .call();
        assertThat(ok).as(said.toString()).isTrue();
    }

    private static String className(String source) {
        var name = CLASS_NAME.matcher(source);
        assertThat(name.find()).isTrue();
        return name.group(1);
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
