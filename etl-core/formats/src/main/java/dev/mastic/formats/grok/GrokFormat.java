// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
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
import dev.mastic.formats.csv.CellRecords;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.text.TextScan;
import dev.mastic.formats.text.UnreadRecords;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.execution.datasources.FileFormat;

/**
 * Logs, a record a line: the known ones are found by themselves, others are described by a grok pattern. Only read.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-grokLog-home.html">grokLog in Glue</a>
 */
public final class GrokFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "grok";

    private static final double LEAST = 0.5;

    /** Null where the pattern is that of a match, or of a known log. */
    private final KnownLog told;

    private GrokFormat(KnownLog told) {
        this.told = told;
    }

    /** Makes the format; settings have the names of Glue's classifier. */
    public static final class Plugin implements Factory<Format> {
        private static final Setting<String> GROK_PATTERN = Setting.string("grok-pattern")
                .doc(
                        "The pattern of a line, such as %{IP:client} %{WORD:method} %{NUMBER:bytes:long}; by default that of the"
                                + " known log that the lines are of.");
        private static final Setting<String> CUSTOM_PATTERNS = Setting.string("custom-patterns")
                .defaultsTo("")
                .doc("Patterns that the pattern refers to, one a line: a name, a blank, a regular expression.");

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
            return SettingsSpec.of(GROK_PATTERN, CUSTOM_PATTERNS);
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            var custom = settings.get(CUSTOM_PATTERNS);
            return new GrokFormat(settings.find(GROK_PATTERN)
                    .map(pattern -> KnownLog.described(NAME, pattern, custom))
                    .orElse(null));
        }
    }

    /** Certain as far as the lines of the sample are records of one log; more than half of them must be. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        var logs = told == null ? KnownLog.ALL : List.of(told);
        return GrokSniffer.of(sample).flatMap(sniffer -> sniffer.best(logs, LEAST));
    }

    /**
     * The setting wins over what a match says; where neither says anything, the first file that is a known log does.
     *
     * @throws UsageException if none is
     */
    private GrokDialect dialect(Match match, List<InputFile> files) {
        if (told != null) {
            var encoding = GrokDialect.of(match.dialect()).encoding();
            return told.dialect().withEncoding(encoding);
        }
        if (!match.dialect().isEmpty()) {
            return GrokDialect.of(match.dialect());
        }
        return files.stream()
                .flatMap(file -> sniff(file.sample()).stream())
                .findFirst()
                .map(found -> GrokDialect.of(found.dialect()))
                .orElseThrow(() -> new UsageException("Cannot read " + first(files)
                        + " as a log: it is none that is known, and no pattern is set (set grok-pattern)"));
    }

    private static String first(List<InputFile> files) {
        return files.isEmpty() ? "no file" : files.get(0).item().path();
    }

    /** Reads records that begin in the first bytes; ill-formed ones are left to the reader, which refuses them. */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        var path = file.item().path();
        var dialect = dialect(match, List.of(file));
        var text = new TextFile(file, dialect.encoding());
        var counts = new CellRecords.Counts(dialect.spelling(), dialect.types());
        var grammar = new GrokGrammar<>(dialect.cells(), counts.records());
        var unread = new UnreadRecords();
        try (var lines = text.lines(0, GrokGrammar.BUDGET, true, false);
                var records = new Records<>(lines, Stretch.records(0, maxBytes), grammar, unread, GrokGrammar.BUDGET)) {
            while (records.step()) {
                // the grammar counts
            }
            return counts.toInference(path).with(unread.toUnread());
        } catch (IOException e) {
            throw new EtlException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@inheritDoc} Where neither match nor setting has a pattern, it looks at the start of the first file now.
     *
     * @throws EtlException if the type holds something that no cell is, such as a struct
     */
    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var session = spark.session();
        var configuration = session.sessionState().newHadoopConf();
        var files = scan.files().stream()
                .map(file -> new InputFile(file, configuration))
                .toList();
        var pinned = new PinnedScan(session, scan);
        var dialect = files.isEmpty() ? GrokDialect.W3C : dialect(scan.match(), files);
        var rows = new GrokRows(
                dialect,
                new CellRecords.Rows(
                        pinned.dataType(),
                        dialect.spelling(),
                        session.sessionState().conf().sessionLocalTimeZone(),
                        scan.others(),
                        Set.copyOf(scan.partitionType().names())));
        rows.grammar(new String[0]); // a type that cannot be read is refused here, not in a task
        return new TextScan(scan, pinned).frame(rows, context);
    }

    @Override
    public Set<SchemaChange> schemaChanges() {
        return EnumSet.allOf(SchemaChange.class);
    }

    /** None: logs are only read. */
    @Override
    public Optional<FileFormat> writer() {
        return Optional.empty();
    }

    @Override
    public HiveClasses hive(Match match) {
        return hive(match, Type.Struct.EMPTY);
    }

    /** Glue's SerDe for grok, told the pattern; where the lines of a file name its fields, that of the columns. */
    @Override
    public HiveClasses hive(Match match, Type.Struct type) {
        var dialect = told == null ? GrokDialect.of(match.dialect()) : told.dialect();
        var pattern = dialect.isW3c() ? W3cLines.pattern(type.names()) : dialect.pattern();
        var parameters = new TreeMap<String, String>(Map.of("input.format", pattern));
        var definitions = GrokPattern.of(pattern, dialect.custom()).definitions();
        if (!definitions.isEmpty()) {
            parameters.put("input.grokCustomPatterns", definitions);
        }
        return new HiveClasses(
                "org.apache.hadoop.mapred.TextInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                "com.amazonaws.glue.serde.GrokSerDe",
                parameters);
    }
}
