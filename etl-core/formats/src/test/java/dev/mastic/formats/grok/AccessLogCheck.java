// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.SessionParts;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Reads a real access log with ten malformed lines, and looks for logs where there are none: run with {@code -Ddata=DIR}, the folder
 * above {@code logs} and {@code csv-zoo}. No part of the build.
 */
class AccessLogCheck {
    private static final Configuration HADOOP = new Configuration();
    private static final Path DATA = Path.of(System.getProperty("data", "."));

    private static Format format(String name) {
        var factory = Registry.fromClasspath().get(Format.class, name);
        var parts = new SessionParts(Registry.fromClasspath(), Map.of(), HADOOP);
        return factory.create(factory.settings().of("any", Map.of()), parts);
    }

    @Test
    void refusesExactlyTheMalformedLines() {
        var files = FileListing.list(DATA.resolve("logs/access_log").toString(), HADOOP);
        var input = new InputFile(files.get(0), HADOOP);
        var grok = format(GrokFormat.NAME);
        var match = grok.sniff(input.sample()).orElseThrow();
        System.out.println(match + "\nas CSV: " + format("csv").sniff(input.sample()));
        assertThat(match.classification()).isEqualTo("combined_apache");
        var inference = grok.observe(input, match, Long.MAX_VALUE);
        var type = Resolution.LOSSLESS.resolveRows(inference.observed());
        System.out.println(type);
        var frame = grok.read(
                LazySpark.of(SparkExtension.session()),
                new FileScan("log", files, match, type, Type.Struct.EMPTY),
                FrameContext.outsideJobs(Registry.of(List.of())));
        var rows = frame.toDF();
        rows.createOrReplaceTempView("log");
        var figures = SparkExtension.session()
                .sql("SELECT count(*), count(DISTINCT clientip), sum(int(verb = 'GET')), sum(int(response = 200)),"
                        + " sum(int(bytes IS NULL)), sum(bytes), sum(int(referrer IS NULL)), sum(int(agent IS NULL)),"
                        + " sum(int(httpversion = '1.1')), min(timestamp), max(timestamp) FROM log")
                .first();
        assertThat(figures)
                .hasToString(
                        "[1990,407,1983,1835,73,440507787,869,63,1736,2015-05-17 10:05:00.0,2015-05-18 02:05:59.0]");
        var faults = frame.errorsAsDynamicFrame().toDF().orderBy("offset").collectAsList();
        faults.forEach(System.out::println);
        assertThat(type.fields()).noneMatch(field -> field.type() == Type.Primitive.NULL);
        assertThat(faults.stream().map(fault -> (Object) fault.getAs("line")))
                .containsExactly(101L, 307L, 512L, 733L, 900L, 1111L, 1284L, 1505L, 1777L, 1999L);
    }

    @Test
    void findsNoLogAmongDelimitedFiles() throws IOException {
        try (var files = Files.list(DATA.resolve("csv-zoo"))) {
            assertThat(files.filter(Files::isRegularFile).toList()).isNotEmpty().allSatisfy(file -> {
                var input =
                        new InputFile(FileListing.list(file.toString(), HADOOP).get(0), HADOOP);
                assertThat(format(GrokFormat.NAME).sniff(input.sample())).isEmpty();
            });
        }
    }
}
