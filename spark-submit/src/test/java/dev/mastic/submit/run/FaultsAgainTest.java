// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a job refused are rows again for the next one. */
class FaultsAgainTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRST = """
            job {
              name = first-FORMAT
              sources {
                orders { path = "orders", schema = "id long, note string" }
                shops  { path = "shops", schema = "id long, name string", read = all }
              }
              sinks {
                files { in = orders, path = "out/FORMAT/orders" }
                shops { in = shops, path = "out/FORMAT/shops" }
              }
              faults { path = "out/FORMAT/rejects", format = FORMAT }
            }
            """;
    private static final String SECOND = """
            job {
              name = second-FORMAT
              sources { rejects { path = "out/FORMAT/rejects" } }
              steps = [
                { transform = filter, condition = "step = 'orders' AND column IS NOT NULL" }
                { name = again, transform = unbox, path = raw, format = json, schema = "struct<id:string,note:string>" }
              ]
              sinks {
                again { in = again, path = "out/FORMAT/again", format = json }
                copy  { in = rejects, path = "out/FORMAT/copy", format = json }
              }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void areReadAsTheyWereWrittenAndTheirRowsParsedAgain() throws IOException {
        var shell = new Shell(folder);
        shell.write(
                "orders/a.json",
                "{\"id\":1,\"note\":\"fine\"}\n{\"id\":\"x\",\"note\":\"say \\\"é\\\", \\n twice\"}\nbroken \"\t\n");
        shell.write("shops/a.csv", "id,name\n1,Basel\nx,\"a \"\"b\"\", c\"\n");
        var again = JSON.readTree("{\"id\":\"x\",\"note\":\"say \\\"é\\\", \\n twice\"}");
        for (var format : List.of("parquet", "json")) {
            shell.mastic("run", written(shell, FIRST, format)).succeeded();
            var refused = rows(shell, "out/" + format + "/rejects");
            assertThat(refused)
                    .containsExactlyInAnyOrder(
                            fault(shell, "orders/a.json", 23, 2)
                                    .put("step", "orders")
                                    .put("column", "id")
                                    .put("reason", "expected a long, got a string")
                                    .put("raw", "{\"id\":\"x\",\"note\":\"say \\\"é\\\", \\n twice\"}"),
                            fault(shell, "orders/a.json", 64, 3)
                                    .put("step", "orders")
                                    .put("reason", "expected an object")
                                    .put("raw", "broken \"\t"),
                            fault(shell, "shops/a.csv", 16, 3)
                                    .put("step", "shops")
                                    .put("column", "id")
                                    .put("reason", "expected bigint, got 'x'")
                                    .put("raw", "x,\"a \"\"b\"\", c\""));
            shell.mastic("run", written(shell, SECOND, format)).succeeded();
            assertThat(rows(shell, "out/" + format + "/copy")).containsExactlyInAnyOrderElementsOf(refused);
            assertThat(rows(shell, "out/" + format + "/again"))
                    .extracting(row -> row.path("raw"))
                    .containsExactly(again);
        }
    }

    private static String written(Shell shell, String job, String format) {
        return shell.write("job.conf", job.replace("FORMAT", format)).toString();
    }

    private static ObjectNode fault(Shell shell, String file, int offset, int line) {
        return JSON.createObjectNode()
                .put("source", shell.file(file).toString())
                .put("offset", offset)
                .put("line", line);
    }

    private static List<JsonNode> rows(Shell shell, String place) throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (var line :
                shell.mastic("cat", shell.file(place).toString()).succeeded().lines()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
