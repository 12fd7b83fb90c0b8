// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two places are compared row by row. */
class CompareTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private JsonNode compare(int exitCode, String a, String b, String... more) {
        var all = new ArrayList<>(List.of(
                "compare",
                shell.write("a.json", a.replace('\'', '"')).toString(),
                shell.write("b.json", b.replace('\'', '"')).toString(),
                "--output",
                "json"));
        all.addAll(List.of(more));
        var ended = shell.mastic(all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended::toString).isEqualTo(exitCode);
        return ended.document();
    }

    private static String counts(JsonNode found) {
        return found.path("missing").asText()
                + found.path("extra").asText()
                + found.path("different").asText();
    }

    @Test
    void equalRowsInAnyOrderAreNoDifference() {
        var rows = "{'id':1,'x':null,'d':1.5}\n{'id':2,'x':'b'}\n{'id':2,'x':'b'}\n";
        var others = "{'id':2,'x':'b'}\n{'id':1,'d':1.50}\n{'id':2,'x':'b'}\n";
        assertThat(counts(compare(0, rows, others))).isEqualTo("000");
        var keyed = compare(0, rows, others, "--keys", "id");
        assertThat(counts(keyed)).isEqualTo("000");
        assertThat(keyed.path("repeatedKeys").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void tellsWhichRowsDifferInWhichColumns() {
        var a = "{'id':1,'x':'a','y':1}\n{'id':2,'x':'b','y':2}\n{'id':3,'x':'c','y':3}\n{'id':null,'x':'n','y':0}\n";
        var b = "{'id':1,'x':'a','y':1}\n{'id':2,'x':'B','y':2}\n{'id':4,'x':'d','y':4}\n{'id':null,'x':'n','y':9}\n";
        var found = compare(1, a, b, "--keys", "id");
        assertThat(counts(found)).isEqualTo("112");
        assertThat(found.path("columns").toString())
                .isEqualTo("[{\"name\":\"x\",\"different\":1},{\"name\":\"y\",\"different\":1}]");
        assertThat(found.path("examples")).hasSize(4);
        assertThat(found.path("examples").findValuesAsText("kind"))
                .containsExactlyInAnyOrder("different", "different", "missing", "extra");
        assertThat(found.path("examples").toString())
                .contains("{\"name\":\"x\",\"expected\":\"b\",\"actual\":\"B\"}", "\"key\":{\"id\":2}");
        assertThat(counts(compare(1, a, b))).as("whole rows").isEqualTo("330");
        assertThat(compare(1, a, b, "--keys", "id", "--limit", "1").path("examples"))
                .hasSize(1);
    }

    @Test
    void repeatedRowsCount() {
        var a = "{'id':1,'x':1}\n{'id':1,'x':1}\n{'id':1,'x':2}\n";
        var b = "{'id':1,'x':1}\n{'id':1,'x':3}\n";
        assertThat(counts(compare(1, a, b))).isEqualTo("210");
        var found = compare(1, a, b, "--keys", "id");
        assertThat(counts(found)).isEqualTo("101");
        assertThat(found.path("repeatedKeys").path("b").asInt()).isEqualTo(1);
    }

    @Test
    void typesMatterWhereTheyHaveNothingInCommon() {
        assertThat(counts(compare(0, "{'id':1}\n", "{'id':1.0}\n"))).isEqualTo("000");
        var found = compare(1, "{'id':1}\n", "{'id':'1'}\n");
        assertThat(counts(found)).isEqualTo("110");
        assertThat(found.path("notes").path(0).asText()).contains("'id'", "string in B");
        var lacking = compare(1, "{'id':1,'x':2}\n{'id':2}\n", "{'id':1}\n{'id':2}\n", "--keys", "id");
        assertThat(counts(lacking)).isEqualTo("001");
        assertThat(lacking.path("notes").path(0).asText()).isEqualTo("column 'x' is only in A");
        assertThat(counts(compare(0, "{'id':1,'n':{'a':[1]}}\n", "{'id':1,'n':{'a':[1]}}\n")))
                .isEqualTo("000");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        var a = shell.write("a.json", "{\"id\":1}\n").toString();
        shell.mastic("compare", a, a, "--keys", "idd").failed(2, "'idd'", "did you mean 'id'");
        shell.mastic("compare", a, "nowhere.json").failed(2, "nowhere.json");
        shell.mastic("compare", a, a, "--limit", "-1").failed(2, "--limit");
        var broken = shell.write("broken.json", "{\"id\":1}\n".repeat(9) + "{broken\n")
                .toString();
        var ended = shell.mastic("compare", a, broken);
        assertThat(ended.exitCode()).as("a row was not compared").isEqualTo(1);
        assertThat(ended.err()).contains("1 row refused");
        assertThat(shell.mastic("compare", a, a).succeeded().out()).contains("no differences");
    }
}
