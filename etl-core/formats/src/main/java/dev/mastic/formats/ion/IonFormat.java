// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

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

/**
 * The structs at the top of files of Ion, in text or binary, as rows; other values there are refused rows. Symbols are strings, blobs and
 * clobs are binary, S-expressions are arrays, timestamps without a time are dates; annotations are left out. Ion is only read.
 *
 * @see <a href="https://amazon-ion.github.io/ion-docs/docs/spec.html">Ion specification</a>
 */
public final class IonFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "ion";

    private static final double LEAST = 0.5;

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
            return new IonFormat();
        }
    }

    /** Certain of binary, and of text that says its version or is no JSON; more than half of its values must be structs. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        double certainty = new IonSniffer(sample).certainty();
        return certainty > LEAST
                ? Optional.of(new Match(NAME, certainty, sample.compression(), Map.of()))
                : Optional.empty();
    }

    /** Reads the values that begin in the first bytes; what is broken is left to the reader, which refuses it. */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        var text = new TextFile(file);
        var tally = new IonTally(new Observation(), file.item().path());
        var budget = ReadBudget.LOOK;
        var unread = new UnreadRecords();
        long rows = 0;
        try (var lines = text.lines(0, budget, false, true);
                var records = new Records<>(
                        lines,
                        Stretch.records(0, maxBytes),
                        IonLayout.of(text).grammar((Node record) -> record),
                        unread,
                        budget)) {
            for (var record = records.next(); record != null; record = records.next()) {
                tally.keep(record, records.line());
                rows++;
            }
        } catch (IOException e) {
            throw new EtlException("Cannot read " + file.item().path() + ": " + e.getMessage(), e);
        }
        return new Inference(tally.observation().toObserved(), rows).with(unread.toUnread());
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var pinned = new PinnedScan(spark.session(), scan);
        var keys = Set.copyOf(scan.partitionType().names());
        var rows = new IonRows(pinned.dataType(), IonLayout.TEXT, scan.others(), keys);
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

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses(
                "com.amazon.ionhiveserde.formats.IonInputFormat",
                "com.amazon.ionhiveserde.formats.IonOutputFormat",
                "com.amazon.ionhiveserde.IonHiveSerDe",
                Map.of());
    }
}
