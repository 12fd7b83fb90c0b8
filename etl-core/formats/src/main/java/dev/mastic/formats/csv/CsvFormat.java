// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.bookmark.FileItem;
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
import dev.mastic.formats.PinnedScan;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.text.TextScan;
import dev.mastic.formats.text.WholeFileCodecs;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delimited text of any dialect: found by itself, unless it is set. Columns are found by the header of each file.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-csv-home.html">CSV in Glue</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class CsvFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "csv";

    private static final Logger LOG = LoggerFactory.getLogger(CsvFormat.class);

    private final Map<String, String> overrides;

    /** Everything is found. */
    public CsvFormat() {
        this(Map.of());
    }

    /** @param overrides properties of the dialect that are not left to the sniffer */
    CsvFormat(Map<String, String> overrides) {
        this.overrides = new TreeMap<>(overrides);
        Dialect.of(overrides); // what is not valid is refused here
    }

    /** Makes the format; settings have Glue's names. */
    public static final class Plugin implements Factory<Format> {
        private static final String NO_CHARACTER = ", one ASCII character, or -1 for none; by default found.";
        static final Setting<String> SEPARATOR =
                character("separator", false).doc("What stands between cells, one ASCII character; by default found.");
        private static final Setting<String> QUOTE_CHAR =
                character("quote-char", true).doc("What stands around cells" + NO_CHARACTER);
        private static final Setting<String> ESCAPER =
                character("escaper", true).doc("What stands before a character that is taken as it is" + NO_CHARACTER);
        private static final Setting<String> COMMENT =
                character("comment", true).doc("What a line of comment begins with" + NO_CHARACTER);
        private static final Setting<Boolean> WITH_HEADER =
                Setting.bool("with-header").doc("Whether a line names the columns; by default found.");
        private static final Setting<Boolean> SKIP_FIRST = Setting.bool("skip-first")
                .doc("Whether to pass over the first line behind the header; by default found.");
        private static final Setting<Boolean> MULTI_LINE = Setting.bool("multi-line")
                .doc("Whether quoted cells may span lines in files above 32 MB, which are not split then; by default"
                        + " found.");
        private static final Setting<String> ENCODING =
                Setting.of("encoding", Plugin::charset).doc("The character set of the files; by default found.");
        private static final Setting<String> NULL_VALUE =
                Setting.string("null-value").doc("What means null beside the empty cell; by default found.");

        static Setting<String> character(String name, boolean orNone) {
            var expected = "one ASCII character that is no line end" + (orNone ? ", or -1 for none" : "");
            return Setting.of(name, (value, base) -> {
                var text = Setting.string(name).reader().read(value, base).replace("\\t", "\t");
                if (!Dialect.isMark(text) && !(orNone && text.equals("-1"))) {
                    throw new IllegalArgumentException(expected);
                }
                return text;
            });
        }

        private static String charset(ConfigValue value, String base) {
            var text = Setting.string("encoding").reader().read(value, base);
            if (!Dialect.isCharset(text)) {
                throw new IllegalArgumentException("the name of a character set that Java knows");
            }
            return text;
        }

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
            return SettingsSpec.of(
                    SEPARATOR, QUOTE_CHAR, ESCAPER, COMMENT, WITH_HEADER, SKIP_FIRST, MULTI_LINE, ENCODING, NULL_VALUE);
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            var overrides = new TreeMap<String, String>();
            settings.find(SEPARATOR).ifPresent(text -> overrides.put("delimiter", text));
            settings.find(QUOTE_CHAR).ifPresent(text -> overrides.put("quoteChar", text));
            settings.find(ESCAPER).ifPresent(text -> overrides.put("escaper", text));
            settings.find(COMMENT).ifPresent(text -> overrides.put("comment", text));
            settings.find(WITH_HEADER).ifPresent(flag -> overrides.put("header", flag.toString()));
            settings.find(SKIP_FIRST).ifPresent(flag -> overrides.put("unitLines", flag ? "1" : "0"));
            settings.find(MULTI_LINE).ifPresent(flag -> overrides.put("multiLine", flag.toString()));
            settings.find(ENCODING).ifPresent(text -> overrides.put("encoding", text));
            settings.find(NULL_VALUE).ifPresent(text -> overrides.put("nullValues", text));
            return new CsvFormat(overrides);
        }
    }

    /** Certain as far as the records have one number of cells, two or more; text of one column is of no format. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        var found = SampleText.of(sample).flatMap(new Sniffer()::sniff);
        found.ifPresent(
                sniffed -> LOG.debug("{}: certainty {}: {}", sample.path(), sniffed.certainty(), sniffed.evidence()));
        return found.filter(sniffed -> sniffed.certainty() > Sniffer.LEAST)
                .map(sniffed -> new Match(NAME, sniffed.certainty(), sample.compression(), with(sniffed.toMap()))
                        .withEvidence(sniffed.toEvidence()));
    }

    /** The lines of other tables in the sample, which are not read. */
    @Override
    public Optional<String> remark(Sample sample, Match match) {
        var dialect = Dialect.of(match.dialect());
        var layout = dialect.layout();
        if (layout.skippedLines() == 0 && !layout.untilBlank()) {
            return Optional.empty();
        }
        var lines = SampleText.of(sample).map(text -> new Sniffer().leftOut(text, dialect)).orElse(List.of()).stream()
                .map(TextBlocks.Block::places)
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("it holds several tables: the one from line " + (layout.skippedLines() + 1)
                        + " on is read, these are not: " + String.join(", ", lines));
    }

    @Override
    public Optional<Together> together(Map<Match, Long> files) {
        return SharedDialect.of(files);
    }

    private Map<String, String> with(Map<String, String> found) {
        var dialect = new TreeMap<>(found);
        dialect.putAll(overrides);
        return dialect;
    }

    /** The dialect of a match; where it says nothing, that of the first file that can be read. */
    private Dialect dialect(Match match, List<InputFile> files) {
        if (!match.dialect().isEmpty()) {
            return Dialect.of(with(match.dialect()));
        }
        for (var file : files) {
            try {
                var text = SampleText.of(file.sample());
                if (text.isPresent()) {
                    return Dialect.of(with(new Sniffer().assume(text.get()).toMap()));
                }
            } catch (EtlException e) {
                // reading refuses the file; here another can tell the dialect
                LOG.warn("Passed over while looking for the dialect: {}", e.getMessage());
            }
        }
        return Dialect.of(overrides);
    }

    /** Reads records that begin in the first bytes; ill-formed ones are left to the reader, which refuses them. */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        var path = file.item().path();
        var dialect = dialect(match, List.of(file));
        var text = new TextFile(file, dialect.encoding());
        try {
            return new CsvInference(text, dialect, file.item().size()).infer(path, maxBytes);
        } catch (IOException e) {
            throw new EtlException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@inheritDoc} Where the match has no dialect, it looks at the start of the first file now.
     *
     * @throws EtlException if the type holds something that no cell is, such as a struct
     */
    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var session = spark.session();
        var dialect = dialect(
                scan.match(), inputs(scan.files(), session.sessionState().newHadoopConf()));
        var pinned = new PinnedScan(session, scan);
        var rows = new CsvRows(
                pinned.dataType(),
                dialect,
                session.sessionState().conf().sessionLocalTimeZone(),
                scan.others(),
                Set.copyOf(scan.partitionType().names()));
        rows.shape("", new String[0]); // a type that cannot be read is refused here, not in a task
        return new TextScan(scan, pinned).frame(rows, context);
    }

    private static List<InputFile> inputs(List<FileItem> files, Configuration configuration) {
        return files.stream().map(file -> new InputFile(file, configuration)).toList();
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
        return Optional.of(new CsvOutput());
    }

    /** LazySimpleSerDe, which knows no quotes; OpenCSVSerDe where there are some; the one that a classifier names, if it does. */
    @Override
    public HiveClasses hive(Match match) {
        var dialect = Dialect.of(match.dialect());
        var syntax = dialect.syntax();
        var named = dialect.declared().serde();
        boolean quotes = named.isEmpty() ? Match.areQuoted(match.dialect()) : named.equals(Declared.OPEN_CSV);
        var delimiter = Character.toString(syntax.delimiter());
        return new HiveClasses(
                "org.apache.hadoop.mapred.TextInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                quotes
                        ? "org.apache.hadoop.hive.serde2.OpenCSVSerde"
                        : "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                quotes ? openCsv(syntax, delimiter) : Map.of("field.delim", delimiter));
    }

    private static Map<String, String> openCsv(Syntax syntax, String delimiter) {
        int quote = syntax.quote() == Syntax.NONE ? '"' : syntax.quote();
        int escape = syntax.escape() == Syntax.NONE ? quote : syntax.escape();
        return Map.of(
                "separatorChar", delimiter,
                "quoteChar", Character.toString(quote),
                "escapeChar", Character.toString(escape));
    }
}
