// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchTest {
    private static final String SHOP = "id,title,price\n"
            + "a1,Canon EOS 450D camera,799\n"
            + "a2,Nikon D60 camera,599.50\n"
            + "a3,\"Sony \"\"Alpha\"\" 200\",\n";
    private static final String OTHER = "id,title,price,maker\n"
            + "b1,canon eos 450 d digital camera,799.00,Canon\n"
            + "b2,Sony Alpha 200 body,449,Sony\n"
            + "b3,Kettle 1.7 l,19,\"\"\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private Shell.Ended match(String verb, String... options) {
        var all = new ArrayList<>(List.of("match", verb));
        all.addAll(List.of(options));
        return shell.mastic(all.toArray(String[]::new));
    }

    private String file(String name, String text) {
        return shell.write(name, text).toString();
    }

    private String to(String name) {
        return shell.file(name).toString();
    }

    /** The match ids of a CSV file without quoted line breaks, by the first column. */
    private static Map<String, String> ids(String csv) {
        var ids = new HashMap<String, String>();
        csv.lines().skip(1).forEach(line -> {
            var cells = line.split(",", -1);
            ids.put(cells[0], cells[cells.length - 2]);
        });
        return ids;
    }

    @Test
    void matchesTwoFilesOfDifferentColumns() {
        var ended = match(
                "run",
                "--input",
                file("a.csv", SHOP),
                "--input",
                file("b.csv", OTHER),
                "--id",
                "id",
                "--to",
                to("out/x.csv"));
        var said = ended.succeeded().document();
        assertThat(said.at("/records").asInt()).isEqualTo(6);
        assertThat(said.at("/sources").asInt()).isEqualTo(2);
        assertThat(said.at("/groups").asInt()).isEqualTo(2);
        assertThat(said.at("/columns").findValuesAsText("name")).contains("*", "title", "price");
        var text = shell.read("out/x.csv");
        assertThat(text)
                .startsWith("id,title,price,maker,match_id,match_confidence_score\na1,Canon EOS 450D camera,799,,")
                .contains(
                        "a2,Nikon D60 camera,599.50,,", "a3,\"Sony \"\"Alpha\"\" 200\",,,", "b3,Kettle 1.7 l,19,\"\",");
        var ids = ids(text);
        assertThat(ids.get("a1")).isEqualTo(ids.get("b1"));
        assertThat(ids.get("a3")).isEqualTo(ids.get("b2"));
        assertThat(Map.copyOf(ids).values().stream().distinct()).hasSize(4);
        assertThat(shell.files("out")).containsExactly("x.csv");
    }

    @Test
    void takesIdsThatRepeatBetweenInputs() throws IOException {
        var a = file("a.csv", SHOP.replace("a1", "1").replace("a2", "2").replace("a3", "3"));
        var b = file("b.csv", OTHER.replace("b1", "1").replace("b2", "2").replace("b3", "3"));
        match("run", "--input", a, "--input", b, "--id", "id", "--to", to("x.csv"))
                .failed(1, "1 stands in 2 rows of column 'id'", "--source COLUMN");
        var ended = match(
                "run",
                "--input",
                a,
                "--input",
                b,
                "--id",
                "id",
                "--source",
                "shop",
                "--to",
                to("x.csv.gz"),
                "--output",
                "table");
        assertThat(ended.succeeded().out()).contains("groups").doesNotContain("{");
        try (var in = new GZIPInputStream(Files.newInputStream(shell.file("x.csv.gz")))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).startsWith("id,title,price,shop,maker,").contains(",a,", ",b,");
        }
    }

    @Test
    void writesParquetAndReadsItAgain() {
        var a = file(
                "a.json",
                "{\"id\":1,\"name\":\"Ada Lovelace\",\"tags\":[\"x\"]}\n{\"id\":2,\"name\":\"Ada Lovelase\",\"tags\":[]}\n");
        match("run", "--input", a, "--id", "id", "--to", to("x.parquet")).succeeded();
        assertThat(shell.mastic("cat", to("x.parquet")).succeeded().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"match_id\":") && line.contains("\"tags\":["));
        match("run", "--input", a, "--id", "id", "--to", to("x.parquet")).failed(2, "x.parquet", "it is there already");
        match("run", "--input", to("x.parquet"), "--id", "id", "--to", to("y.csv"))
                .failed(2, "there is a column 'match_id' already");
    }

    @Test
    void matchesNewRowsWithOldOnes() {
        var a = file("a.csv", SHOP);
        match("run", "--input", a, "--id", "id", "--to", to("one.csv")).succeeded();
        match(
                        "incremental",
                        "--existing",
                        to("one.csv"),
                        "--input",
                        file("b.csv", OTHER),
                        "--id",
                        "id",
                        "--to",
                        to("two.csv"))
                .succeeded();
        var before = ids(shell.read("one.csv"));
        var after = ids(shell.read("two.csv"));
        assertThat(after).containsAllEntriesOf(before).hasSize(6);
        assertThat(after.get("b1")).isEqualTo(before.get("a1"));
        assertThat(after.get("b3")).isNotIn(before.values());
        match("incremental", "--existing", a, "--input", file("b.csv", OTHER), "--id", "id", "--to", to("x.csv"))
                .failed(2, "no column 'match_id'");
        match("incremental", "--existing", to("one.csv"), "--input", a, "--id", "id", "--to", to("x.csv"))
                .failed(1, "a1 stands in 2 rows of column 'id'");
        match("incremental", "--existing", to("one.csv"), "--id", "id", "--to", to("x.csv"))
                .failed(2, "--input");
        var bad = file("bad.csv", shell.read("one.csv").replaceAll("(?m),[0-9]+,([0-9.]+)$", ",one,$1"));
        match("incremental", "--existing", bad, "--input", file("b.csv", OTHER), "--id", "id", "--to", to("x.csv"))
                .failed(1, "match_id", "'one'");
    }

    @Test
    void learnsFromLabelsAndHoldsThem() {
        var a = file("a.csv", SHOP);
        var b = file("b.csv", OTHER);
        var model = to("model");
        var asked = match(
                "train", "--input", a, "--input", b, "--id", "id", "--model", model, "--labeling-set", to("ask.csv"));
        assertThat(asked.succeeded().document().at("/labelledPairs").asInt()).isZero();
        assertThat(shell.read("ask.csv")).startsWith("labeling_set_id,label,id,title,price,maker\n1,\"\",");
        match("import-labels", "--labels", to("ask.csv"), "--model", model).failed(2, "has no label");
        var labels = file("labels.csv", "labeling_set_id,label,id\n1,x,a1\n1,y,b1\n1,z,a2\n1,z,b3\n");
        assertThat(match("import-labels", "--labels", labels, "--model", model)
                        .succeeded()
                        .document()
                        .at("/rows")
                        .asInt())
                .isEqualTo(4);
        match(
                        "import-labels",
                        "--labels",
                        file("more.csv", "labeling_set_id,label,id\n1,x,a3\n1,x,b2\n"),
                        "--model",
                        model)
                .succeeded();
        assertThat(shell.read("model/labels.csv")).contains("1,x,a1", "1-2,x,a3");
        match("import-labels", "--labels", a, "--model", model).failed(2, "a.csv", "labeling_set_id");
        match("import-labels", "--labels", to("no.csv"), "--model", model).failed(2, "no.csv", "no such file");
        var other = file("other.csv", "labeling_set_id,label,key\n1,x,a3\n");
        match("import-labels", "--labels", other, "--model", model).failed(2, "other.csv", "--replace");
        var trained = match("train", "--input", a, "--input", b, "--id", "id", "--model", model);
        assertThat(trained.succeeded().document().at("/labelledMatches").asInt())
                .isEqualTo(2);
        assertThat(shell.read("model/model.json")).contains("\"title\"").doesNotContain("Canon", "Sony");
        match(
                        "run",
                        "--input",
                        a,
                        "--input",
                        b,
                        "--id",
                        "id",
                        "--model",
                        model,
                        "--to",
                        to("x.csv"),
                        "--enforce-provided-labels")
                .succeeded();
        var ids = ids(shell.read("x.csv"));
        assertThat(ids.get("a1")).isNotEqualTo(ids.get("b1"));
        assertThat(ids.get("a2")).isEqualTo(ids.get("b3"));
        assertThat(ids.get("a3")).isEqualTo(ids.get("b2"));
    }

    @Test
    void saysWhatIsWrongWithModelsAndLabels() {
        var a = file("a.csv", SHOP);
        match("run", "--input", a, "--id", "id", "--model", to("none"), "--to", to("x.csv"))
                .failed(2, "there is no model.json", "mastic match train");
        shell.write("old/model.json", "{\"format\":\"mastic-match-model\",\"version\":9}");
        match("run", "--input", a, "--id", "id", "--model", to("old"), "--to", to("x.csv"))
                .failed(2, "version 9");
        shell.write("bad/model.json", "{");
        match("run", "--input", a, "--id", "id", "--model", to("bad"), "--to", to("x.csv"))
                .failed(2, "no model");
        match("run", "--input", a, "--id", "id", "--to", to("x.csv"), "--enforce-provided-labels")
                .failed(2, "none are provided");
        var strangers = file("l.csv", "labeling_set_id,label,id\n1,x,q1\n1,x,q2\n");
        match("run", "--input", a, "--id", "id", "--to", to("x.csv"), "--labels", strangers)
                .failed(1, "none of its 2 rows");
        var torn = file("t.csv", "labeling_set_id,label,id\n1,x,a1\n1,x,a2\n2,x,a1\n2,y,a2\n");
        match("run", "--input", a, "--id", "id", "--to", to("x.csv"), "--labels", torn)
                .failed(1, "a1", "a2", "one thing in one labelling set");
        match("train", "--input", a, "--id", "id", "--model", to("m"), "--sets", "0")
                .failed(2, "--sets");
        match("train", "--input", a, "--id", "id", "--model", "s3a://b/m").failed(2, "s3a://b/m");
        assertThat(shell.file("x.csv")).doesNotExist();
    }

    @Test
    void takesNothingForItsMatches() {
        var one = match("run", "--input", file("one.csv", "id,name\n1,Ada\n"), "--id", "id", "--to", to("x.csv"));
        assertThat(one.succeeded().document().at("/groups").asInt()).isZero();
        assertThat(shell.read("x.csv").lines()).hasSize(2);
    }

    @Test
    void saysWhatIsWrong() {
        var a = file("a.csv", SHOP);
        match("run", "--id", "id", "--to", to("x.csv")).failed(2, "--input");
        match("run", "--input", a, "--to", to("x.csv")).failed(2, "--id");
        match("run", "--input", a, "--id", "id").failed(2, "--to");
        match("run", "--input", to("no.csv"), "--id", "id", "--to", to("x.csv")).failed(2, "no.csv");
        match("run", "--input", a, "--id", "idd", "--to", to("x.csv"))
                .failed(2, "no column 'idd'", "did you mean 'id'?");
        match("run", "--input", a, "--id", "id", "--source", "titel", "--to", to("x.csv"))
                .failed(2, "no column 'titel'", "did you mean 'title'?");
        match("run", "--input", a, "--id", "id", "--columns", "titel", "--to", to("x.csv"))
                .failed(2, "no column 'titel'");
        match("run", "--input", a, "--id", "id", "--to", to("x.txt")).failed(2, "x.txt", ".csv.gz");
        match("run", "--input", a, "--id", "id", "--to", "s3a://bucket/x.csv").failed(2, "s3a://bucket/x.csv");
        match("run", "--input", a, "--input", a, "--id", "id", "--to", to("x.csv"))
                .failed(2, "given twice");
        match("run", "--input", a, "--id", "id", "--to", to("x.csv"), "--precision-recall-tradeoff", "2")
                .failed(2, "--precision-recall-tradeoff", "2.0");
        match("run", "--input", a, "--id", "id", "--to", to("x.csv"), "--accuracy-cost-tradeoff", "much")
                .failed(2, "--accuracy-cost-tradeoff", "much");
        Shell.raw("match", "rnu").failed(2, "rnu", "run");
        Shell.raw("match").failed(2, "run", "incremental", "train", "import-labels");
        assertThat(shell.file("x.csv")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithRows() {
        run("empty.csv", "").failed(2, "empty.csv", "no data");
        run("header.csv", "id,name\n").failed(1, "header.csv");
        run("null.csv", "id,name\n1,Ada\n,Grace\n").failed(1, "1 row without a value in column 'id'");
        run("twice.csv", "id,name\n1,Ada\n1,Grace\n").failed(1, "1 stands in 2 rows");
        run("alone.json", "{\"id\":1}\n{\"id\":2}\n").failed(2, "no column to compare");
        var names = IntStream.rangeClosed(1, 101).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        run("wide.csv", "id," + names + "\n1" + ",x".repeat(101) + "\n2" + ",y".repeat(101) + "\n")
                .failed(2, "101 columns", "100 at most");
        assertThat(shell.file("x.csv")).doesNotExist();
    }

    private Shell.Ended run(String name, String text) {
        return match("run", "--input", file(name, text), "--id", "id", "--to", to("x.csv"));
    }
}
