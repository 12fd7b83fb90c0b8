// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.EtlSession;
import dev.mastic.testkit.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page about notebooks: its snippets run one after the other, and print what stands below them. */
@ExtendWith(SparkExtension.class)
class NotebookPageTest {
    private static final String END = "--- end of a snippet ---";
    private static final Pattern SNIPPET =
            Pattern.compile("```java\n(.*?)```(?:\\s*```text\n(.*?)```)?", Pattern.DOTALL);

    /** @param prints what it must print */
    private record Snippet(String code, String prints) {
        boolean isImports() {
            return code.startsWith("import ");
        }
    }

    @Test
    void printsWhatItSays(SparkSession spark, @TempDir Path folder) throws Exception {
        var snippets = SNIPPET.matcher(Page.of("docs/notebook.md").text())
                .results()
                .map(found -> new Snippet(found.group(1), found.group(2) == null ? "" : found.group(2)))
                .toList();
        var classes = Path.of(NotebookPageTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Page.compile(List.of(source(snippets, folder)), folder, classes);

        List<String> printed;
        try (var etl = EtlSession.on(spark, folder.resolve("mastic.db").toString())) {
            printed = printed(etl);
        }

        var expected = snippets.stream()
                .filter(snippet -> !snippet.isImports())
                .map(Snippet::prints)
                .toList();
        assertThat(printed).isEqualTo(expected);
    }

    private static String source(List<Snippet> snippets, Path folder) {
        var imports = new StringBuilder();
        var body = new StringBuilder();
        for (var snippet : snippets) {
            if (snippet.isImports()) {
                imports.append(snippet.code());
            } else {
                body.append(snippet.code()).append("System.out.println(\"" + END + "\");\n");
            }
        }
        var run = body.toString()
                .replace("var etl = EtlSession.local();", "")
                .replace("\"out/", "\"" + folder.resolve("out") + "/");
        return imports + "public final class NotebookSnippets {\n"
                + "public static void run(EtlSession etl) throws Exception {\n" + run + "}}\n";
    }

    private static List<String> printed(EtlSession etl) throws Exception {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Class.forName("NotebookSnippets").getMethod("run", EtlSession.class).invoke(null, etl);
        } finally {
            System.setOut(out);
        }
        return List.of(bytes.toString(StandardCharsets.UTF_8).split(END + "\n"));
    }
}
