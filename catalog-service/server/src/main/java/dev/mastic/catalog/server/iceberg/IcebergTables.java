// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.MasticIcebergCatalog;
import dev.mastic.catalog.server.auth.StoredKey;
import dev.mastic.catalog.server.wire.PageTokens;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.rest.requests.ReportMetricsRequest;
import org.apache.iceberg.rest.requests.ReportMetricsRequestParser;

/**
 * A catalog's Iceberg tables and views, with names in small letters as Glue's and Hive's clients expect.
 *
 * @param properties Iceberg's catalog properties, such as {@code table-default.*}
 * @param tokens where lists go on
 */
public record IcebergTables(
        Catalog catalog, MasticIcebergCatalog iceberg, Map<String, String> properties, PageTokens tokens) {
    private static final int LONGEST_REPORT = 64 << 10;

    /** The tables of a catalog whose new ones lie in a warehouse. */
    public static IcebergTables of(
            Catalog catalog, String warehouse, DelegateFileIO io, Map<String, String> properties) {
        var folding = new HashMap<>(properties);
        folding.put(MasticIcebergCatalog.FOLDING, "true");
        var iceberg = new MasticIcebergCatalog(catalog, warehouse, io, folding);
        var tokens = new PageTokens(new StoredKey(catalog.objects(), "iceberg"));
        return new IcebergTables(catalog, iceberg, properties, tokens);
    }

    /** Keeps the last report of its kind on a table. */
    void keep(TableIdentifier table, ReportMetricsRequest report) {
        var json = ReportMetricsRequestParser.toJson(report);
        if (json.length() > LONGEST_REPORT) {
            throw new BadRequestException(
                    "Cannot keep the report on %s: it is too long (got %s letters; expected at most %s)",
                    table, json.length(), LONGEST_REPORT);
        }
        var owner = ObjectKey.Owner.table(iceberg.name(table));
        var kind = report.reportType().name().toLowerCase(Locale.ROOT);
        catalog.objects().put(new ObjectKey(ObjectKind.METRICS_REPORT, owner, kind), json);
    }
}
