// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real processes print of queries and of tests: rows on stdout, and one message when they are wrong. */
class QueryIT {
    @TempDir
    private Path folder;

    private Distribution.Outcome mastic(String... words) throws Exception {
        return Distribution.ofThisBuild().mastic(words);
    }

    private String people() throws Exception {
        return Files.writeString(folder.resolve("people.json"), "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2}\n")
                .toString();
    }

    @Test
    void printsTheRowsOfAQueryAndNothingElse() throws Exception {
        var db = folder.resolve("state.db").toString();
        var outcome = mastic("sql", "SELECT count(name) AS names FROM '" + people() + "'", "--db", db);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().strip()).isEqualTo("{\"names\":1}");
        assertThat(outcome.err()).isEmpty();
        assertThat(Path.of(db)).doesNotExist();
    }

    @Test
    void saysOneLineWhenAQueryIsWrong() throws Exception {
        var outcome = mastic("sql", "SELECT nmae FROM `" + people() + "`");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .as(outcome.err())
                .singleElement()
                .asString()
                .startsWith("mastic: Cannot run the query: ")
                .endsWith("at 1:8");
    }

    @Test
    void printsTheColumnsThatAreDeclared() throws Exception {
        var outcome = mastic("cat", people(), "--schema", "name string, id string", "--output", "csv");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).containsExactly("name,id", "Ada,1", ",2");
    }

    @Tag("long")
    @Test
    void showsWhyATestFails() throws Exception {
        Files.writeString(folder.resolve("job.conf"), """
                job {
                  name = people
                  sources { people { path = "in" } }
                  sinks { files { in = people, path = "out" } }
                }
                """);
        var tests = Files.writeString(
                folder.resolve("job.test.conf"),
                "tests { a { inputs { people = [ { id = 1 } ] }, expect { files = [ { id = 2 } ] } } }");

        var outcome = mastic("test", tests.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains("FAILED job.test.conf: a", "missing  {\"id\":2}", "extra    {\"id\":1}");
        assertThat(outcome.err()).doesNotContain("WARN", "\tat ");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
