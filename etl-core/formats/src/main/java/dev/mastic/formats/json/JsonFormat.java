// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.config.Setting;
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
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedScan;
import dev.mastic.formats.text.TextScan;
import dev.mastic.formats.text.WholeFileCodecs;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.execution.datasources.FileFormat;

/**
 * Objects in UTF-8: one a line or over several lines, in an array at the top, or at a path inside documents. Other values in their places
 * are refused rows.
 *
 * @see <a href="https://jsonlines.org">JSON Lines</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "json";

    private static final double LEAST = 0.5;

    private final JsonLayout layout;

    JsonFormat(JsonLayout layout) {
        this.layout = layout;
    }

    /** Records on lines of their own, or in an array at the top: each file shows it. */
    public JsonFormat() {
        this(JsonLayout.SHOWN);
    }

    /** Makes the format. */
    public static final class Plugin implements Factory<Format> {
        private static final Setting<JsonPath> JSON_PATH = Setting.parsed(
                        "json-path", "steps of members and [*]", JsonPath::parse)
                .doc("Where the records of a document are, such as $.a.b[*]; by default they stand one after the"
                        + " other, or in an array at the top.");

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
            return SettingsSpec.of(JSON_PATH);
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new JsonFormat(settings.find(JSON_PATH).map(JsonLayout::at).orElse(JsonLayout.SHOWN));
        }
    }

    /** Certain as far as the records of the sample are objects; more than half of them must be. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        var dialect =
                layout.isDocument() ? Map.of(JsonLayout.PATH, layout.path().toString()) : Map.<String, String>of();
        double certainty = new JsonSniffer(layout.in(sample.head())).certainty(sample);
        return certainty > LEAST
                ? Optional.of(new Match(NAME, certainty, sample.compression(), dialect))
                : Optional.empty();
    }

    /** The setting wins over what a match says. */
    private JsonLayout layout(Match match) {
        return layout.told() ? layout : JsonLayout.of(match.dialect());
    }

    /**
     * Reads records that begin in the first bytes, a large file by several threads; ill-formed ones are left to the reader, which refuses
     * them.
     */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        try {
            return new JsonInference(file, layout(match)).observe(maxBytes);
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
        var rows = new JsonRows(
                pinned.dataType(),
                zone,
                layout(scan.match()),
                scan.others(),
                Set.copyOf(scan.partitionType().names()));
        rows.grammar(new String[0]); // a type that cannot be read is refused here, not in a task
        return new TextScan(scan, pinned).frame(rows, context);
    }

    @Override
    public Set<SchemaChange> schemaChanges() {
        return EnumSet.allOf(SchemaChange.class);
    }

    @Override
    public Map<String, String> codecs() {
        return WholeFileCodecs.NAMES;
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.of(new JsonOutput());
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
