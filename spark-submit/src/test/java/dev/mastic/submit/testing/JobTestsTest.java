// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.JobSpec;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.frame.Frames;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of jobs that stand beside them. */
class JobTestsTest {
    private static final String JOB = """
            job {
              name = orders
              sources {
                orders { table = "sales.orders" }
                people { path = "nowhere", read = all }
              }
              steps = [
                { name = named, in = people, transform = rename-field, from = id, to = person }
                { name = joined, transform = join, in = [orders, named], keys = [person], unmatched = fault }
              ]
              sinks { lake { in = joined, table = "lake.orders", format = iceberg } }
              faults { path = "out/rejects" }
            }
            """;
    private static final String INPUTS = """
            inputs {
              orders = [
                { order = 1, person = a, at = "2024-01-02T03:04:05Z" }
                { order = 2, person = b }
              ]
              people { schema = "id string, name string, age int", rows = [ { id = a, name = Ada }, { id = b, name = Bob, age = 7 } ] }
            }
            """;
    private static final String GOOD = """
            { order = 2, person = b, name = Bob, age = 7 }
            { order = 1, person = a, name = Ada, at = "2024-01-02T03:04:05Z", age = null }
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("jobs/orders.conf", JOB);
    }

    private Shell.Ended test(String tests, String... more) {
        var file = shell.write("jobs/orders.test.conf", tests).toString();
        var words = new ArrayList<>(List.of("test", file));
        words.addAll(List.of(more));
        return Shell.raw(words.toArray(String[]::new));
    }

    private static String one(String rest) {
        return "tests { \"orders meet people\" {\n" + INPUTS + rest + "\n} }";
    }

    @Test
    void passesWithoutStateOrFiles() {
        var ended = test(one("expect { lake = [ " + GOOD + " ] }"));
        assertThat(ended.succeeded().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("PASSED orders.test.conf: orders meet people (");
        assertThat(ended.lines()).last().isEqualTo("1 test: 1 passed, 0 failed");
        assertThat(shell.files("")).containsExactly("jobs/orders.conf", "jobs/orders.test.conf");
    }

    @Test
    void showsWhatIsMissingExtraAndDifferent() {
        var ended = test(one("""
                expect {
                  lake { keys = [order], rows = [
                    { order = 2, person = b, name = Rob, age = 7 }
                    { order = 3, person = c, name = Cid }
                  ] }
                }"""));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("FAILED orders.test.conf: orders meet people")
                .contains("lake: 1 missing, 1 extra, 1 different (expected 2, got 2 rows)")
                .containsPattern("different +\\{\"order\":2} +name +\"Rob\" +\"Bob\"")
                .containsPattern("missing +\\{\"name\":\"Cid\",\"order\":3,\"person\":\"c\"}")
                .contains("1 test: 0 passed, 1 failed");
    }

    @Test
    void comparesSomeColumnsAndSteps() {
        test(one("expect { lake { columns = subset, rows = [ { name = Ada }, { name = Bob } ] }\n"
                        + "named = [ { person = a, name = Ada }, { person = b, name = Bob, age = 7 } ] }"))
                .succeeded();
        assertThat(test(one("expect { lake = [ { name = Ada }, { name = Bob } ] }"))
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void looksAtTheOrderWhenItCounts() {
        var rows = "rows = [ { person = b, name = Bob, age = 7 }, { person = a, name = Ada } ]";
        test(one("expect { named { " + rows + " } }")).succeeded();
        var ordered = test(one("expect { named { ordered = true, " + rows + " } }"));
        assertThat(ordered.exitCode()).isEqualTo(1);
        assertThat(ordered.out()).contains("row 1", "2 different");
    }

    @Test
    void expectsNoFaultsUnlessItIsTold() {
        var strange =
                INPUTS.replace("{ order = 2, person = b }", "{ order = 2, person = b }, { order = 3, person = x }");
        var tests = "tests { a {\n" + strange
                + "expect { lake { columns = subset, rows = [ { order = 1 }, { order = 2 } ] } }\n%s } }";
        var ended = test(tests.formatted(""));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("faults: expected 0, got 1", "no partner in named");
        test(tests.formatted("faults = 1")).succeeded();
        test(tests.formatted("faults = [ { step = joined, column = person, reason = \"no partner\" } ]"))
                .succeeded();
        var other = test(tests.formatted("faults { rows = [ { column = name } ] }"));
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out()).contains("missing {\"column\":\"name\"}", "refused {\"column\":\"person\"");
        var expected = "expected rows of lake do not fit its columns: row 1:";
        assertThat(test(one("expect { lake = [ { order = two } ] }")).out()).contains(expected);
    }

    @Test
    void refusesARowThatItsSchemaDoesNotTake() {
        var ended = test(one("expect { lake = [" + GOOD + "] }").replace("age = 7 } ] }", "age = old } ] }"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("faults: expected 0, got");
    }

    @Test
    void readsRowsFromFilesBesideTheTest() {
        shell.write("jobs/people.json", "{\"id\":\"a\",\"name\":\"Ada\"}\n");
        shell.write("jobs/wanted.json", "{\"person\":\"a\",\"name\":\"Ada\"}\n");
        test("""
                tests {
                  "from files" {
                    inputs {
                      orders { schema = "order int, person string", rows = [] }
                      people { file = "people.json", format = json }
                    }
                    expect { named { file = "wanted.json" }, lake = [] }
                  }
                }""").succeeded();
    }

    @Test
    void namesWhatIsMisspeltWithItsLine() {
        assertThat(wrong(one("expect { lake = [] }").replace("orders =", "order =")))
                .contains(
                        "orders.test.conf:3: the job has no source 'order' (has: orders, people; did you mean 'orders'?)")
                .contains("orders.test.conf:1: test 'orders meet people' has no rows for source 'orders'");
        assertThat(wrong(one("expect { lakes = [] }")))
                .contains("has no sink or frame 'lakes'", "did you mean 'lake'?");
        assertThat(wrong(one("expect { lake = [ { nmae = 1 } ] }")))
                .contains("orders.test.conf:9: no column 'nmae' in", "did you mean 'name'?");
        assertThat(wrong(one("expct { lake = [] }"))).contains("'expct'", "did you mean 'expect'?");
        assertThat(wrong(one(""))).contains("expects nothing");
        assertThat(wrong(one("faults = [ { colum = x } ]"))).contains("did you mean 'column'?");
        assertThat(wrong(one("expect { lake = [] }")
                        .replace("person = a", "per = a")
                        .replace("person = b", "per = b")))
                .contains("orders.conf:9:", "person");
        assertThat(wrong("tests {")).contains("orders.test.conf");
        assertThat(wrong("job = \"gone.conf\"\ntests { a {\n" + INPUTS + " faults = 0 } }"))
                .contains("gone.conf");
    }

    private String wrong(String tests) {
        var ended = test(tests);
        assertThat(ended.exitCode()).as(ended::toString).isEqualTo(2);
        assertThat(ended.out()).contains("WRONG");
        return ended.out();
    }

    @Test
    void findsTestsBelowAFolderAndFiltersThem() {
        var tests = "tests { first {\n" + INPUTS + "faults = 0 }\n second {\n" + INPUTS + "faults = 1 } }";
        shell.write("jobs/orders.test.conf", tests);
        var all = Shell.raw("test", folder.toString(), "--output", "json");
        assertThat(all.exitCode()).isEqualTo(1);
        var document = all.document();
        assertThat(document.path("passed").asInt()).isEqualTo(1);
        assertThat(document.path("failed").asInt()).isEqualTo(1);
        assertThat(document.at("/tests/1/name").asText()).isEqualTo("second");
        assertThat(document.at("/tests/1/faults/expected").asInt()).isEqualTo(1);
        Shell.raw("test", shell.file("jobs/orders.conf").toString(), "--filter", "FIRST")
                .succeeded();
        Shell.raw("test", folder.toString(), "--filter", "thrid").failed(2, "thrid", "first, second");
        Shell.raw("test", shell.write("empty/x.txt", "").getParent().toString()).failed(2, "No tests below");
        Shell.raw("test", shell.write("empty/x.conf", "").toString()).failed(2, "x.test.conf");
    }

    /** A job in code. */
    public static final class Renamed implements EtlJob {
        private static final long serialVersionUID = 1L;

        @Override
        public JobSpec spec(Arguments arguments) {
            return JobSpec.named("renamed")
                    .source("people", Sources.table("hr.people"))
                    .sink("out", Sinks.files("out/" + arguments.get("to")));
        }

        @Override
        public Frames transform(Frames in, Arguments arguments) {
            return Frames.of("out", in.get("people").renameField("name", arguments.get("to")));
        }
    }

    @Test
    void testsJobsInCode() {
        var tests = """
                job = "#dev.mastic.submit.testing.JobTestsTest$Renamed"
                arguments { to = full }
                tests { renames { inputs { people = [ { name = Ada } ] }, expect { out = [ { full = Ada } ] } } }
                """;
        test(tests).succeeded();
        test(tests.replaceFirst("job = .*", ""), "--job", "#dev.mastic.submit.testing.JobTestsTest$Renamed")
                .succeeded();
    }
}
