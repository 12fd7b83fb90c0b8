// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A source of files that are only names and versions; each gives one row. */
final class ToyFiles implements Source {
    private final Map<String, Long> versions = new TreeMap<>();
    private Runnable whileReading = () -> {};

    /** There is a file of this version. */
    ToyFiles put(String path, long version) {
        versions.put(path, version);
        return this;
    }

    void remove(String path) {
        versions.remove(path);
    }

    /** What others do each time when the files are read. */
    void whileReading(Runnable what) {
        whileReading = what;
    }

    @Override
    public Slice slice(String name, Bounds bounds) {
        var seen = bounds.since(name, Position.Files.class)
                .map(Position.Files::seen)
                .orElse(FileLedger.empty());
        var files = versions.entrySet().stream()
                .map(file -> item(file.getKey(), file.getValue()))
                .filter(file -> seen.state(file) != FileLedger.State.SEEN)
                .toList();
        return Slice.of(name, new Items.Files(files), new Advance.Files());
    }

    @Override
    public List<FileItem> changed(Slice slice) {
        return files(slice).stream()
                .filter(file -> !Long.valueOf(file.modified()).equals(versions.get(file.path())))
                .toList();
    }

    @Override
    public Type.Struct shape(Slice slice) {
        return (Type.Struct) TypeString.parse("struct<file:string>");
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        whileReading.run();
        var rows = files(slice).stream()
                .map(file -> RowFactory.create(file.path() + "@" + file.modified()))
                .toList();
        var type = new StructType().add("file", DataTypes.StringType);
        return DynamicFrame.fromDF(spark.session().createDataFrame(rows, type), "files", context);
    }

    private static List<FileItem> files(Slice slice) {
        return ((Items.Files) slice.items()).files();
    }

    private static FileItem item(String path, long version) {
        return new FileItem(path, 1, version, Optional.empty(), List.of());
    }
}
