// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

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
import dev.mastic.core.type.Observation;
import dev.mastic.formats.PinnedScan;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.text.TextScan;
import dev.mastic.formats.text.UnreadRecords;
import dev.mastic.formats.tree.Node;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The elements of one name as rows, whatever stands around them. The name is found, unless it is set. Attributes are columns whose names
 * begin with {@code _}; elements are columns of their names, structs where they have parts, and arrays where one is repeated; the text
 * beside parts is {@code _VALUE}. Texts are typed as cells of CSV are. XML is only read.
 *
 * @see <a href="https://www.w3.org/TR/xml/">XML 1.0</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-xml-home.html">XML in Glue</a>
 */
public final class XmlFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "xml";

    private static final Logger LOG = LoggerFactory.getLogger(XmlFormat.class);

    private final Optional<String> rowTag;

    XmlFormat(Optional<String> rowTag) {
        this.rowTag = rowTag;
    }

    /** Rows by the elements that a file repeats. */
    public XmlFormat() {
        this(Optional.empty());
    }

    /** Makes the format. */
    public static final class Plugin implements Factory<Format> {
        private static final Setting<String> ROW_TAG = XmlLayout.setting()
                .doc(
                        "The name of the elements that are rows, without brackets; by default the repeated elements that hold"
                                + " most of a document.");

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
            return SettingsSpec.of(ROW_TAG);
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new XmlFormat(settings.find(ROW_TAG));
        }
    }

    /** Certain if the sample is well-formed as far as it goes; less so for one that breaks in between. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        boolean cut =
                sample.head().length < sample.size() || !sample.compression().equals("none");
        var sniffer = new XmlSniffer(sample.head());
        return sniffer.find(cut).map(found -> {
            rowTag.filter(tag -> !sniffer.holds(tag)).ifPresent(tag -> warn(sample, tag, found.rowTag()));
            var shown = Map.of(XmlLayout.ROW_TAG, found.rowTag());
            var layout = XmlLayout.of(shown).told(rowTag).in(sniffer.charset());
            return new Match(NAME, found.certainty(), sample.compression(), layout.toMap());
        });
    }

    /** A document may well have no rows, but a tag that is spelt wrong would read none without a word. */
    private static void warn(Sample sample, String told, String found) {
        LOG.warn(
                "{} has no element <{}> in its first {} bytes, so no rows there; what it does have is <{}>: see whether row-tag is right",
                sample.path(),
                told,
                sample.head().length,
                found);
    }

    /** Reads the records that begin in the first bytes; what is broken is left to the reader, which refuses it. */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        try {
            return observe(file, XmlLayout.of(match.dialect()).told(rowTag), maxBytes);
        } catch (IOException e) {
            throw new EtlException("Cannot read " + file.item().path() + ": " + e.getMessage(), e);
        }
    }

    private static Inference observe(InputFile file, XmlLayout told, long maxBytes) throws IOException {
        var text = new TextFile(file, told.encoding());
        var tally = new XmlTally(file.item().path());
        var budget = ReadBudget.LOOK;
        var unread = new UnreadRecords();
        long rows = 0;
        try (var lines = text.lines(0, budget, false, true);
                var records = new Records<>(
                        lines,
                        Stretch.records(0, maxBytes),
                        told.in(text).grammar((Node record) -> record),
                        unread,
                        budget)) {
            for (var record = records.next(); record != null; record = records.next()) {
                tally.keep(record, records.line());
                rows++;
            }
        }
        var observation = new Observation();
        tally.observe(observation);
        return new Inference(observation.toObserved(), rows).with(unread.toUnread());
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var session = spark.session();
        var pinned = new PinnedScan(session, scan);
        var rows = new XmlRows(
                pinned.dataType(),
                session.sessionState().conf().sessionLocalTimeZone(),
                XmlLayout.of(scan.match().dialect()).told(rowTag),
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
    public Optional<FileFormat> writer() {
        return Optional.empty();
    }

    /** Hive has no SerDe for XML of its own. */
    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses(
                "org.apache.hadoop.mapred.TextInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                "",
                Map.of());
    }
}
