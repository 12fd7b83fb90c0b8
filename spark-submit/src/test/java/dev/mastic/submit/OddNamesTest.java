// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of columns that need quotes, are twins but for case, or are empty: from files, through steps, into every kind of target. */
class OddNamesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields of a record in JSON, without the twins and the one without a name. */
    private static final String ODD =
            "\"a.b\":1,\"with space\":\"s\",\"'single'\":2,\"\\\"double\\\"\":3,\"`tick`\":4,\"😀\":\"é\"";

    private static final String JOB = """
            job {
              name = odd
              sources {
                docs  { path = "docs" }
                cells { path = "cells" }
              }
              steps = [
                { name = one_type, in = docs, transform = resolve-choice, specs = ["`m.x` -> cast:string"] }
                { name = renamed, transform = rename-field, from = "`a.b`", to = "`b.``c`" }
                { name = queried, transform = sql,
                  query = "SELECT *, `b.``c` + 1 AS `n.1` FROM renamed WHERE `with space` = 's'" }
                { name = flat, transform = relationalize, root = docs }
                { name = mapped, in = cells, transform = apply-mapping, mappings = [
                    "`a.b` -> `a.b`", "with space -> out.with space", "'single' -> 'single'", "\\"double\\" -> \\"double\\"",
                    "```tick``` -> ```tick```", "😀 -> 😀", "A -> A", "a -> a", "col8 -> ``" ] }
              ]
              sinks {
                parquet { in = queried, path = "out/parquet" }
                json    { in = queried, path = "out/json", format = json }
                lake    { in = queried, table = "lake.odd", format = iceberg }
                csv     { in = "flat.*", path = "out/csv", format = csv }
                cells   { in = mapped, path = "out/cells", format = json }
              }
            }
            """;

    @TempDir
    private Path folder;

    private Shell shell;
    private String job;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        var twins = ",\"A\":5,\"a\":6,\"\":7";
        var list = ",\"l.i\":[{\"x.y\":1,\"X.Y\":2}]";
        shell.write(
                "docs/a.json", "{" + ODD + twins + list + ",\"m.x\":1}\n{" + ODD + twins + list + ",\"m.x\":\"t\"}\n");
        shell.write(
                "cells/a.csv",
                "a.b,with space,'single',\"\"\"double\"\"\",`tick`,😀,A,a,\n1,s,2,3,4,é,5,6,7\n2,t,3,4,5,ü,6,7,8\n");
        job = shell.write("job.conf", JOB).toString();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonNode> rows(String... cat) {
        return shell.mastic(cat).succeeded().lines().stream()
                .map(OddNamesTest::tree)
                .toList();
    }

    private static List<String> renamed(JsonNode report, int sink) {
        return StreamSupport.stream(report.at("/sinks/" + sink + "/renamed").spliterator(), false)
                .map(one ->
                        one.path("column").asText() + " is " + one.path("name").asText())
                .toList();
    }

    @Test
    void comeThroughUnchangedOrWithNamesThatAreTold() {
        var notes = shell.mastic("check", job, "--output", "json").succeeded().document();
        assertThat(notes.path("problems")).isEmpty();
        assertThat(notes.path("notes").findValuesAsText("message"))
                .contains(
                        "sink 'parquet' writes column a as 'a_2': names there are not empty, and are told apart"
                                + " without case",
                        "sink 'cells' writes column `` as '_': names there are not empty, and are told apart without"
                                + " case");

        var report = shell.mastic("run", job, "--output", "json").succeeded().document();
        var told = List.of("a is a_2", "`` is _", "`l.i`[].`x.y` is x.y_2");
        for (int sink = 0; sink < 3; sink++) {
            assertThat(renamed(report, sink)).containsExactlyInAnyOrderElementsOf(told);
        }

        var odd = "{" + ODD.replace("a.b", "b.`c") + ",\"A\":5,\"a_2\":6,\"_\":7,\"n.1\":2"
                + ",\"l.i\":[{\"x.y_2\":1,\"X.Y\":2}],\"m.x\":";
        var expected = List.of(tree(odd + "\"1\"}"), tree(odd + "\"t\"}"));
        assertThat(rows("cat", shell.file("out/parquet").toString())).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rows("cat", shell.file("out/json").toString())).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rows("cat", "lake.odd")).containsExactlyInAnyOrderElementsOf(expected);

        var flat = rows("cat", shell.file("out/csv/docs").toString());
        assertThat(flat).hasSize(2);
        assertThat(flat.get(0).fieldNames())
                .toIterable()
                .contains(
                        "b.`c", "with space", "'single'", "\"double\"", "`tick`", "😀", "A", "a_2", "_", "l.i", "m.x");

        var cells =
                "{\"a.b\":1,\"out\":{\"with space\":\"s\"},\"'single'\":2,\"\\\"double\\\"\":3,\"`tick`\":4,\"😀\":\"é\""
                        + ",\"A\":5,\"a_2\":6,\"_\":7}";
        assertThat(rows("cat", shell.file("out/cells").toString())).hasSize(2).contains(tree(cells));
    }
}
