// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * What a SparkSession must know to read and write the tables of {@link MasticCatalog}: set {@code spark.sql.extensions} to this class. It brings Iceberg's
 * own extensions, which may stand beside it in any order.
 */
public final class MasticSparkExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        new IcebergSparkSessionExtensions().apply(extensions);
        extensions.injectParser(StatementParser::new);
        extensions.injectResolutionRule(session -> new FileCommands());
        extensions.injectPreCBORule(FileScans::new);
        return BoxedUnit.UNIT;
    }
}
