// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Location;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.Iceberg;
import dev.mastic.core.crawl.DescribedTable;
import dev.mastic.core.crawl.TargetCrawler;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.hadoop.HadoopFileIO;

/**
 * Looks for Iceberg tables below a folder: a folder with {@code metadata/*.metadata.json} is one, and what lies in it is not looked at. Schema
 * and partition spec come from the newest metadata; no file of data is read. The pointer of a table moves forward only: to metadata that
 * names the registered one among those before it, or that at least is younger.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/crawler-data-stores.html">Iceberg tables as data stores of crawlers</a>
 */
final class IcebergTargetCrawler implements TargetCrawler {
    private final Configuration configuration;

    private IcebergTargetCrawler(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Contents look(CrawlTarget target, CrawlProgress progress) {
        var iceberg = (Iceberg) target;
        var root = root(iceberg.path());
        var walk = new Walk(iceberg, plain(root), CrawlTarget.excluded(iceberg.path(), iceberg.exclusions()), progress);
        walk.into(root, 0);
        if (walk.tables.isEmpty() && walk.skipped.isEmpty()) {
            throw new UsageException("Cannot crawl " + iceberg.path() + ": no Iceberg table lies there, or up to "
                    + iceberg.depth() + " folders below (expected a folder " + IcebergMetadata.FOLDER
                    + " with *.metadata.json)");
        }
        return new Contents(walk.tables, walk.skipped);
    }

    private Path root(String written) {
        try {
            var path = new Path(written);
            var fs = path.getFileSystem(configuration);
            if (!fs.exists(path)) {
                var beside = Arrays.stream(list(fs.makeQualified(path).getParent()))
                        .map(file -> file.getPath().getName())
                        .toList();
                throw new UsageException("No such folder: " + written
                        + Suggestion.nearest(path.getName(), beside)
                                .map(near -> " (did you mean '" + near + "'?)")
                                .orElse(""));
            }
            return fs.makeQualified(path);
        } catch (UnsupportedFileSystemException e) {
            throw new UsageException("Cannot reach " + written + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + written + ": " + e.getMessage(), e);
        }
    }

    /** One walk down a target; folders in the order of their names. */
    private final class Walk {
        private final Iceberg target;
        private final String root;
        private final Globs excluded;
        private final CrawlProgress progress;
        private final List<DescribedTable> tables = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();

        Walk(Iceberg target, String root, Globs excluded, CrawlProgress progress) {
            this.target = target;
            this.root = root;
            this.excluded = excluded;
            this.progress = progress;
        }

        void into(Path folder, int depth) {
            var place = plain(folder);
            try {
                var children = folders(folder);
                boolean mayBeTable =
                        children.stream().anyMatch(child -> child.getName().equals(IcebergMetadata.FOLDER));
                var names = mayBeTable ? metadata(folder) : List.<String>of();
                if (!names.isEmpty()) {
                    progress.listed(1);
                    add(place, names);
                    return;
                }
                for (var child : depth < target.depth() ? children : List.<Path>of()) {
                    if (!isExcluded(plain(child))) {
                        into(child, depth + 1);
                    }
                }
            } catch (IOException e) {
                skipped.add(new Skipped(place, "Cannot list " + place + ": " + e.getMessage()));
            }
        }

        private boolean isExcluded(String place) {
            var below = place.substring(Location.child(root, "").length());
            return excluded.match(below) || excluded.match(below + "/");
        }

        private void add(String place, List<String> names) {
            var newest = IcebergMetadata.newest(names);
            if (newest.isEmpty()) {
                skip(
                        place,
                        "it has more than one file of each version of its metadata, and nothing tells which is its own");
                return;
            }
            var file = place + "/" + IcebergMetadata.FOLDER + "/" + newest.get();
            try {
                var metadata = read(file);
                if (plain(metadata.location()).equals(place)) {
                    tables.add(described(place, metadata, file));
                } else {
                    skip(
                            place,
                            "its metadata says that it lies at " + metadata.location()
                                    + ", where its files are looked for: it was moved or copied without them");
                }
            } catch (EtlException e) {
                skip(place, e.getMessage());
            }
        }

        private void skip(String place, String why) {
            skipped.add(new Skipped(place, "Cannot register " + place + ": " + why));
        }
    }

    private static DescribedTable described(String place, TableMetadata metadata, String file) {
        var row = new IcebergRow.Facts(metadata, file);
        var why = "metadata " + Location.name(file) + " of format version " + metadata.formatVersion();
        return new DescribedTable(place, row.columns(), row.storage(), row.parameters(), why);
    }

    /** The names of all files in the folder of metadata; empty if this is no table. */
    private List<String> metadata(Path folder) throws IOException {
        var names = Arrays.stream(list(new Path(folder, IcebergMetadata.FOLDER)))
                .filter(FileStatus::isFile)
                .map(file -> file.getPath().getName())
                .toList();
        return names.stream().anyMatch(IcebergMetadata::is) ? names : List.of();
    }

    private List<Path> folders(Path folder) throws IOException {
        return Arrays.stream(list(folder))
                .filter(FileStatus::isDirectory)
                .map(FileStatus::getPath)
                .filter(path ->
                        !path.getName().startsWith(".") && !path.getName().startsWith("_"))
                .sorted(Comparator.comparing(Path::getName))
                .toList();
    }

    private FileStatus[] list(Path folder) throws IOException {
        try {
            return folder.getFileSystem(configuration).listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private TableMetadata read(String file) {
        try {
            return TableMetadataParser.read(new HadoopFileIO(configuration), file);
        } catch (RuntimeException e) {
            // whatever the parser makes of what is no metadata
            throw new EtlException("its metadata " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String plain(String location) {
        return plain(new Path(location));
    }

    /** As users write it: local files without their scheme. */
    private static String plain(Path path) {
        var uri = path.toUri();
        return "file".equals(uri.getScheme()) ? uri.getPath() : path.toString();
    }

    @Override
    public boolean isGone(CrawlTarget target, Table table) {
        var place = table.place();
        var root = Location.child(plain(((Iceberg) target).path()), "");
        if (!table.isIceberg() || !Location.child(place, "").startsWith(root)) {
            return false;
        }
        try {
            return metadata(new Path(place)).isEmpty();
        } catch (IOException e) {
            throw new EtlException("Cannot list " + place + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> keeps(Table current, DescribedTable found) {
        var registered = current.parameters().getOrDefault(Table.METADATA_LOCATION, "");
        var newest = found.parameters().get(Table.METADATA_LOCATION);
        if (!current.parameters().containsKey(Table.UPDATED_BY_CRAWLER)) {
            return Optional.of("its commits go through this catalog");
        } else if (registered.equals(newest)) {
            return Optional.empty();
        }
        return follows(newest, registered)
                ? Optional.empty()
                : Optional.of("the catalog has metadata that is newer than what was found");
    }

    /** Whether metadata comes after other metadata. What has expired was before. */
    private boolean follows(String newest, String registered) {
        if (!new HadoopFileIO(configuration).newInputFile(registered).exists()) {
            return true;
        }
        var after = read(newest);
        return after.previousFiles().stream()
                        .anyMatch(entry -> plain(entry.file()).equals(plain(registered)))
                || after.lastUpdatedMillis() > read(registered).lastUpdatedMillis();
    }

    /** The kind of target {@code iceberg}. */
    public static final class Plugin implements Factory<TargetCrawler> {
        @Override
        public Class<TargetCrawler> kind() {
            return TargetCrawler.class;
        }

        @Override
        public String name() {
            return "iceberg";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public TargetCrawler create(Settings settings, Parts parts) {
            return new IcebergTargetCrawler(MasticIcebergCatalogFactory.configuration(parts));
        }
    }
}
