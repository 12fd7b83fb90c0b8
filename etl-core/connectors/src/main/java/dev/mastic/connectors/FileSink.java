// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.core.failure.Failpoints.hit;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.Renamed;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/**
 * Writes frames as files below a folder. The files of all frames of an output become visible together for readers of
 * Mastic; other readers may see a part of them while {@link Staged#commit} runs or until the next run has finished a
 * commit that was killed. Everything that is not data lies in the folder {@code _mastic} of the target.
 *
 * <p>A choice is a value of whichever type in JSON, and a struct of its branches in Parquet, whose files say that it is
 * a choice: path sources read it as one again. CSV has no place for one.
 *
 * <p>A partition value that a folder name cannot tell from null, the empty string, is refused: such rows come out of
 * {@link Staged#faultSources}.
 */
public final class FileSink implements Sink {
    private final Target target;
    private final Files files;
    private final FrameContext context;

    /** What the files are. */
    private record Files(String formatName, Format format, WritableSchema schema, FrameWriter writer) {
        StagedFiles.Reading reading(FrameContext context) {
            return new StagedFiles.Reading(format, formatName, writer.partitionBy(), context);
        }
    }

    private FileSink(Target target, Files files, FrameContext context) {
        this.target = target;
        this.files = files;
        this.context = context;
    }

    @Override
    public Set<SinkCapability> capabilities() {
        return EnumSet.of(SinkCapability.APPEND, SinkCapability.SEVERAL_FRAMES, SinkCapability.PARTITION_BY);
    }

    @Override
    public Optional<Run> latest(String job) {
        try {
            return FileCommit.latest(target, job);
        } catch (IOException e) {
            throw cannot("look for the outputs of job '" + job + "' in", e);
        }
    }

    @Override
    public void check(Shapes in) {
        try {
            refuseFile();
            in.byName().forEach((name, type) -> files.schema().check(name, SparkTypes.toSpark(DistinctNames.of(type))));
        } catch (IOException e) {
            throw cannot("look at", e);
        }
    }

    @Override
    public List<Renamed> renames(Type.Struct in) {
        return DistinctNames.renames(in);
    }

    @Override
    public Staged stage(Frames in, Output output) {
        refuseReplacing(output);
        in.asMap().forEach((name, frame) -> files.schema()
                .check(name, SparkTypes.toSpark(DistinctNames.of(frame.schema()))));
        var commit = new FileCommit(target, output);
        try {
            clear(commit, output);
            var faultSources = new ArrayList<FaultSource>();
            var frames = new ArrayList<Manifest.Frame>();
            for (var named : in.asMap().entrySet()) {
                var guarded = guard(DistinctNames.of(place(), named.getValue()).at(output.sink()));
                faultSources.addAll(guarded.faultSources());
                faultSources.removeAll(named.getValue().faultSources());
                frames.add(write(named.getKey(), guarded, commit.staging(frames.size()), output.run()));
            }
            hit("file-sink.before-staged");
            var manifest = new Manifest(output.run(), output.sink(), output.digest(), frames);
            commit.staged(manifest);
            return new StagedFiles(commit, manifest, files.reading(context), faultSources);
        } catch (IOException e) {
            throw cannot("write to", e);
        }
    }

    @Override
    public Found find(Output output) {
        var commit = new FileCommit(target, output);
        try {
            var receipt = commit.receipt();
            if (receipt.isPresent()) {
                return new Found.Committed(receipt.get());
            }
            var manifest = commit.manifest();
            return manifest.isEmpty() ? new Found.Absent() : judge(commit, manifest.get(), output);
        } catch (IOException e) {
            throw cannot("look for an output in", e);
        }
    }

    @Override
    public void discard(Output output) {
        try {
            new FileCommit(target, output).discard();
        } catch (IOException e) {
            throw cannot("discard an output in", e);
        }
    }

    private Found judge(FileCommit commit, Manifest manifest, Output output) throws IOException {
        if (!manifest.isOf(output)) {
            return new Found.Unknown(
                    "The output of sink '" + output.sink() + "' in " + place() + " was staged from other input (digest "
                            + manifest.slices().hex() + ")",
                    commit.todo());
        }
        var missing = commit.missing(manifest);
        if (missing.isEmpty()) {
            return new Found.Complete(new StagedFiles(commit, manifest, files.reading(context), List.of()));
        }
        return commit.hasIntent()
                ? new Found.Unknown(
                        "A commit of sink '" + output.sink() + "' to " + place() + " was broken off, and "
                                + FileCommit.gap(missing),
                        commit.todo())
                : new Found.Absent();
    }

    /** An earlier attempt under the same identity goes; a committed one is never written again. */
    private void clear(FileCommit commit, Output output) throws IOException {
        refuseFile();
        var found = find(output);
        if (found instanceof Found.Committed) {
            throw new EtlException("Cannot write run " + output.run().runId() + " of sink '" + output.sink()
                    + "': its output is in " + place() + " already");
        }
        if (found instanceof Found.Unknown unknown) {
            throw new OutcomeUnknownException(unknown.what(), unknown.todo());
        }
        commit.discard();
    }

    private void refuseFile() throws IOException {
        for (var path = target.root(); path != null; path = path.getParent()) {
            var status = target.status(path);
            if (status.isPresent() && status.get().isFile()) {
                var what = path.equals(target.root()) ? "it" : FileListing.plain(path);
                throw new UsageException(
                        "Cannot write to " + place() + ": " + what + " is a file (expected a folder, or nothing)");
            } else if (status.isPresent()) {
                return;
            }
        }
    }

    private static void refuseReplacing(Output output) {
        if (output.replaces().isPresent()) {
            throw new UsageException(
                    "Cannot replace run " + output.replaces().get().runId() + " in sink '" + output.sink()
                            + "': a file sink in mode append only adds files");
        }
    }

    private DynamicFrame guard(DynamicFrame frame) {
        var guarded = frame;
        for (var name : files.writer().partitionBy()) {
            var column = DynamicFrame.column(guarded.toDF(), name);
            if (guarded.toDF().schema().apply(name).dataType().equals(DataTypes.StringType)) {
                guarded = guarded.refuseUnless(
                        column.isNull().or(column.notEqual("").and(column.notEqual(FileItem.NO_VALUE))),
                        name,
                        "a partition folder cannot tell this value from null (expected a text that is not empty)");
            }
        }
        return guarded;
    }

    private Manifest.Frame write(String name, DynamicFrame frame, String staging, Run run) {
        var stem = SafeName.of(run.runId()) + "-" + run.token();
        var what = "frame '" + frame.name() + "' to " + place();
        var written = files.writer().write(what, frame, target.child(staging).toString(), stem);
        var folder = name.isEmpty() ? "" : SafeName.folder(name);
        return new Manifest.Frame(
                name, staging, folder, SparkTypes.toSpark(frame.schema()).json(), written);
    }

    private String place() {
        return FileListing.plain(target.root());
    }

    private EtlException cannot(String verb, IOException e) {
        return new EtlException("Cannot " + verb + " " + place() + ": " + e.getMessage(), e);
    }

    /** Makes file sinks: the name {@code path}. */
    public static final class Plugin implements Factory<Sink> {
        private enum Mode {
            APPEND
        }

        private static final Setting<String> PATH = Setting.path("path")
                .required()
                .doc("The folder to write to; several frames are written to folders of their names below it.");
        private static final Setting<String> FORMAT =
                Setting.string("format").defaultsTo("parquet").doc("The format of the files.");
        private static final Setting<Mode> MODE = Setting.oneOf("mode", Mode.class)
                .defaultsTo(Mode.APPEND)
                .doc("What becomes of rows that are there: append leaves them and adds files.");
        private static final Setting<List<String>> PARTITION_BY = Setting.stringsOrNone("partition-by")
                .defaultsTo(List.of())
                .doc("Columns that become folders, such as year=2024, in this order; the files do not hold them.");
        private static final Setting<String> COMPRESSION = Setting.string("compression")
                .doc("The codec of the files, such as snappy, zstd, gzip or none; by default the format's own.");

        @Override
        public Class<Sink> kind() {
            return Sink.class;
        }

        @Override
        public String name() {
            return "path";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PATH, FORMAT, MODE, PARTITION_BY, COMPRESSION);
        }

        @Override
        public FileSink create(Settings settings, Parts parts) {
            var formats = new KnownFormats(parts);
            var name = settings.get(FORMAT);
            var location = settings.get(PATH);
            var format = formats.get(name, "write " + location);
            var writer = format.writer()
                    .orElseThrow(() -> new UsageException("Cannot write " + location + ": format '" + name
                            + "' is only read (expected one of " + String.join(", ", formats.written()) + ") at "
                            + settings.origin(FORMAT)));
            var partitionBy = distinct(settings);
            Map<String, String> options = new LinkedHashMap<>();
            settings.find(COMPRESSION).ifPresent(codec -> options.put("compression", codec));
            var files = new Files(
                    name,
                    format,
                    new WritableSchema(name, writer, partitionBy),
                    new FrameWriter(writer, partitionBy, Map.copyOf(options)));
            var target = Target.at(location, HadoopPart.configuration(parts));
            return new FileSink(target, files, FrameContext.outsideJobs(parts.registry()));
        }

        private static List<String> distinct(Settings settings) {
            var names = settings.get(PARTITION_BY);
            if (names.stream().distinct().count() < names.size()) {
                throw new UsageException("Cannot partition by " + String.join(", ", names)
                        + ": a column is named twice at " + settings.origin(PARTITION_BY));
            }
            return names;
        }
    }
}
