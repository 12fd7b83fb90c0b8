// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IcebergPropertiesTest {
    @Test
    void takesThoseOfNewTablesAndViewsOfThisCatalog() {
        var properties = IcebergProperties.of(Map.of(
                "spark.sql.catalog.mastic", "dev.mastic.catalog.spark.MasticCatalog",
                "spark.sql.catalog.mastic.db", "mastic.db",
                "spark.sql.catalog.mastic.table-default.write.format.default", "orc",
                "spark.sql.catalog.mastic.table-override.\"commit.retry.num-retries\"", "9",
                "spark.sql.catalog.mastic.view-default.a", "1",
                "spark.sql.catalog.mastic.view-override.b", "2",
                "spark.sql.catalog.lake.table-default.c", "another catalog"));
        assertThat(properties)
                .containsOnly(
                        Map.entry("table-default.write.format.default", "orc"),
                        Map.entry("table-override.commit.retry.num-retries", "9"),
                        Map.entry("view-default.a", "1"),
                        Map.entry("view-override.b", "2"));
    }
}
