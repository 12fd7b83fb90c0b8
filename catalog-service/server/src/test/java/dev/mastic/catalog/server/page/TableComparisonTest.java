// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.server.page.TableComparison.Difference;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
    private static final Table TABLE = new Table(
            new TableName("d", "t"),
            List.of(Sample.column("id", "int"), Sample.column("name", "string")),
            List.of(Sample.column("day", "string")),
            Storage.at("s3://a/"),
            Map.of("k", "v"));

    @Test
    void findsNothingBetweenEqualTables() {
        assertThat(new TableComparison(TABLE, TABLE).differences()).isEmpty();
    }

    @Test
    void namesWhatCameWentAndChanged() {
        var id = new Column(
                "id",
                Sample.column("id", "bigint").type(),
                Optional.of("Its number"),
                Map.of(Column.EVIDENCE, "long 3", "iceberg.field.id", "1"));
        var after = TABLE.withColumns(List.of(id, Sample.column("email", "string")))
                .withPartitionKeys(List.of(Sample.column("day", "date")))
                .withStorage(new Storage("s3://b/", "", "", "x.Serde", Map.of("sep", ","), false))
                .withParameters(Map.of("k", "w", "api-key", "hush"))
                .withAttributes(new Attributes("{\"Owner\":\"me\",\"Retention\":3}"));
        assertThat(new TableComparison(TABLE, after).differences())
                .containsExactly(
                        new Difference("column id: comment", "", "Its number"),
                        new Difference("column id: iceberg.field.id", "", "1"),
                        new Difference("column id: type", "int", "bigint"),
                        new Difference("column email", "", "string"),
                        new Difference("column name", "string", ""),
                        new Difference("partition key day: type", "string", "date"),
                        new Difference("storage: SerDe", "", "x.Serde"),
                        new Difference("storage: location", "s3://a/", "s3://b/"),
                        new Difference("SerDe parameter sep", "", ","),
                        new Difference("parameter api-key", "", Secrets.HIDDEN),
                        new Difference("parameter k", "v", "w"),
                        new Difference("attribute Owner", "", "me"),
                        new Difference("attribute Retention", "", "3"),
                        new Difference("column id: evidence", "", "long 3"));
    }

    @Test
    void seesAnotherOrder() {
        var turned = TABLE.withColumns(
                List.of(TABLE.columns().get(1), TABLE.columns().get(0)));
        assertThat(new TableComparison(TABLE, turned).differences())
                .containsExactly(new Difference("order of columns", "id, name", "name, id"));
    }

    @Test
    void saysThatASecretHasChangedAndNotWhat() {
        var before = TABLE.withParameters(Map.of("password", "a"));
        var after = TABLE.withParameters(Map.of("password", "b"));
        assertThat(new TableComparison(before, after).differences())
                .containsExactly(new Difference("parameter password", Secrets.HIDDEN, Secrets.HIDDEN));
    }
}
