// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The migrations. Flyway's classes are loaded only when there is something to migrate. */
final class Schema {
    /** The schema that this version of Mastic reads and writes; the number of the last migration. */
    static final int VERSION = 8;

    private Schema() {}

    static final String READ_VERSION = "select version from schema_version";

    static void migrate(DataSource source, Dialect dialect, List<String> schemas) {
        migrate(source, dialect, schemas, VERSION);
    }

    static void migrate(DataSource source, Dialect dialect, List<String> schemas, int version) {
        FluentConfiguration flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:dev/mastic/database/migration")
                .placeholders(dialect.placeholders())
                .failOnMissingLocations(true)
                .target(Integer.toString(version))
                .loggers("slf4j");
        if (!schemas.isEmpty()) {
            flyway.schemas(schemas.toArray(String[]::new));
        }
        flyway.load().migrate();
    }
}
