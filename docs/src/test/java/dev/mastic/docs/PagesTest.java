// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.mastic.core.config.Problems;
import dev.mastic.core.plugin.Registry;
import dev.mastic.crawler.CrawlerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages point to files that are there, and what they show as code is code. */
class PagesTest {
    private static final Path ROOT = Page.root();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

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
        for (var block : new Page(Files.readString(page)).blocks("hocon")) {
            var written = ConfigFactory.parseString(block);
            assertThat(written.hasPath("job.name") || written.hasPath("crawler.targets"))
                    .as(block)
                    .isTrue();
        }
    }

    @Test
    void showsCrawlerFilesThatCanBeRead(@TempDir Path folder) throws IOException {
        for (var block : Page.of("docs/crawler.md").blocks("hocon")) {
            var problems = new Problems();
            var file = Files.writeString(folder.resolve("crawler.conf"), block);

            assertThat(CrawlerFile.read(file, Registry.fromClasspath(), problems))
                    .isPresent();
            problems.throwIfAny(file.toString());
        }
    }

    @Test
    void theWorkedTransformCompiles(@TempDir Path folder) throws IOException {
        var sources = Page.of("CONTRIBUTING.md").blocks("java");
        assertThat(sources).hasSize(2);
        Page.compile(sources, folder, folder);
    }
}
