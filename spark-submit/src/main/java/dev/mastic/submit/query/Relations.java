// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.io.Format;
import dev.mastic.core.type.Type;
import dev.mastic.submit.verb.Sessions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import scala.collection.JavaConverters;

/**
 * What the names in a query mean: a path that exists, else {@code db.table} of the catalog; {@code json.`in/x`} is a path of that format.
 * Each name is read once, however often it stands in the query.
 */
final class Relations implements Function<List<String>, LogicalPlan> {
    private final Reading reading;
    private final Map<List<String>, DynamicFrame> frames = new LinkedHashMap<>();

    Relations(Reading reading) {
        this.reading = reading;
    }

    /** The frames that the query reads. */
    Collection<DynamicFrame> frames() {
        return frames.values();
    }

    /** The rows under the last part of the name, so that columns can be called {@code table.column}. */
    @Override
    public LogicalPlan apply(List<String> name) {
        var rows = frames.computeIfAbsent(name, this::read).toDF();
        var qualifier =
                JavaConverters.asScalaBuffer(name.subList(0, name.size() - 1)).toSeq();
        return new SubqueryAlias(new AliasIdentifier(name.get(name.size() - 1), qualifier), rows.logicalPlan());
    }

    /**
     * Whether a name means what only a session knows whose catalog is the project's: a view, something of an Iceberg table such as {@code
     * sales.orders.snapshots}, or {@code mastic.sales.orders}.
     */
    boolean asksTheCatalog(List<String> name) {
        if (name.size() < 2 || isFormat(name) || reading.isPath(String.join(".", name))) {
            return false;
        }
        var table = find(name);
        return name.size() == 2
                ? table.filter(Table::isIcebergView).isPresent()
                : table.filter(Table::isIceberg).isPresent() || name.get(0).equals(Sessions.CATALOG);
    }

    private Optional<Table> find(List<String> name) {
        if (name.get(0).isBlank() || name.get(1).isBlank()) {
            return Optional.empty();
        }
        return reading.workspace()
                .parts()
                .the(Catalog.class)
                .find(new TableName(name.get(0), name.get(1)))
                .map(TableVersion::table);
    }

    /** How to ask for a choice, where Spark's message about types names a column that is one; else the empty text. */
    String hint(String message) {
        if (!message.contains("STRUCT<")) {
            return "";
        }
        return frames.values().stream()
                .flatMap(frame -> frame.schema().fields().stream())
                .filter(field -> field.type() instanceof Type.Choice && message.contains(field.name()))
                .map(field -> hint(field.name(), (Type.Choice) field.type()))
                .findFirst()
                .orElse("");
    }

    private static String hint(String name, Type.Choice choice) {
        var branches = choice.members().stream().map(Type::typeName).toList();
        var column = "`" + name.replace("`", "``") + "`.";
        return " ('" + name + "' is a choice of " + String.join(" and ", branches) + ": ask for one, as in " + column
                + branches.get(0) + ", or for what there is, as in coalesce("
                + branches.stream().map(column::concat).collect(Collectors.joining(", ")) + "))";
    }

    private DynamicFrame read(List<String> name) {
        if (isFormat(name) && reading.isPath(name.get(1))) {
            return reading.readPath(name.get(1), Map.of("format", name.get(0)));
        }
        var target = String.join(".", name);
        if (name.size() > 2 && !reading.isPath(target)) {
            throw new UsageException("Cannot read " + target
                    + ": no such file or folder, and no table (a table is database.table, a path stands in backticks)");
        }
        return reading.read(target);
    }

    private boolean isFormat(List<String> name) {
        return name.size() == 2
                && reading.workspace().parts().registry().names(Format.class).contains(name.get(0));
    }
}
