// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Digest;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.ChangedFiles;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a folder or a file that no catalog knows. The format is that of the first readable files, unless it is set; the
 * columns are those that are declared, else those of the slice's files: of text files those in the first 10 MB of each, or in all rows. A
 * value further on that no column's type takes is a fault. Folders named {@code key=value} make string columns, as a crawl would; of a
 * column of the files with the name of a key, the folders decide. What becomes of fields that are no columns is {@code schema-change}.
 */
public final class PathSource implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(PathSource.class);

    private final PathFiles files;
    private final FileRules rules;
    private final Optional<String> formatName;
    private final KnownFormats formats;
    private final PathColumns columns;
    private final SchemaDrift drift;
    // the same slice is asked for its shape at plan time and when it is read
    private final Map<Digest, Inferred> inferred = new ConcurrentHashMap<>();

    private record Inferred(Format format, Match match, PathColumns.Found columns) {
        FileScan scan(String name, List<FileItem> files, OtherFields others) {
            return new FileScan(name, files, match, columns.fileType(), columns.partitionType(), others);
        }
    }

    private PathSource(
            PathFiles files,
            FileRules rules,
            Optional<String> formatName,
            KnownFormats formats,
            PathColumns columns,
            SchemaDrift drift) {
        this.files = files;
        this.rules = rules;
        this.formatName = formatName;
        this.formats = formats;
        this.columns = columns;
        this.drift = drift;
    }

    @Override
    public Slice slice(String source, Bounds bounds) {
        return new FileSelection(source, files.list(Unread.seen(source, bounds)), rules).within(bounds);
    }

    @Override
    public List<FileItem> changed(Slice slice) {
        return ChangedFiles.among(items(slice), configuration());
    }

    @Override
    public Type.Struct shape(Slice slice) {
        return scan(slice, infer(slice)).shape();
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        var known = infer(slice);
        return known.format().read(spark, scan(slice, known), context);
    }

    private FileScan scan(Slice slice, Inferred known) {
        return known.scan(slice.source(), items(slice), drift.others());
    }

    private Inferred infer(Slice slice) {
        return inferred.computeIfAbsent(
                slice.digest(), digest -> slice.isEmpty() ? infer(files.list()) : infer(items(slice)));
    }

    /** Files of which nothing can be read, or nothing at all, have the columns of what else is there, so that their rows are refused. */
    private Inferred infer(List<FileItem> taken) {
        try {
            var own = inferFrom(taken);
            return own.columns().fileType().fields().isEmpty() ? inferFrom(files.list()) : own;
        } catch (EtlException e) {
            var all = files.list();
            if (all.size() == taken.size()) {
                throw e;
            }
            LOG.warn("Taking the columns of the other files of {}: {}", files.location(), e.getMessage());
            return inferFrom(all);
        }
    }

    private Inferred inferFrom(List<FileItem> taken) {
        var match = match(taken);
        var format = formats.get(match.format(), purpose());
        drift.check(format, match.format(), purpose());
        return new Inferred(format, match, columns.of(taken, format, match, files.keys(taken.get(0))));
    }

    private Match match(List<FileItem> taken) {
        if (formatName.isPresent()) {
            var format = formats.get(formatName.get(), purpose());
            return formats.sniff(formatName.get(), format, taken, configuration());
        }
        return formats.sniff(taken, configuration())
                .orElseThrow(() -> new EtlException("Cannot " + purpose() + ": "
                        + formats.unknown(taken.get(0).path())));
    }

    private String purpose() {
        return "read " + files.location();
    }

    private static List<FileItem> items(Slice slice) {
        return ((Items.Files) slice.items()).files();
    }

    private Configuration configuration() {
        return columns.configuration();
    }

    /** Makes path sources: the name {@code path}. */
    public static final class Plugin implements Factory<Source> {
        private static final Setting<String> PATH =
                Setting.path("path").required().doc("The folder, with everything below it, or the file.");
        private static final Setting<String> FORMAT =
                Setting.string("format").doc("The format of the files; by default found from the first of them.");
        private static final Setting<ConfigObject> OPTIONS = Setting.block("options")
                .defaultsTo(ConfigFactory.empty().root())
                .doc("Settings of the format, such as separator = \";\"; they win over what the files show.");
        private static final Setting<Type.Struct> SCHEMA = Setting.parsed(
                        "schema", "columns such as \"id long, name string\"", TypeString::parseRow)
                .doc("The columns, as \"id long, name string\" or \"struct<...>\"; by default found from the files.");
        private static final Setting<PathColumns.Infer> INFER = Setting.oneOf("infer", PathColumns.Infer.class)
                .doc("How much of each text file is read for its columns: all rows, or a sample of its first 10 MB,"
                        + " which is the default; none leaves the values of CSV files the texts that they are.");

        @Override
        public Class<Source> kind() {
            return Source.class;
        }

        @Override
        public String name() {
            return "path";
        }

        @Override
        public SettingsSpec settings() {
            var all = new ArrayList<Setting<?>>(List.of(PATH, FORMAT, OPTIONS, SCHEMA, INFER));
            all.addAll(List.of(SchemaDrift.SCHEMA_CHANGE, SchemaDrift.RESCUED_COLUMN, Exclusions.EXCLUSIONS));
            all.addAll(FileRules.SETTINGS);
            return SettingsSpec.of(all.toArray(Setting[]::new));
        }

        @Override
        public PathSource create(Settings settings, Parts parts) {
            var location = settings.get(PATH);
            var schema = settings.find(SCHEMA);
            var drift = SchemaDrift.of(settings);
            if (schema.isPresent() && settings.find(INFER).isPresent() && !drift.addsColumns()) {
                throw new UsageException("Cannot read " + location
                        + ": a schema leaves nothing to infer (expected one of 'schema', 'infer', or also"
                        + " schema-change = evolve)");
            }
            var formats = new KnownFormats(parts, settings.get(OPTIONS));
            formats.check(settings.find(FORMAT));
            var infer = settings.find(INFER).orElse(PathColumns.Infer.SAMPLE);
            var configuration = HadoopPart.configuration(parts);
            var columns = new PathColumns(schema, infer, drift.addsColumns(), configuration);
            var files = new PathFiles(location, settings.get(Exclusions.EXCLUSIONS), configuration);
            return new PathSource(files, FileRules.of(settings), settings.find(FORMAT), formats, columns, drift);
        }
    }
}
