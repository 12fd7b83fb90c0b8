// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedScan;
import dev.mastic.formats.text.LineBuffer;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;

/**
 * Objects, one a line or over several lines, in UTF-8. Arrays and single values at the top are refused rows.
 *
 * @see <a href="https://jsonlines.org">JSON Lines</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "json";

    /** Makes the format; it has no settings. */
    public static final class Plugin implements Factory<Format> {
        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new JsonFormat();
        }
    }

    /** Certain as far as the lines of the sample are objects; more than half of them must be. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        try {
            double certainty = beginsAnObject(sample.head()) ? 1 : shareOfObjects(sample);
            return certainty > 0.5
                    ? Optional.of(new Match(NAME, certainty, sample.compression(), Map.of()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new EtlException("Cannot read " + sample.path() + ": " + e.getMessage(), e);
        }
    }

    /** Whether the whole sample is the start of one object. */
    private static boolean beginsAnObject(byte[] head) throws IOException {
        var parser = new RecordParser.Factory().parser();
        try {
            int from = 0;
            while (from < head.length && head[from] != '{') {
                if (head[from] > ' ') {
                    return false;
                }
                from++;
            }
            parser.at(head, from, head.length).nextToken();
            parser.leaveRecord();
            return false;
        } catch (JsonProcessingException e) {
            return parser.position() >= head.length;
        }
    }

    private static double shareOfObjects(Sample sample) throws IOException {
        int end = sample.head().length;
        boolean whole = end >= sample.size() && sample.compression().equals("none");
        int lines = end;
        while (lines > 0 && sample.head()[lines - 1] != '\n') {
            lines--;
        }
        var head = Arrays.copyOf(sample.head(), whole || lines == 0 ? end : lines);
        var in = new LineBuffer.Unpacked(new ByteArrayInputStream(head), () -> false);
        var budget = ReadBudget.DEFAULT;
        var bad = new int[1];
        int good = 0;
        JsonGrammar.Shape<Boolean> skip = parser -> {
            parser.leaveRecord();
            return true;
        };
        var lineBuffer = new LineBuffer(in, 0, head.length + 1, true, false);
        var grammar = new JsonGrammar<>(skip);
        try (var records = new Records<>(lineBuffer, Stretch.ALL, grammar, refusal -> bad[0]++, budget)) {
            while (records.next() != null) {
                good++;
            }
        }
        return good == 0 ? 0 : (double) good / (good + bad[0]);
    }

    /**
     * Reads records that begin in the first bytes, a large file by several threads; ill-formed ones are left to the reader, which refuses
     * them.
     */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        try {
            return new JsonInference(file).observe(maxBytes);
        } catch (IOException e) {
            throw new EtlException("Cannot read " + file.item().path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws EtlException if the type holds something that no JSON is, such as a map whose keys are numbers
     */
    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var session = spark.session();
        var pinned = new PinnedScan(session, scan);
        var zone = session.sessionState().conf().sessionLocalTimeZone();
        var rows = new JsonRows(pinned.dataType(), zone);
        rows.grammar(new String[0]); // a type that cannot be read is refused here, not in a task
        return new TextScan(scan, pinned).frame(rows, context);
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.of(new JsonFileFormat());
    }

    @Override
    public HiveClasses hive(Match match) {
        return hive(match, Type.Struct.EMPTY);
    }

    /** The openx SerDe, told the names as they are written: Hive's own are in lower case. */
    @Override
    public HiveClasses hive(Match match, Type.Struct type) {
        var paths = type.names().stream().sorted().collect(Collectors.joining(","));
        return new HiveClasses(
                "org.apache.hadoop.mapred.TextInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                "org.openx.data.jsonserde.JsonSerDe",
                paths.isEmpty() ? Map.of() : Map.of("paths", paths));
    }
}
