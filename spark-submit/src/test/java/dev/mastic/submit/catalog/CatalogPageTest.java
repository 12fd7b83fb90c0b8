// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on the catalog, one after the other. */
class CatalogPageTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void whatThePageShowsWorks() throws IOException {
        var shell = new Shell(folder);
        var commands = commands();
        assertThat(commands).hasSizeGreaterThan(30);
        for (var command : commands) {
            var words = words(command);
            if (words.get(0).equals("mkdir")) {
                for (var made : words.subList(2, words.size())) {
                    Files.createDirectories(shell.file(made));
                }
            } else {
                var run = words.stream().skip(1).map(this::there).toArray(String[]::new);
                assertThat(shell.mastic(run).succeeded().err()).as(command).doesNotContain("mastic: ");
            }
        }
        assertThat(shell.mastic("catalog", "list", "--output", "json")
                        .document()
                        .at("/tables/0/name")
                        .asText())
                .isEqualTo("sales.orders");
    }

    private static List<String> commands() throws IOException {
        var page = Files.readString(Path.of("../docs/catalog.md"));
        int start = page.indexOf("\n## By hand\n");
        int end = page.indexOf("\n## ", start + 1);
        return BLOCK.matcher(page.substring(start, end < 0 ? page.length() : end))
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();
    }

    /** As a shell cuts a line; a quote may begin inside a word. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var found = WORD.matcher(line);
        while (found.find()) {
            words.add(
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3));
        }
        return words;
    }

    /** Files of the page lie in the folder of this test, which cannot be the current one. */
    private String there(String word) {
        return word.matches("lake/.*|[a-z]+\\.json")
                ? folder.resolve(word).toString()
                : word.replace("jdbc:sqlite:mastic.db", "jdbc:sqlite:" + folder.resolve("state.db"));
    }
}
