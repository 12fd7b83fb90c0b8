// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.SparkExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

class JsonReadTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPLIT = "spark.sql.files.maxPartitionBytes";
    private static final String OPEN_COST = "spark.sql.files.openCostInBytes";
    private static final String TYPE = "struct<id:int,name:string>";
    private static final int ROWS = 1000;

    @TempDir
    Path folder;

    private SparkSession session;
    private JsonFolder files;

    @BeforeEach
    void open() {
        session = SparkExtension.session();
        files = new JsonFolder(folder);
        splitBy(1000);
    }

    @AfterEach
    void forget() {
        session.conf().unset(SPLIT);
        session.conf().unset(OPEN_COST);
    }

    private void splitBy(int bytes) {
        session.conf().set(SPLIT, Integer.toString(bytes));
        session.conf().set(OPEN_COST, "0");
    }

    /** A thousand good rows; every hundredth is followed by a bad line, of three kinds. */
    private FileItem rowsWithFaults(String name) {
        var text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            text.append("{\"id\":").append(i).append(",\"name\":\"n").append(i).append("\"}\n");
            if (i % 100 == 0) {
                var bad = List.of("{\"id\":\"x\"}", "nonsense", "{\"id\":1,").get(i / 100 % 3);
                text.append(bad).append('\n');
            }
        }
        return files.file(name, text.toString());
    }

    private DynamicFrame frame() {
        return JsonFolder.frame(List.of(rowsWithFaults("rows.json")), TYPE);
    }

    private static void assertTenFaults(DynamicFrame frame) {
        var faults = JsonFolder.faults(frame);
        assertThat(faults)
                .extracting(row -> row.getLong(2))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> i * 101L + 2).toList());
        assertThat(faults).extracting(row -> row.getString(4)).containsOnly("id", null);
        assertThat(faults.get(1).getString(6)).isEqualTo("nonsense");
    }

    @Test
    void signalsThroughAShuffle() {
        var frame = frame();
        assertThat(frame.toDF().rdd().getNumPartitions()).isGreaterThan(10);
        assertThat(frame.toDF().groupBy("name").count().count()).isEqualTo(ROWS);
        assertTenFaults(frame);
    }

    @Test
    void signalsThroughACache() {
        var frame = frame();
        var cached = frame.toDF().cache();
        assertThat(cached.count()).isEqualTo(ROWS);
        assertThat(cached.count()).isEqualTo(ROWS);
        assertTenFaults(frame);
        cached.unpersist();
    }

    @Test
    void signalsThroughAWrite() {
        var frame = frame();
        var target = folder.resolve("out").toString();
        frame.toDF().write().parquet(target);
        assertThat(session.read().parquet(target).count()).isEqualTo(ROWS);
        assertTenFaults(frame);
    }

    @Test
    void signalsOnceWhenTasksAreRetried() {
        var frame = frame();
        var read = session.sparkContext().longAccumulator();
        FilterFunction<Row> counting = row -> {
            read.add(1);
            return true;
        };
        var shuffled = frame.toDF().filter(counting).repartition(2).javaRDD();
        assertThat(shuffled.count()).isEqualTo(ROWS);
        deleteShuffles(); // the next job finds no shuffle files, and runs the reading stage again
        assertThat(shuffled.count()).isEqualTo(ROWS);
        assertThat(read.value()).isGreaterThan(ROWS);
        assertTenFaults(frame);
    }

    @Test
    void signalsOnceWhenAJobFailsAndIsRunAgain() {
        var frame = frame();
        FilterFunction<Row> failing = row -> {
            if (row.getInt(0) == 950) {
                throw new IllegalStateException("on purpose");
            }
            return true;
        };
        assertThatThrownBy(() -> frame.toDF().filter(failing).count()).hasStackTraceContaining("on purpose");
        assertThat(frame.count()).isEqualTo(ROWS);
        splitBy(333);
        assertThat(frame.toDF().select("id").distinct().count()).isEqualTo(ROWS);
        assertTenFaults(frame);
    }

    private static void deleteShuffles() {
        var blocks = SparkEnv.get().blockManager().diskBlockManager();
        JavaConverters.seqAsJavaList(blocks.getAllFiles()).stream()
                .filter(file -> file.getName().startsWith("shuffle_"))
                .forEach(File::delete);
    }

    @Test
    void refusesTheSameRowsWhateverIsAsked() {
        var frame = frame();
        assertThat(frame.toDF().select("name").distinct().count()).isEqualTo(ROWS);
        assertTenFaults(frame);
        var counted = frame();
        assertThat(counted.count()).isEqualTo(ROWS);
        assertTenFaults(counted);
    }

    @Test
    void saysNothingBeforeItHasRead() {
        var frame = frame();
        assertThat(frame.faultSources()).singleElement().satisfies(source -> {
            assertThat(source.signalled()).isFalse();
            assertThat(source.faults().count()).isZero();
        });
    }

    @Test
    void readsAgainOnlyWhatWasSignalled() {
        var frame = frame();
        frame.count();
        var plan = frame.errorsAsDynamicFrame()
                .toDF()
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan).doesNotContain("FileScan");
        assertThat(frame.errorsCount()).isEqualTo(10);
    }

    @Test
    void countsLinesAndOffsetsInPackedFiles() throws IOException {
        var text = Files.readString(Path.of(rowsWithFaults("rows.json").path()));
        var packed = files.file("rows.json.gz", JsonObserveTest.gzip(text));
        var frame = JsonFolder.frame(List.of(packed), TYPE);
        assertThat(frame.count()).isEqualTo(ROWS);
        assertTenFaults(frame);
        assertThat(JsonFolder.faults(frame))
                .extracting(row -> text.substring(
                        (int) row.getLong(1),
                        (int) row.getLong(1) + row.getString(6).length()))
                .containsExactlyElementsOf(JsonFolder.faults(frame).stream()
                        .map(row -> row.getString(6))
                        .toList());
    }

    /** With a buffer of each, a megabyte, they would not fit into the heap. */
    @Test
    void keepsNothingOfTheFilesThatATaskHasRead() throws IOException {
        var small = new ArrayList<FileItem>();
        for (int i = 0; i < 2500; i++) {
            small.add(files.file(i + ".json", "{\"id\":" + i + "}\n"));
        }
        session.conf().set(OPEN_COST, "0");
        assertThat(JsonFolder.frame(small, TYPE).count()).isEqualTo(small.size());
    }

    @Test
    void readsACutPackedFileUpToTheCutAndOneThatIsNotPackedAsItIs() throws IOException {
        var text = new StringBuilder();
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            text.append("{\"id\":")
                    .append(i)
                    .append(",\"name\":\"")
                    .append(random.nextLong())
                    .append("\"}\n");
        }
        var packed = JsonObserveTest.gzip(text.toString());
        var cut = files.file("cut.json.gz", Arrays.copyOf(packed, packed.length / 2));
        var none = files.file("none.json.gz", "{\"id\":1}\n");
        var frame = JsonFolder.frame(List.of(cut, none, rowsWithFaults("whole.json")), TYPE);
        long rows = frame.count();
        assertThat(rows).isBetween(ROWS + 5000L, ROWS + 15_000L);
        var faults = JsonFolder.faults(frame);
        assertThat(faults).hasSize(11);
        assertThat(faults.get(0).getLong(2)).isEqualTo(rows - ROWS); // with the row of the file that is not packed
        assertThat(faults.get(0).getString(5)).startsWith("cannot be unpacked from here on");
    }

    @ParameterizedTest
    @ValueSource(ints = {211, 1000, 1 << 20})
    void readsTheSameInPiecesOfAnySize(int size) {
        splitBy(size);
        var pretty = "{\n  \"id\": 1,\n  \"name\": \"a\\n{\"\n}\n".repeat(20);
        var all = List.of(rowsWithFaults("rows.json"), files.file("pretty.json", pretty));
        var frame = JsonFolder.frame(all, TYPE);
        assertThat(frame.toDF().filter("name like 'n%'").select("id").distinct().count())
                .isEqualTo(ROWS);
        assertThat(frame.count()).isEqualTo(ROWS + 20);
        assertTenFaults(frame);
    }

    @Test
    void reusesExchangesOfOneFrameAndKeepsFramesApart() {
        var frame = frame();
        var grouped = frame.toDF().groupBy("name").count();
        session.conf().set("spark.sql.adaptive.enabled", "false");
        try {
            var self = grouped.union(grouped);
            assertThat(self.queryExecution().executedPlan().toString()).contains("ReusedExchange");
            var twin = JsonFolder.frame(List.of(rowsWithFaults("rows.json")), TYPE);
            var apart = grouped.union(twin.toDF().groupBy("name").count());
            assertThat(apart.queryExecution().executedPlan().toString()).doesNotContain("ReusedExchange");
        } finally {
            session.conf().unset("spark.sql.adaptive.enabled");
        }
    }

    @GeneratedCode
    @Test
    void keepsGeneratedCodeAndPrunesColumns() {
        var plan = frame().toDF().filter("id > 3").select("id").queryExecution().executedPlan();
        assertThat(plan.toString())
                .contains("FileScan json", "ReadSchema: struct<id:int>", "*(1)")
                .doesNotContain("MapElements", "DeserializeToObject");
    }

    @Test
    void readsRandomDocumentsAsTheyWereWritten() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            var documents = new ArrayList<ObjectNode>();
            var text = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                var document = randomObject(random, seed == 0 ? 3 : 2);
                document.put("key", i);
                documents.add(document);
                boolean pretty = random.nextInt(4) == 0;
                text.append(
                        (pretty ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer()).writeValueAsString(document));
                text.append(random.nextBoolean() ? "\n" : "\r\n");
            }
            var file = files.file("random" + seed + ".json", text.toString());
            var type = (Type.Struct)
                    Resolution.LOSSLESS.resolveRows(JsonFolder.observe(file).observed());
            var frame = JsonFolder.frame(List.of(file), type);
            var rows = frame.toDF().sort("key").toJSON().collectAsList();
            assertThat(JsonFolder.faults(frame)).isEmpty();
            assertThat(rows).hasSameSizeAs(documents);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(JSON.readTree(rows.get(i))).isEqualTo(documents.get(i));
            }
        }
    }

    /** An object whose fields have one type each, told by their names. */
    private static ObjectNode randomObject(Random random, int levels) {
        var object = JSON.createObjectNode();
        for (int i = 0; i < 6; i++) {
            if (random.nextInt(3) > 0) {
                put(object, random, levels, "fü" + i, i);
            }
        }
        return object;
    }

    private static void put(ObjectNode object, Random random, int levels, String name, int kind) {
        switch (levels > 0 ? kind : kind % 4) {
            case 0 -> object.put(name, random.nextLong());
            case 1 -> object.put(name, random.nextGaussian() * 1e10);
            case 2 -> object.put(name, random.nextBoolean());
            case 3 -> object.put(name, randomText(random));
            case 4 -> object.set(name, randomObject(random, levels - 1));
            default -> {
                var list = object.putArray(name);
                IntStream.range(0, random.nextInt(3)).forEach(n -> list.add(randomObject(random, levels - 1)));
            }
        }
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(12), 0, 0x11000)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void tellsColumnsApartThatDifferInCaseOnlyInAnySession() {
        var text = "{\"a\":1,\"A\":2,\"b\":{\"c\":3,\"C\":4},\"a (2)\":5}\n";
        var number = Type.Primitive.INT;
        var type = Type.Struct.of(
                new Type.Field("A", number),
                new Type.Field("a", number),
                new Type.Field("b", Type.Struct.of(new Type.Field("c", number), new Type.Field("C", number))),
                new Type.Field("a (2)", number));
        var frame = JsonFolder.frame(List.of(new JsonFolder(folder).file("twins.json", text)), type);
        assertThat(frame.toDF().collectAsList().toString()).isEqualTo("[[2,1,[3,4],5]]");
        assertThat(frame.toDF().columns()).containsExactly("A", "a", "b", "a (2)");
    }
}
