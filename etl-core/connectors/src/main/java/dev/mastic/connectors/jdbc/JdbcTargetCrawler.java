// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.config.JdbcUrl;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.Jdbc;
import dev.mastic.core.crawl.DescribedTable;
import dev.mastic.core.crawl.TargetCrawler;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at the tables and views of PostgreSQL, by what its catalog says of them; no row is read. Each has the types as {@link JdbcSource}
 * reads them, and parameters from which a table source makes that source again. What that source cannot read becomes no table.
 */
public final class JdbcTargetCrawler implements TargetCrawler {
    private static final String CLASSIFICATION = "postgresql";
    private static final String COMMENT = "comment";
    private static final String RAW_TYPE = "rawtype";
    private static final SettingsSpec PLACE =
            SettingsSpec.of(PostgresDatabase.URL, PostgresDatabase.USER, PostgresDatabase.PASSWORD);

    @Override
    public Contents look(CrawlTarget target, CrawlProgress progress) {
        var jdbc = (Jdbc) target;
        var database = database(jdbc);
        var path = IncludePath.parse(jdbc.path());
        var excluded = CrawlTarget.excluded(jdbc.path(), jdbc.exclusions());
        return database.ask("crawl " + path, session -> {
            var schema = new DatabaseSchema(session);
            refuseOther(path, schema.database(), jdbc);
            var relations = schema.relations();
            var asked = relations.stream()
                    .filter(relation -> path.holds(relation.id()))
                    .toList();
            if (asked.isEmpty()) {
                throw nothing(path, jdbc, relations);
            }
            var enums = Relation.enums(session);
            var tables = new ArrayList<DescribedTable>();
            var skipped = new ArrayList<Skipped>();
            for (var relation : asked) {
                if (!excluded.match(relation.id().schema() + "/" + relation.id().table())) {
                    progress.listed(1);
                    look(jdbc, schema, relation, enums, tables, skipped);
                }
            }
            return new Contents(tables, skipped);
        });
    }

    private static void look(
            Jdbc target,
            DatabaseSchema schema,
            DatabaseSchema.Listed relation,
            List<String> enums,
            List<DescribedTable> tables,
            List<Skipped> skipped)
            throws SQLException {
        var place = place(target, schema.database(), relation.id());
        try {
            relation.refusal().ifPresent(why -> {
                throw new UsageException("Cannot make a table of " + relation.id() + ": " + why);
            });
            tables.add(described(target, place, schema, relation, enums));
        } catch (UsageException e) {
            skipped.add(new Skipped(place, e.getMessage()));
        }
    }

    private static DescribedTable described(
            Jdbc target, String place, DatabaseSchema schema, DatabaseSchema.Listed relation, List<String> enums)
            throws SQLException {
        var facts = schema.columns(relation.id());
        var columns = Relation.of(relation.id()).described(schema.session(), enums).stream()
                .map(column -> column(column, facts.get(column.name()), target))
                .toList();
        var kind = relation.isView() ? "view" : "table";
        var parameters = new TreeMap<>(source(target, relation.id()));
        parameters.put(Table.CLASSIFICATION, CLASSIFICATION);
        parameters.put("typeOfData", kind);
        parameters.put(COMMENT, target.comments() ? relation.comment() : "");
        var location = location(schema.database(), relation.id());
        return new DescribedTable(
                place, columns, Storage.at(location), parameters, kind + " " + relation.id() + " of the database");
    }

    private static Column column(SourceColumn column, DatabaseSchema.Described facts, Jdbc target) {
        var parameters = new TreeMap<String, String>();
        parameters.put(Column.EVIDENCE, facts.type() + (facts.nullable() ? "" : ", not null"));
        if (target.rawTypes()) {
            parameters.put(RAW_TYPE, facts.type());
        }
        var comment = Optional.of(facts.comment()).filter(text -> target.comments() && !text.isEmpty());
        return new Column(column.name(), column.type(), comment, parameters);
    }

    /** The settings of the source that reads it; a password stays a reference. */
    private static Map<String, String> source(Jdbc target, TableId id) {
        var settings = settings(target);
        settings.put(JdbcSource.Plugin.DBTABLE.name(), id.written());
        var parameters = new TreeMap<String, String>();
        parameters.put(Table.SOURCE, target.kind());
        settings.forEach((name, value) -> parameters.put(Table.SOURCE_PREFIX + name, value));
        return parameters;
    }

    /** Where the database is, in the words of the source. */
    private static Map<String, String> settings(Jdbc target) {
        var settings = new TreeMap<String, String>();
        var place = target.place();
        settings.put(PostgresDatabase.URL.name(), place.url());
        place.user().ifPresent(user -> settings.put(PostgresDatabase.USER.name(), user));
        place.password().ifPresent(secret -> settings.put(PostgresDatabase.PASSWORD.name(), secret));
        return settings;
    }

    @Override
    public boolean isGone(CrawlTarget target, Table table) {
        var jdbc = (Jdbc) target;
        var written = table.parameters().get(Table.SOURCE_PREFIX + JdbcSource.Plugin.DBTABLE.name());
        if (!table.source().filter(jdbc.kind()::equals).isPresent() || written == null) {
            return false;
        }
        var id = TableId.parse(written);
        var path = IncludePath.parse(jdbc.path());
        return path.holds(id)
                && place(jdbc, path.database(), id).equals(table.place())
                && database(jdbc).ask("look for " + id, session -> !new TableFacts(session, id).exists());
    }

    private static PostgresDatabase database(Jdbc target) {
        return PostgresDatabase.of(PLACE.of("target " + target.path(), settings(target)));
    }

    private static void refuseOther(IncludePath path, String database, Jdbc target) {
        if (!path.database().equals(database)) {
            throw new UsageException("Cannot crawl " + path + " of "
                    + JdbcUrl.place(target.place().url()) + ": the URL leads to another database (got "
                    + path.database() + "; expected " + database + ")");
        }
    }

    private static UsageException nothing(IncludePath path, Jdbc target, List<DatabaseSchema.Listed> relations) {
        var known = relations.stream()
                .map(relation -> relation.id().schema() + "/" + relation.id().table())
                .toList();
        var asked = path.written().substring(path.written().indexOf('/') + 1);
        return new UsageException(
                "Cannot crawl " + path + " of " + JdbcUrl.place(target.place().url())
                        + ": no table or view has such a name " + Suggestion.among(asked, known));
    }

    /** As Glue writes it. */
    private static String location(String database, TableId id) {
        return String.join(".", TableId.written(database), TableId.written(id.schema()), TableId.written(id.table()));
    }

    /** The server and the location; tables of one name are on different servers. */
    private static String place(Jdbc target, String database, TableId id) {
        return UrlReader.server(target.place().url()) + location(database, id).replace("/", "%2F");
    }

    /** The kind of target {@code jdbc}. */
    public static final class Plugin implements Factory<TargetCrawler> {
        @Override
        public Class<TargetCrawler> kind() {
            return TargetCrawler.class;
        }

        @Override
        public String name() {
            return "jdbc";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public JdbcTargetCrawler create(Settings settings, Parts parts) {
            return new JdbcTargetCrawler();
        }
    }
}
