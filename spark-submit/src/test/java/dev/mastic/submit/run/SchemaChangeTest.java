// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose files have fields that no column has. */
class SchemaChangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOB = """
            job {
              name = change
              sources {
                people { path = "people", schema = "id long, name string"%s }
                orders { table = "shop.orders"%s }
              }
              sinks {
                people { in = people, path = "out/people", format = json }
                orders { in = orders, path = "out/orders", format = json }
              }
              faults { path = "out/rejects" }
            }
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("people/a.json", "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":\"x\",\"name\":\"Bob\",\"age\":7}\n");
        shell.write("orders/a.csv", "id,total\n1,2.5\n2,3.5\n");
        shell.mastic("crawl", shell.file("orders").toString(), "--database", "shop")
                .succeeded();
        shell.write("orders/b.csv", "id,total,note\n3,4.5,new\n");
    }

    private String job(String people, String orders) {
        return shell.write("job.conf", JOB.formatted(people, orders)).toString();
    }

    private Shell.Ended cat(String name) {
        return shell.mastic("cat", shell.file(name).toString()).succeeded();
    }

    @Test
    void rescuesAndEvolves() throws IOException {
        var job = job(", schema-change = rescue, rescued-column = rest", ", schema-change = evolve");
        shell.mastic("check", job).succeeded();
        var report = shell.mastic("run", job, "--output", "json").succeeded().document();
        assertThat(report.path("faults").asLong()).isZero();
        var bob = cat("out/people").lines().stream()
                .filter(line -> line.contains("Bob"))
                .findFirst()
                .orElseThrow();
        assertThat(JSON.readTree(bob).has("id")).isFalse();
        assertThat(JSON.readTree(JSON.readTree(bob).path("rest").asText()))
                .isEqualTo(JSON.readTree("{\"id\":\"x\",\"age\":7,\"_file\":\"" + shell.file("people/a.json") + "\"}"));
        assertThat(cat("out/orders").lines()).contains("{\"id\":3,\"total\":4.5,\"note\":\"new\"}");
    }

    @Test
    void freezes() {
        shell.mastic("run", job(", schema-change = freeze", ", schema-change = freeze"))
                .succeeded();
        assertThat(cat("out/people").lines()).containsExactly("{\"id\":1,\"name\":\"Ada\"}");
        assertThat(cat("out/orders").lines()).hasSize(2);
        assertThat(cat("out/rejects").out()).contains("\"column\":\"note\"", "no column has this field");
    }

    @Test
    void refusesNamesThatAreTaken() {
        var job = job(", schema-change = rescue, rescued-column = id", "");
        assertThat(shell.mastic("check", job).out())
                .contains("job.conf:4", "'id' is declared as bigint (expected string)", "set rescued-column");
        assertThat(shell.mastic("check", job("", ", schema-change = evovle")).out())
                .contains("job.conf:5", "evolve, freeze, rescue");
    }
}
