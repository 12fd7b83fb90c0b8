// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.datasources.FileFormat;

/** JSON Lines in its smallest form: just what a crawl asks of a format. */
record JsonLines() implements Format {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<Match> sniff(Sample sample) {
        return sample.head().length > 0 && sample.head()[0] == '{'
                ? Optional.of(new Match("json", 1.0, sample.compression(), Map.of()))
                : Optional.empty();
    }

    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        var rows = new Observation();
        long line = 0;
        try (var in = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            long read = 0;
            for (var text = in.readLine(); text != null && read < maxBytes; text = in.readLine()) {
                read += text.length() + 1;
                observe(JSON.readTree(text), rows, file.item().path(), ++line);
            }
        } catch (IOException e) {
            throw new EtlException("Cannot read " + file.item().path() + ": " + e.getMessage(), e);
        }
        return new Inference(rows.toObserved(), line);
    }

    private static void observe(JsonNode node, Observation place, String path, long line) {
        var example = new Example(path, line, node.isContainerNode() ? "" : node.toString());
        if (node.isObject()) {
            place.struct(example);
            node.fields().forEachRemaining(f -> observe(f.getValue(), place.field(f.getKey()), path, line));
        } else if (node.isArray()) {
            place.array(example);
            node.forEach(element -> observe(element, place.element(), path, line));
        } else {
            place.value(primitive(node), example);
        }
    }

    private static Type.Primitive primitive(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER ->
                node.isInt() ? Type.Primitive.INT : node.isLong() ? Type.Primitive.LONG : Type.Primitive.DOUBLE;
            case BOOLEAN -> Type.Primitive.BOOLEAN;
            case NULL -> Type.Primitive.NULL;
            default -> Type.Primitive.STRING;
        };
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        throw new UnsupportedOperationException("a crawl reads no frames");
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.empty();
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses("TextIn", "TextOut", "JsonSerDe", Map.of());
    }

    /** As a factory. */
    record Named() implements Factory<Format> {
        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public String name() {
            return "json";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new JsonLines();
        }
    }
}
