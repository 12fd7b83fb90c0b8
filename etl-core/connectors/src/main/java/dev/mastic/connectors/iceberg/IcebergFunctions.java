// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import org.apache.iceberg.spark.functions.SparkFunctions;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Iceberg's partition functions for Spark's planner, which looks them up in the catalog of the table that it writes to.
 */
final class IcebergFunctions implements FunctionCatalog {
    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {}

    @Override
    public String name() {
        return "iceberg";
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) {
        return SparkFunctions.list().stream()
                .map(function -> Identifier.of(namespace, function))
                .toArray(Identifier[]::new);
    }

    @Override
    public UnboundFunction loadFunction(Identifier name) throws NoSuchFunctionException {
        var function = SparkFunctions.load(name.name());
        if (function == null) {
            throw new NoSuchFunctionException(name);
        }
        return function;
    }
}
