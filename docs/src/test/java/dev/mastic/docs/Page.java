// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** A page of the guides, as its tests read it. */
record Page(String text) {
    private static final Pattern CLASS_NAME = Pattern.compile("(?:class|record) (\\w+)");

    static Page of(String path) throws IOException {
        return new Page(Files.readString(root().resolve(path)));
    }

    /** The folder of the whole project. */
    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The code blocks of a language. */
    List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What stands below a heading of the second level, to the next one. */
    Page section(String heading) {
        var from = text.indexOf("\n## " + heading + "\n");
        assertThat(from).as("section " + heading).isNotNegative();
        var to = text.indexOf("\n## ", from + 1);
        return new Page(text.substring(from, to < 0 ? text.length() : to));
    }

    /** The cells of the rows of all tables with this first column, without their heads. */
    List<List<String>> rows(String firstColumn) {
        var rows = new ArrayList<List<String>>();
        var inTable = false;
        for (var line : text.lines().toList()) {
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (line.startsWith("| " + firstColumn + " |")) {
                inTable = true;
            } else if (inTable && !line.startsWith("| ---")) {
                rows.add(cells(line));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        var inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }

    /** Compiles sources, each of one class, into a folder. */
    static void compile(List<String> sources, Path written, Path classes) throws IOException {
        var paths = new ArrayList<Path>();
        for (var source : sources) {
            paths.add(Files.writeString(written.resolve(className(source) + ".java"), source));
        }
        var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        boolean ok = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                .call();
        assertThat(ok).as(said.toString()).isTrue();
    }

    static String className(String source) {
        var name = CLASS_NAME.matcher(source);
        assertThat(name.find()).isTrue();
        return name.group(1);
    }
}
