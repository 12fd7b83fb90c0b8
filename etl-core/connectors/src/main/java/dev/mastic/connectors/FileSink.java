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
import dev.mastic.core.io.RememberedOutput;
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
import org.apache.spark.sql.types.StructType;

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
    private final FilePlace place;
    private final Files files;
    private final FrameContext context;

    /** What the files are. */
    record Files(String formatName, Format format, WritableSchema schema, FrameWriter writer) {
        StagedFiles.Reading reading(FrameContext context) {
            return new StagedFiles.Reading(format, formatName, writer.partitionBy(), context);
        }
    }

    FileSink(FilePlace place, Files files, FrameContext context) {
        this.place = place;
        this.files = files;
        this.context = context;
    }

    @Override
    public Set<SinkCapability> capabilities() {
        var capabilities = EnumSet.of(
                SinkCapability.APPEND, SinkCapability.SEVERAL_FRAMES, SinkCapability.PARTITION_BY, SinkCapability.REDO);
        if (place.target().isStore()) {
            capabilities.add(SinkCapability.HIDES_STAGED_ROWS);
        }
        return capabilities;
    }

    @Override
    public Optional<Run> latest(String job) {
        try {
            return new CommittedOutputs(place.target()).latest(job);
        } catch (IOException e) {
            throw cannot("look for the outputs of job '" + job + "' in", e);
        }
    }

    @Override
    public List<RememberedOutput> outputs(String job) {
        try {
            return new CommittedOutputs(place.target()).remembered(job);
        } catch (IOException e) {
            throw cannot("look for the outputs of job '" + job + "' in", e);
        }
    }

    @Override
    public void check(Shapes in) {
        try {
            refuseFile();
            check(in.byName());
        } catch (IOException e) {
            throw cannot("look at", e);
        }
    }

    @Override
    public List<Renamed> renames(Type.Struct in) {
        return DistinctNames.renames(in);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UsageException also if the output is to take the place of one whose files are not there any more
     */
    @Override
    public Staged stage(Frames in, Output output) {
        check(in.shapes().byName());
        try {
            refuseFile();
            new Replacement(place, output).check();
            var commit = begin(output);
            var faultSources = new ArrayList<FaultSource>();
            var frames = new ArrayList<Manifest.Frame>();
            for (var named : in.asMap().entrySet()) {
                var guarded = guard(DistinctNames.of(where(), named.getValue()).at(output.sink()));
                faultSources.addAll(guarded.faultSources());
                faultSources.removeAll(named.getValue().faultSources());
                frames.add(write(named.getKey(), guarded, commit, frames.size()));
            }
            hit("file-sink.before-staged");
            var manifest = new Manifest(output.run(), output.sink(), output.digest(), frames);
            commit.staged(manifest);
            return staged(commit, manifest, faultSources);
        } catch (IOException e) {
            throw cannot("write to", e);
        }
    }

    @Override
    public Found find(Output output) {
        var attempts = new Attempts(place, output);
        try {
            var receipt = attempts.receipt();
            if (receipt.isPresent()) {
                return new Found.Committed(receipt.get());
            }
            var furthest = attempts.furthest();
            return furthest.isEmpty() ? new Found.Absent() : judge(furthest.get(), output);
        } catch (IOException e) {
            throw cannot("look for an output in", e);
        }
    }

    @Override
    public void discard(Output output) {
        try {
            new Attempts(place, output).discard();
        } catch (IOException e) {
            throw cannot("discard an output in", e);
        }
    }

    private Found judge(FileCommit commit, Output output) throws IOException {
        var manifest = commit.manifest();
        if (manifest.isEmpty()) {
            return new Found.Absent();
        }
        if (!manifest.get().isOf(output)) {
            return new Found.Unknown(
                    "The output of sink '" + output.sink() + "' in " + where() + " was staged from other input (digest "
                            + manifest.get().slices().hex() + ")",
                    commit.todo());
        }
        var missing = commit.missing(manifest.get());
        if (missing.isEmpty()) {
            return new Found.Complete(staged(commit, manifest.get(), List.of()));
        }
        return commit.hasIntent()
                ? new Found.Unknown(
                        "A commit of sink '" + output.sink() + "' to " + where() + " was broken off, and "
                                + FileCommit.gap(missing),
                        commit.todo())
                : new Found.Absent();
    }

    private Staged staged(FileCommit commit, Manifest manifest, List<FaultSource> faultSources) {
        return new StagedFiles(commit, manifest, files.reading(context), faultSources);
    }

    private void check(Map<String, Type.Struct> frames) {
        var schemas = new LinkedHashMap<String, StructType>();
        frames.forEach((name, type) -> schemas.put(name, SparkTypes.toSpark(DistinctNames.of(type))));
        schemas.forEach(files.schema()::check);
        place.registration().check(schemas);
    }

    /** An earlier attempt under the same identity goes; a committed one is never written again. */
    private FileCommit begin(Output output) throws IOException {
        var found = find(output);
        if (found instanceof Found.Committed) {
            throw new EtlException("Cannot write run " + output.run().runId() + " of sink '" + output.sink()
                    + "': its output is in " + where() + " already");
        }
        if (found instanceof Found.Unknown unknown) {
            throw new OutcomeUnknownException(unknown.what(), unknown.todo());
        }
        var attempts = new Attempts(place, output);
        attempts.discard();
        var commit = attempts.begin();
        commit.begin();
        return commit;
    }

    private void refuseFile() throws IOException {
        for (var path = place.target().root(); path != null; path = path.getParent()) {
            var status = place.target().status(path);
            if (status.isPresent() && status.get().isFile()) {
                var what = path.equals(place.target().root()) ? "it" : FileListing.plain(path);
                throw new UsageException(
                        "Cannot write to " + where() + ": " + what + " is a file (expected a folder, or nothing)");
            } else if (status.isPresent()) {
                return;
            }
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

    private Manifest.Frame write(String name, DynamicFrame frame, FileCommit commit, int number) {
        var folder = name.isEmpty() ? "" : SafeName.folder(name);
        var staging = commit.staging(number, folder);
        var written = files.writer().write(frame, place.target(), staging, commit.stem());
        return new Manifest.Frame(
                name, staging, folder, SparkTypes.toSpark(frame.schema()).json(), written);
    }

    private String where() {
        return FileListing.plain(place.target().root());
    }

    private EtlException cannot(String verb, IOException e) {
        return place.target().failure(verb, e);
    }

    /** Makes file sinks: the name {@code path}. */
    public static final class Plugin implements Factory<Sink> {
        private static final Setting<String> PATH = Setting.path("path")
                .required()
                .doc("The folder to write to; several frames are written to folders of their names below it.");

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
            return SettingsSpec.of(
                    PATH,
                    FileSettings.FORMAT,
                    FileSettings.MODE,
                    FileSettings.REPLACED_FOLDERS,
                    FileSettings.PARTITION_BY,
                    FileSettings.COMPRESSION);
        }

        @Override
        public FileSink create(Settings settings, Parts parts) {
            return FileSettings.open(settings, settings.get(PATH), Registration.NONE, parts);
        }
    }
}
