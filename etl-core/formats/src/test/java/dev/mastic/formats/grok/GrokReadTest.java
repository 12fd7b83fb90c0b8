// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrokReadTest {
    private static final String GOOD =
            "203.0.113.7 - - [17/May/2015:10:05:03 +0200] \"GET /a HTTP/1.1\" 200 - \"-\" \"curl\"\n";

    @TempDir
    Path folder;

    @Test
    void typesAccessLogsByTheirPattern() throws IOException {
        var logs = LogFolder.known(folder).with("access_log", GOOD);
        assertThat(logs.type().toString())
                .contains("timestamp, type=timestamp", "response, type=int", "bytes, type=long");
        assertThat(LogFolder.rows(logs.read()))
                .containsExactly("[203.0.113.7,null,null,2015-05-17 08:05:03.0,GET,/a,1.1,null,200,null,null,curl]");
    }

    @Test
    void refusesLinesWithTheirPlaceAndWhereTheyStopMatching() throws IOException {
        var bad = "203.0.113.7 - - 17/May/2015:10:05:03 \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"\n";
        var frame = LogFolder.known(folder)
                .with("access_log", GOOD + bad + "\n" + GOOD + GOOD)
                .read();
        assertThat(frame.count()).isEqualTo(3);
        assertThat(LogFolder.faults(frame))
                .containsExactly(
                        "2 at " + GOOD.length() + " null: does not match %{COMBINEDAPACHELOG} from character 17 on: "
                                + "'17/May/2015:10:05:03 \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"'",
                        "3 at " + (GOOD.length() + bad.length()) + " null: empty line");
    }

    @Test
    void infersColumnsThatDeclareNothingAsThoseOfDelimitedText() throws IOException {
        var logs = LogFolder.of(folder, "%{NOTSPACE:day} %{NOTSPACE:n} %{NOTSPACE:code} %{NOTSPACE:x} %{HTTPDATE:at}")
                .with("a.log", """
                        2024-02-01 1 007 1.5 17/May/2015:10:05:03 +0000
                        2024-02-02 5000000000 008 2 1/June/2015:10:05:03 +0000
                        """);
        assertThat(logs.type().fields().stream().map(field -> field.type().typeName()))
                .containsExactly("date", "long", "string", "double", "timestamp");
        assertThat(LogFolder.rows(logs.read()))
                .containsExactly(
                        "[2024-02-01,1,007,1.5,2015-05-17 10:05:03.0]",
                        "[2024-02-02,5000000000,008,2.0,2015-06-01 10:05:03.0]");
    }

    @Test
    void refusesValuesThatAreNotOfTheDeclaredType() throws IOException {
        var logs = LogFolder.of(folder, "%{NOTSPACE:a:int} %{DATA:at:date;dd.MM.yyyy HH:mm}")
                .with("a.log", "1 24.12.2024 18:00\nx 24.12.2024 18:00\n2 24.13.2024 18:00\n");
        assertThat(logs.observed().rows()).isEqualTo(1);
        var frame = logs.read();
        assertThat(LogFolder.rows(frame)).containsExactly("[1,2024-12-24 18:00:00.0]");
        assertThat(LogFolder.faults(frame))
                .containsExactly(
                        "2 at 19 a: expected int, got 'x'", "3 at 38 at: expected timestamp, got '24.13.2024 18:00'");
    }

    @Test
    void readsFilesThatNameTheirFieldsEachByItsOwnNames() throws IOException {
        var logs =
                LogFolder.known(folder).with("a.log", """
                        #Version: 1.0
                        #Fields: date time cs-method sc-status cs(User-Agent)
                        2002-05-02 17:42:15 GET 200 "two words"
                        2002-05-02 17:42:16 GET -
                        #Fields: date time sc-status time-taken
                        2002-05-03 00:00:01 404 17
                        """).with("b.log", "#Fields: sc-status date\n500 2002-05-04\n");
        assertThat(logs.match().classification()).isEqualTo("microsoft_log");
        assertThat(logs.type().names())
                .containsExactly("date", "time", "cs_method", "sc_status", "cs_User_Agent", "time_taken");
        var frame = logs.read();
        assertThat(LogFolder.rows(frame))
                .containsExactlyInAnyOrder(
                        "[2002-05-02,17:42:15,GET,200,two words,null]",
                        "[2002-05-03,00:00:01,null,404,null,17]",
                        "[2002-05-04,null,null,500,null,null]");
        assertThat(LogFolder.faults(frame))
                .containsExactly("4 at 108 null: does not have the 5 fields that #Fields: names");
    }

    @Test
    void readsPackedFilesAndOtherEncodings() throws IOException {
        assertThat(LogFolder.known(folder)
                        .packed("a.log.gz", GOOD.repeat(3))
                        .read()
                        .count())
                .isEqualTo(3);
        var text = "Jun 14 15:16:01 größe cron[7]: fertig\n";
        var logs = LogFolder.known(folder.resolve("..").resolve(folder.getFileName() + "-latin"));
        logs.folder().toFile().mkdirs();
        logs.with("a.log", text.repeat(2), StandardCharsets.ISO_8859_1);
        assertThat(LogFolder.rows(logs.read())).contains("[null,Jun 14 15:16:01,größe,cron,7,fertig]");
    }

    @Test
    void readsTheSameHoweverFilesAreCut() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append(i % 37 == 0 ? "broken " + i + "\r\n" : GOOD.replace("/a", "/" + i));
        }
        var logs = LogFolder.known(folder).with("access_log", text.toString());
        var whole = logs.read();
        var rows = LogFolder.rows(whole);
        var faults = LogFolder.faults(whole);
        assertThat(rows).hasSize(2000 - faults.size());
        var session = SparkExtension.session();
        session.conf().set("spark.sql.files.maxPartitionBytes", "10001");
        try {
            var cut = logs.read();
            assertThat(cut.toDF().rdd().getNumPartitions()).isGreaterThan(10);
            assertThat(LogFolder.rows(cut)).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(LogFolder.faults(cut)).isEqualTo(faults);
        } finally {
            session.conf().unset("spark.sql.files.maxPartitionBytes");
        }
    }

    @Test
    void endsOnHostileLines() throws IOException {
        var logs = new LogFolder(
                        folder,
                        Map.of("grok-pattern", "%{LIST:list} %{INT:n}", "custom-patterns", "LIST (?:(?:a+)+,?)+"))
                .with(
                        "a.log",
                        "aa,a 1\n".repeat(3) + "a".repeat(5000) + "!\n" + "a".repeat((1 << 20) + 10) + " 1\naa 2\n");
        var frame = logs.read();
        assertThat(frame.count()).isEqualTo(4);
        assertThat(LogFolder.faults(frame)).hasSize(2).satisfies(faults -> {
            assertThat(faults.get(0)).startsWith("4 at 21 null: matching takes more than 1500100 steps by");
            assertThat(faults.get(1)).endsWith("longer than 1048576 bytes");
        });
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        var text = new ArrayList<>(List.of(GOOD, GOOD));
        text.add(GOOD.replace("curl", "\0\1\2"));
        var logs = LogFolder.known(folder).with("access_log", String.join("", text));
        assertThat(logs.read().count()).isEqualTo(3);
    }

    @Test
    void saysSoWhereNothingTellsThePattern() throws IOException {
        var unknown = LogFolder.known(folder).with("a.log", "what is this\n");
        var format = new GrokFormat.Plugin()
                .create(new GrokFormat.Plugin().settings().of("logs", Map.of()), null);
        var file = new InputFile(
                FileListing.list(unknown.folder().toString(), new Configuration())
                        .get(0),
                new Configuration());
        var match = new Match("grok", 1, "none", Map.of());
        assertThatThrownBy(() -> format.observe(file, match, 1000))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("set grok-pattern");
    }
}
