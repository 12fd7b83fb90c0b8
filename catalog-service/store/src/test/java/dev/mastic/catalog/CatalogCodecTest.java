// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.EtlException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CatalogCodecTest {
    private static final TableName NAME = TableName.parse("sales.orders");

    @Property(tries = 300)
    void readsTablesAsTheyWereWritten(@ForAll("tables") Table table) {
        var text = CatalogCodec.write(table);
        assertThat(CatalogCodec.readTable(NAME, text)).isEqualTo(table);
        assertThat(CatalogCodec.write(CatalogCodec.readTable(NAME, text))).isEqualTo(text);
    }

    @Property(tries = 300)
    void readsPartitionsAsTheyWereWritten(@ForAll("partitions") Partition partition) {
        var values = CatalogCodec.writeValues(partition.values());
        assertThat(CatalogCodec.readPartition(values, CatalogCodec.write(partition)))
                .isEqualTo(partition);
    }

    @Property(tries = 300)
    void tellsListsOfValuesApart(@ForAll("values") List<String> one, @ForAll("values") List<String> other) {
        assertThat(CatalogCodec.writeValues(one).equals(CatalogCodec.writeValues(other)))
                .isEqualTo(one.equals(other));
    }

    @Property(tries = 100)
    void readsDatabasesAsTheyWereWritten(@ForAll("databases") Database database) {
        assertThat(CatalogCodec.readDatabase(database.name(), CatalogCodec.write(database)))
                .isEqualTo(database);
    }

    @Example
    void refusesTheFormatOfANewerMastic() {
        assertThatThrownBy(() -> CatalogCodec.readTable(NAME, "{\"format\":2}"))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("got format 2; expected 1");
        assertThatThrownBy(() -> CatalogCodec.readTable(NAME, "no JSON")).isInstanceOf(EtlException.class);
    }

    @Provide
    Arbitrary<Table> tables() {
        return Combinators.combine(columns(), columns(), storages(), parameters())
                .as((columns, keys, storage, parameters) -> new Table(NAME, columns, keys, storage, parameters));
    }

    @Provide
    Arbitrary<Partition> partitions() {
        return Combinators.combine(values(), storages(), parameters()).as(Partition::new);
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.oneOf(texts(), Arbitraries.of("a", "b", "a,b", "", "\"", "a\",\"b"))
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<Database> databases() {
        return Combinators.combine(texts().optional(), texts().optional(), parameters())
                .as((description, location, parameters) -> new Database("sales", description, location, parameters));
    }

    private static Arbitrary<List<Column>> columns() {
        var comments = texts().optional(0.5);
        return Combinators.combine(AnyType.names(), AnyType.inCatalog(), comments, parameters())
                .as(Column::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Storage> storages() {
        return Combinators.combine(texts(), texts(), texts(), parameters(), Arbitraries.of(true, false))
                .as((location, format, serde, parameters, compressed) ->
                        new Storage(location, format, format + "Output", serde, parameters, compressed));
    }

    private static Arbitrary<Map<String, String>> parameters() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(2);
    }

    /** Every character that a text of Java holds, but for halves of surrogate pairs and NUL, which PostgreSQL does not store. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofMaxLength(6);
    }
}
