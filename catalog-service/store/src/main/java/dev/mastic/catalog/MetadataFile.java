// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.view.ViewHistoryEntry;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** One metadata file of an Iceberg table or view, and how it stands to the others. */
sealed interface MetadataFile {
    /** Where it lies; on the local disk without {@code file:}. */
    String file();

    /** The folder of the table or view, as it says itself. */
    String place();

    /** The files of which it knows that they came before. */
    List<String> past();

    /** The first row of the table or view. */
    Table created(TableName name);

    /** The row after another. */
    Table after(Table before);

    /** Whether it came after another one that it does not know as its past. */
    int compareAge(MetadataFile other);

    /** A table's, which lists the files before it. */
    record OfTable(String file, TableMetadata metadata) implements MetadataFile {
        private static final Comparator<TableMetadata> AGE =
                Comparator.comparing(TableMetadata::lastSequenceNumber).thenComparing(TableMetadata::lastUpdatedMillis);

        @Override
        public String place() {
            return plain(metadata.location());
        }

        @Override
        public List<String> past() {
            return metadata.previousFiles().stream()
                    .map(entry -> plain(entry.file()))
                    .toList();
        }

        @Override
        public Table created(TableName name) {
            return new IcebergRow(name, metadata, file).created();
        }

        @Override
        public Table after(Table before) {
            return new IcebergRow(before.name(), metadata, file).after(before, metadata);
        }

        @Override
        public int compareAge(MetadataFile other) {
            return other instanceof OfTable table ? AGE.compare(metadata, table.metadata()) : 1;
        }
    }

    /** A view's, which lists the versions before it, but no files. */
    record OfView(String file, ViewMetadata metadata) implements MetadataFile {
        private static final Comparator<OfView> AGE = Comparator.comparing(OfView::lastChange)
                .thenComparing(view -> view.metadata().currentVersionId())
                .thenComparing(view -> IcebergMetadata.number(new Path(view.file()).getName()));

        private long lastChange() {
            return metadata.history().stream()
                    .mapToLong(ViewHistoryEntry::timestampMillis)
                    .max()
                    .orElse(0);
        }

        @Override
        public String place() {
            return plain(metadata.location());
        }

        @Override
        public List<String> past() {
            return List.of();
        }

        @Override
        public Table created(TableName name) {
            return new IcebergViewRow(name, metadata, file).created();
        }

        @Override
        public Table after(Table before) {
            return new IcebergViewRow(before.name(), metadata, file).after(before, metadata);
        }

        @Override
        public int compareAge(MetadataFile other) {
            return other instanceof OfView view ? AGE.compare(this, view) : -1;
        }
    }

    /**
     * The metadata files of one table or view.
     *
     * @param heads those that no other one knows as its past, newest first
     * @param unreadable what is wrong with others, by their names
     */
    record All(List<MetadataFile> heads, Map<String, String> unreadable) {
        static All read(FileIO io, List<Path> files) {
            var all = new HashMap<String, MetadataFile>();
            var unreadable = new TreeMap<String, String>();
            for (var file : files) {
                try {
                    var read = MetadataFile.read(io, plain(file.toString()));
                    all.put(read.file(), read);
                } catch (RuntimeException e) {
                    // One that was half written when its writer died is nobody's newest; that it is there is told.
                    unreadable.put(file.getName(), String.valueOf(e.getMessage()));
                }
            }
            var past =
                    all.values().stream().flatMap(file -> file.past().stream()).collect(Collectors.toSet());
            all.keySet().removeAll(past);
            var heads = all.values().stream()
                    .sorted(((Comparator<MetadataFile>) MetadataFile::compareAge)
                            .reversed()
                            .thenComparing(MetadataFile::file))
                    .toList();
            return new All(heads, unreadable);
        }

        /** The one that a catalog points to, else the newest. */
        Optional<MetadataFile> head(String pointer) {
            return heads.stream()
                    .filter(file -> file.file().equals(pointer))
                    .findFirst()
                    .or(() -> heads.stream().findFirst());
        }
    }

    private static MetadataFile read(FileIO io, String file) {
        try {
            return new OfTable(file, TableMetadataParser.read(io, file));
        } catch (RuntimeException e) {
            try {
                return new OfView(file, ViewMetadataParser.read(io.newInputFile(file)));
            } catch (RuntimeException noView) {
                e.addSuppressed(noView);
                throw e;
            }
        }
    }

    /** A path on the local disk without {@code file:}, as tables keep it. */
    static String plain(String path) {
        var uri = new Path(path).toUri();
        return uri.getScheme() == null || uri.getScheme().equals("file") ? uri.getPath() : new Path(path).toString();
    }
}
