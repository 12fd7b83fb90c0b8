// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.hadoop.HadoopFileIO;

/**
 * Makes the rows of Iceberg tables and views again from the metadata files that lie below a place, for a catalog whose database is lost or
 * old. What lies in {@code …/sales/orders} or {@code …/sales.db/orders} is called {@code sales.orders}: metadata does not say what its table
 * was called.
 *
 * <p>Of the metadata files of a table the one is taken that no other one counts among its past; of several, the one that the catalog points
 * to, else the one with the highest sequence number, then the last. Of a view it is the last. Nothing outside the catalog is changed.
 *
 * @see <a href="https://iceberg.apache.org/spec/#table-metadata-fields">Iceberg: metadata-log, last-sequence-number, last-updated-ms</a>
 */
public final class MetadataRebuild {
    private static final String DATABASE_SUFFIX = ".db";
    private static final Comparator<FileStatus> BY_NAME =
            Comparator.comparing(child -> child.getPath().getName());

    private final Catalog catalog;
    private final Configuration configuration;
    private final HadoopFileIO io;
    private final boolean rehearsal;
    private final List<Found> found = new ArrayList<>();

    /**
     * A rebuild of a catalog.
     *
     * @param configuration Hadoop's, with what the file systems need
     * @param rehearsal whether nothing is written
     */
    public MetadataRebuild(Catalog catalog, Configuration configuration, boolean rehearsal) {
        this.catalog = catalog;
        this.configuration = configuration;
        this.io = new HadoopFileIO(configuration);
        this.rehearsal = rehearsal;
    }

    /** What becomes of a table or view that was found. */
    public enum Outcome {
        /** The catalog did not have it. */
        CREATED,
        /** The catalog had older metadata of it. */
        UPDATED,
        /** The catalog has this metadata. */
        UNCHANGED,
        /** It is left out, for the reason that is given. */
        SKIPPED
    }

    /**
     * A table or view that was found.
     *
     * @param name what it is called; for one that is skipped the folder
     * @param metadata the file that is taken; empty for one that is skipped
     * @param note the reason for which it is skipped, or what else may have been meant; may be empty
     */
    public record Found(String name, Outcome outcome, String metadata, String note) {}

    /**
     * Looks for tables and views, and brings the catalog up to date with each of them by a transaction of its own.
     *
     * @throws UsageException if there is no such folder
     * @throws EtlException if a folder cannot be listed
     */
    public List<Found> rebuild(String place) {
        try {
            var root = new Path(place);
            walk(root.getFileSystem(configuration).makeQualified(root));
        } catch (FileNotFoundException e) {
            throw new UsageException("Cannot rebuild from " + place + ": there is no such folder", e);
        } catch (IOException e) {
            throw new EtlException("Cannot rebuild from " + place + ": " + IoReason.of(e), e);
        }
        return List.copyOf(found);
    }

    private void walk(Path folder) throws IOException {
        var folders = children(folder).stream().filter(FileStatus::isDirectory).toList();
        var files = new ArrayList<Path>();
        for (var child : folders) {
            if (child.getPath().getName().equals(IcebergMetadata.FOLDER)) {
                files.addAll(metadata(child.getPath()));
            }
        }
        if (!files.isEmpty()) {
            found.add(look(folder, files));
            return;
        }
        for (var child : folders) {
            if (!child.getPath().getName().startsWith(".")) {
                walk(child.getPath());
            }
        }
    }

    private List<Path> metadata(Path folder) throws IOException {
        return children(folder).stream()
                .map(FileStatus::getPath)
                .filter(path -> IcebergMetadata.is(path.getName()))
                .toList();
    }

    private List<FileStatus> children(Path folder) throws IOException {
        var children = folder.getFileSystem(configuration).listStatus(folder);
        return Arrays.stream(children).sorted(BY_NAME).toList();
    }

    private Found look(Path folder, List<Path> files) {
        var place = MetadataFile.plain(folder.toString());
        try {
            return take(name(folder), place, MetadataFile.All.read(io, files));
        } catch (EtlException e) {
            return skipped(place, e.getMessage());
        }
    }

    private static TableName name(Path folder) {
        var parent = folder.getParent();
        if (parent == null || parent.isRoot()) {
            throw new UsageException("its folder lies in no other one that could be called like its database");
        }
        var database = parent.getName();
        var name = database.endsWith(DATABASE_SUFFIX)
                ? database.substring(0, database.length() - DATABASE_SUFFIX.length())
                : database;
        return TableName.parse(name + "." + folder.getName());
    }

    private Found take(TableName name, String place, MetadataFile.All all) {
        var known = catalog.find(name);
        var pointer = known.map(version -> version.table().parameters().getOrDefault(Table.METADATA_LOCATION, ""))
                .map(text -> text.isEmpty() ? text : MetadataFile.plain(text))
                .orElse("");
        var head = all.head(pointer);
        if (head.isEmpty()) {
            return skipped(place, "none of its metadata files can be read: " + all.unreadable());
        }
        var file = head.get();
        if (!file.place().equals(place)) {
            return skipped(place, "it is a copy: its metadata says that it lies in " + file.place());
        } else if (known.isEmpty()) {
            create(file.created(name));
            return found(name, Outcome.CREATED, file, all);
        } else if (file.file().equals(pointer)) {
            return found(name, Outcome.UNCHANGED, file, all);
        } else if (!pointer.startsWith(place + "/" + IcebergMetadata.FOLDER + "/")) {
            return skipped(
                    place,
                    "the catalog has another table of the name " + name + " (at "
                            + known.get().table().place() + "): rename or drop that one first");
        }
        if (!rehearsal) {
            catalog.update(file.after(known.get().table()), known.get().version());
        }
        return found(name, Outcome.UPDATED, file, all);
    }

    private void create(Table table) {
        if (!rehearsal) {
            catalog.atomically(() -> {
                if (catalog.findDatabase(table.name().database()).isEmpty()) {
                    catalog.createDatabase(Database.named(table.name().database()));
                }
                return catalog.create(table);
            });
        }
    }

    private static Found skipped(String place, String why) {
        return new Found(place, Outcome.SKIPPED, "", why);
    }

    private static Found found(TableName name, Outcome outcome, MetadataFile file, MetadataFile.All all) {
        var notes = new ArrayList<String>();
        var others = all.heads().stream().filter(other -> !other.equals(file)).toList();
        if (file instanceof MetadataFile.OfTable && !others.isEmpty()) {
            notes.add(Quantity.of(others.size(), "metadata file") + " beside it, such as "
                    + new Path(others.get(0).file()).getName()
                    + ", that it does not count among its past: long past, or never committed");
        }
        all.unreadable().forEach((other, why) -> notes.add(other + " cannot be read: " + why));
        return new Found(name.toString(), outcome, file.file(), String.join("; ", notes));
    }
}
