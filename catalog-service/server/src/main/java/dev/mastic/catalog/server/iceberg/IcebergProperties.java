// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import com.typesafe.config.ConfigUtil;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What new tables and views get unless, or whatever, a client says: {@code table-default.*}, {@code table-override.*}, {@code view-default.*} and
 * {@code view-override.*} of the project's catalog.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/spark-configuration/#catalog-configuration">Iceberg: catalog configuration</a>
 */
public final class IcebergProperties {
    private static final String CATALOG = "spark.sql.catalog.mastic.";
    private static final Pattern OF_NEW = Pattern.compile("(table|view)-(default|override)\\..+");

    private IcebergProperties() {}

    /**
     * Those among the project's settings.
     *
     * @param spark with names such as {@code spark.sql.catalog.mastic.table-default.write.format.default}
     */
    public static Map<String, String> of(Map<String, String> spark) {
        var properties = new LinkedHashMap<String, String>();
        spark.forEach((setting, value) -> {
            // parts of it may be written in quotation marks, and then they have them still
            var name = String.join(".", ConfigUtil.splitPath(setting));
            if (name.startsWith(CATALOG)
                    && OF_NEW.matcher(name.substring(CATALOG.length())).matches()) {
                properties.put(name.substring(CATALOG.length()), value);
            }
        });
        return Map.copyOf(properties);
    }
}
