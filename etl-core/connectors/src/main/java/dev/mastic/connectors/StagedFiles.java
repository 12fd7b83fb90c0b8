// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Staged;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A staged output of files. */
final class StagedFiles implements Staged {
    private final FileCommit commit;
    private final Manifest manifest;
    private final Reading reading;
    private final List<FaultSource> faultSources;

    /** How the staged files are read back. */
    record Reading(Format format, String formatName, List<String> partitionBy, FrameContext context) {}

    StagedFiles(FileCommit commit, Manifest manifest, Reading reading, List<FaultSource> faultSources) {
        this.commit = commit;
        this.manifest = manifest;
        this.reading = reading;
        this.faultSources = List.copyOf(faultSources);
    }

    @Override
    public Receipt receipt() {
        return manifest.receipt();
    }

    @Override
    public Collection<FaultSource> faultSources() {
        return faultSources;
    }

    @Override
    public Frames rows(LazySpark spark) {
        if (!commit.isReadable()) {
            throw new UsageException("Cannot read the rows of sink '" + manifest.sink()
                    + "' before they are visible: on S3 they are uploads, which nobody can read until they are completed:"
                    + " check the frame before it is written, or what is there after the run");
        }
        try {
            var present = commit.present(manifest);
            var frames = new LinkedHashMap<String, DynamicFrame>();
            for (var frame : manifest.frames()) {
                frames.put(frame.name(), read(spark, frame, present));
            }
            return Frames.of(frames);
        } catch (IOException e) {
            throw new EtlException("Cannot read staged rows back: " + e.getMessage(), e);
        }
    }

    @Override
    public Receipt commit() {
        try {
            return commit.commit();
        } catch (IOException e) {
            throw commit.failure("finish the commit to", e);
        }
    }

    @Override
    public void discard() {
        try {
            commit.discard();
        } catch (IOException e) {
            throw commit.failure("discard what is staged in", e);
        }
    }

    private DynamicFrame read(LazySpark spark, Manifest.Frame frame, Map<String, FileStatus> present) {
        var schema = (StructType) DataType.fromJson(frame.schema());
        var type = SparkTypes.fromSpark(schema);
        if (frame.files().isEmpty()) {
            var none = spark.session().createDataFrame(List.of(), schema);
            return DynamicFrame.of(frame.name(), type, none, List.of(), reading.context());
        }
        var match = new Match(reading.formatName(), 1, "none", Map.of());
        var scan = new FileScan(frame.name(), items(frame, present), match, fileType(type), partitionType(type));
        var rows = reading.format().read(spark, scan, reading.context());
        var inOrder = type.names().stream()
                .map(name -> DynamicFrame.column(rows.toDF(), name))
                .toArray(Column[]::new);
        return rows.derive(type, rows.toDF().select(inOrder));
    }

    private List<FileItem> items(Manifest.Frame frame, Map<String, FileStatus> present) {
        var items = new ArrayList<FileItem>();
        for (var file : frame.files()) {
            var status = present.get(frame.visible(file));
            if (status == null) {
                throw new EtlException("Cannot read staged rows back: " + frame.staged(file) + " is gone");
            }
            items.add(new FileItem(
                    FileListing.plain(status.getPath()),
                    status.getLen(),
                    status.getModificationTime(),
                    Optional.empty(),
                    PartitionFolders.of(file.path()).values()));
        }
        return items;
    }

    private Type.Struct fileType(Type.Struct type) {
        return new Type.Struct(type.fields().stream()
                .filter(field -> !reading.partitionBy().contains(field.name()))
                .toList());
    }

    private Type.Struct partitionType(Type.Struct type) {
        return new Type.Struct(reading.partitionBy().stream()
                .map(name -> type.field(name).orElseThrow())
                .toList());
    }
}
