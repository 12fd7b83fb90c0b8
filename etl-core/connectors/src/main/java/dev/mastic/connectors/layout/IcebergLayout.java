// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.TableLayout;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Iceberg tables of Parquet, ORC and Avro files that stay as they are and where they are. Columns are found by their names, for the files know
 * no ids. Iceberg must not delete files of such a table, which somebody else has made: {@code gc.enabled} is false.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/table-migration/">Iceberg: table migration</a>
 */
public record IcebergLayout(Catalog catalog, Configuration configuration) implements TableLayout {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergLayout.class);
    private static final int ATTEMPTS = 5;

    @Override
    public Update update(FoundFiles found, Terms terms) {
        var name = found.table().name();
        RuntimeException lost = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return attempt(found, terms);
            } catch (CommitFailedException | AlreadyExistsException | CrawledMeanwhileException e) {
                lost = e;
                LOG.debug("Lost a race for {}", name, e);
            } catch (CommitStateUnknownException e) {
                throw new OutcomeUnknownException(
                        "Cannot tell whether table " + name + " was brought up to date: " + e.getMessage(),
                        "crawl again, which adds nothing twice");
            }
        }
        throw new EtlException(
                "Cannot bring table " + name + " up to date: others have changed it " + ATTEMPTS + " times meanwhile: "
                        + lost.getMessage(),
                lost);
    }

    private Update attempt(FoundFiles found, Terms terms) {
        var table = find(found.table().name());
        table.ifPresent(known -> check(known, found));
        var changes = FileChanges.of(table, found, kind(found), terms, configuration);
        if (table.isEmpty() && changes.added().isEmpty()) {
            throw new EtlException("Cannot make Iceberg table " + found.table().name() + " of "
                    + found.table().storage().location() + ": none of its files can be taken: "
                    + changes.refused().get(0).reason());
        }
        var commit = new LayoutCommit(found, terms, changes);
        var columns = table.map(Table::schema);
        var change = table.isEmpty() ? Change.CREATED : commit.isDue(table.get()) ? Change.UPDATED : Change.UNCHANGED;
        var update = new LayoutReport(found, terms, changes).update(columns, change);
        if (!terms.dryRun() && change == Change.CREATED) {
            commit.create(catalog, identifier(found.table().name()));
            LOG.info("Created table {}", found.table().name());
        } else if (!terms.dryRun() && change == Change.UPDATED) {
            commit.update(table.get());
            LOG.info("Updated table {}", found.table().name());
        }
        return update;
    }

    private static FileKind kind(FoundFiles found) {
        var format = found.format();
        var kind = FileKind.named(format);
        if (kind.isEmpty() && !found.files().isEmpty()) {
            throw new UsageException("Cannot make an Iceberg table of "
                    + found.table().storage().location() + ": Iceberg cannot read its files as they are (got " + format
                    + "; expected " + FileKind.all()
                    + "): crawl it into a plain table, without --as iceberg, and write an Iceberg table by a job");
        }
        return kind.orElse(FileKind.PARQUET); // where all files are gone, none is read
    }

    private Optional<Table> find(TableName name) {
        try {
            return Optional.of(catalog.loadTable(identifier(name)));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    private static TableIdentifier identifier(TableName name) {
        return TableIdentifier.of(name.database(), name.table());
    }

    private static void check(Table known, FoundFiles found) {
        var name = found.table().name();
        var here = found.table().storage().location();
        if (!here.equals(known.properties().get(TableLayout.PLACE))) {
            throw new UsageException("Cannot crawl " + here + " into table " + name + ": the catalog has an Iceberg"
                    + " table of this name that no crawl has made of this place (choose another database with"
                    + " --database)");
        }
        var keys = new KeyColumns(found.table().partitionKeys());
        if (!found.files().isEmpty() && !keys.areThoseOf(known.spec())) {
            throw new UsageException("Cannot update table " + name + ": its partition keys would change (got "
                    + keys.names() + " from the folders of " + here + "; expected " + KeyColumns.names(known.spec())
                    + " by value, as the table has them): drop the table, or choose another database with"
                    + " --database");
        }
    }

    /** {@code as = iceberg}, in a crawler. */
    public static final class Plugin implements Factory<TableLayout> {
        @Override
        public Class<TableLayout> kind() {
            return TableLayout.class;
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
        public TableLayout create(Settings settings, Parts parts) {
            return new IcebergLayout(parts.the(Catalog.class), HadoopPart.configuration(parts));
        }
    }
}
