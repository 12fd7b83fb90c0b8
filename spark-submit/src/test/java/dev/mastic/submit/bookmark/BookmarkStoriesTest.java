// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users of bookmarks live through, as docs/bookmarks.md tells it: orders come in as files, are joined with their customers, and go into
 * Parquet files.
 */
class BookmarkStoriesTest {
    private static final String JOB = """
            job {
              name = orders
              sources {
                orders    { path = "in/orders", schema = "id long, customer string, amount long" }
                customers { path = "in/customers", read = all, schema = "customer string, name string" }
              }
              steps = [
                { name = named, transform = join, in = [orders, customers], keys = [customer], unmatched = fault }
                { name = priced, transform = filter, condition = "amount >= LIMIT" }
              ]
              sinks { out { in = priced, path = "out/orders" } }
              faults { path = "out/faults" }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("in/orders"));
        Files.createDirectories(folder.resolve("in/customers"));
        job(0);
        customer("ann");
        order("monday", 1, "ann", 10);
        order("tuesday", 2, "ann", 20);
    }

    @Test
    void theFirstRunReadsEverythingAndTheSecondOnlyWhatIsNew() throws IOException {
        assertThat(run().at("/sources/0/newFiles").asInt()).isEqualTo(2);
        assertThat(run().path("status").asText()).isEqualTo("nothing-new");
        order("wednesday", 3, "ann", 30);
        assertThat(run().at("/sources/0/files").asInt()).isEqualTo(1);
        assertThat(orders()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aLateFileIsReadThoughItIsOlderThanAllThatWereRead() throws IOException {
        run();
        var late = order("sunday", 3, "ann", 30);
        Files.setLastModifiedTime(late, FileTime.from(Instant.now().minusSeconds(86_400)));
        assertThat(run().at("/sources/0/newFiles").asInt()).isEqualTo(1);
        assertThat(orders()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aChangedFileIsReadAgainWholeAndWhySaysSo() throws IOException {
        var first = run().path("runId").asText();
        var changed = order("tuesday", 22, "ann", 20);
        var why = mastic("bookmark", "why", "orders", changed.toString());
        assertThat(why.path("state").asText()).isEqualTo("changed");
        assertThat(why.path("runId").asText()).isEqualTo(first);
        var second = run();
        assertThat(second.at("/sources/0/files").asInt()).isEqualTo(1);
        assertThat(second.at("/sources/0/newFiles").asInt()).isZero();
        // the rows of the older version stay: an item is a version of a file
        assertThat(orders()).containsExactly(1L, 2L, 22L);
    }

    @Test
    void anOrderBeforeItsCustomerIsAFaultUntilItsRunIsDoneAgain() throws IOException {
        order("monday", 1, "bob", 10);
        var early = run();
        assertThat(early.path("unmatched").asInt()).isEqualTo(1);
        assertThat(orders()).containsExactly(2L);
        assertThat(faults()).hasSize(1);

        customer("bob");
        assertThat(run().path("status").asText()).isEqualTo("nothing-new");
        run("--redo", early.path("runId").asText());
        assertThat(orders()).containsExactly(1L, 2L);
        assertThat(faults()).isEmpty();
    }

    @Test
    void aWrongTransformIsRepairedByDoingItsRunAgain() throws IOException {
        run();
        order("wednesday", 3, "ann", 30);
        job(1000);
        var wrong = run().path("runId").asText();
        assertThat(orders()).containsExactly(1L, 2L);
        order("thursday", 4, "ann", 4000);
        run();

        job(0);
        var redone = run("--redo", wrong);
        assertThat(redone.at("/sources/0/files").asInt()).isEqualTo(1);
        assertThat(orders()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(run().path("status").asText()).isEqualTo("nothing-new");
    }

    @Test
    void aLostStateIsFoundAgainInTheTargets() throws IOException {
        run();
        deleteState();
        ended("run", job()).failed(2, "mastic bookmark adopt");

        ended("bookmark", "adopt", job()).succeeded();
        assertThat(run().path("status").asText()).isEqualTo("nothing-new");
        order("wednesday", 3, "ann", 30);
        assertThat(run().at("/sources/0/files").asInt()).isEqualTo(1);
        assertThat(orders()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theStateMovesToAnotherMachine() throws IOException {
        run();
        var exported = folder.resolve("orders.bookmark.json").toString();
        ended("bookmark", "export", "orders", "--to", exported).succeeded();
        deleteState();
        ended("bookmark", "import", exported).succeeded();
        assertThat(run().path("status").asText()).isEqualTo("nothing-new");
        order("wednesday", 3, "ann", 30);
        run();
        assertThat(orders()).containsExactly(1L, 2L, 3L);
    }

    private void job(long limit) throws IOException {
        Files.writeString(folder.resolve("orders.conf"), JOB.replace("LIMIT", Long.toString(limit)));
    }

    private String job() {
        return folder.resolve("orders.conf").toString();
    }

    private Path order(String day, long id, String customer, long amount) throws IOException {
        var row = "{\"id\": %d, \"customer\": \"%s\", \"amount\": %d}%n".formatted(id, customer, amount);
        return Files.writeString(folder.resolve("in/orders/" + day + ".json"), row);
    }

    private void customer(String name) throws IOException {
        var row = "{\"customer\": \"%s\", \"name\": \"%s\"}%n".formatted(name, name.toUpperCase(Locale.ROOT));
        Files.writeString(folder.resolve("in/customers/" + name + ".json"), row);
    }

    private void deleteState() throws IOException {
        for (var suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("state.db" + suffix));
        }
    }

    /** The report of a run that must succeed. */
    private JsonNode run(String... more) {
        var words = new ArrayList<>(List.of("run", job()));
        words.addAll(List.of(more));
        return mastic(words.toArray(String[]::new));
    }

    private JsonNode mastic(String... words) {
        return ended(words).succeeded().document();
    }

    private Shell.Ended ended(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--output", "json"));
        return new Shell(folder).mastic(all.toArray(String[]::new));
    }

    private List<Long> orders() throws IOException {
        if (!hasFiles("out/orders")) {
            return List.of();
        }
        return SparkExtension.session()
                .read()
                .parquet(folder.resolve("out/orders").toString())
                .select("id")
                .as(Encoders.LONG())
                .collectAsList()
                .stream()
                .sorted()
                .toList();
    }

    private List<String> faults() throws IOException {
        return hasFiles("out/faults")
                ? SparkExtension.session()
                        .read()
                        .textFile(folder.resolve("out/faults").toString())
                        .collectAsList()
                : List.of();
    }

    private boolean hasFiles(String place) throws IOException {
        var root = folder.resolve(place);
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (var all = Files.walk(root)) {
            return all.anyMatch(
                    file -> Files.isRegularFile(file) && !root.relativize(file).startsWith("_mastic"));
        }
    }
}
