// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

class GrownSchemaTest {
    /** The columns of some files, by their paths. */
    @Provide
    Arbitrary<Map<String, Schema>> files() {
        Arbitrary<Type> simple = Arbitraries.of(
                Types.IntegerType.get(),
                Types.LongType.get(),
                Types.FloatType.get(),
                Types.DoubleType.get(),
                Types.StringType.get(),
                Types.DecimalType.of(10, 2),
                Types.DecimalType.of(12, 2),
                Types.DecimalType.of(10, 4));
        Arbitrary<Type> type = Arbitraries.oneOf(
                simple,
                simple.map(inner -> Types.StructType.of(NestedField.required(0, "x", inner))),
                simple.map(inner -> Types.ListType.ofRequired(0, inner)));
        Arbitrary<Schema> schema = Arbitraries.maps(Arbitraries.of("a", "A", "b", "key"), type)
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(GrownSchemaTest::schema);
        return Arbitraries.maps(Arbitraries.strings().withCharRange('a', 'z').ofLength(2), schema)
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Schema schema(Map<String, Type> columns) {
        var fields = new ArrayList<NestedField>();
        new TreeMap<>(columns).forEach((name, type) -> fields.add(NestedField.required(0, name, type)));
        var ids = new AtomicInteger();
        var numbered = TypeUtil.assignFreshIds(Types.StructType.of(fields), ids::incrementAndGet);
        return new Schema(numbered.asStructType().fields());
    }

    @Property(tries = 300)
    void readsEachFileThatItTakesAndTakesNoneItHasRefused(@ForAll("files") Map<String, Schema> files) {
        var grown = GrownSchema.of(Optional.empty(), List.of("key"), files, Lake.USUAL);
        assertThat(grown.schema().columns()).extracting(NestedField::name).doesNotContain("key");
        assertThat(grown.misfits().size()).isLessThan(files.size());
        var again = GrownSchema.of(Optional.of(grown.schema()), List.of("key"), files, Lake.USUAL);
        assertThat(again.misfits().keySet()).isEqualTo(grown.misfits().keySet());
        assertThat(numbered(again)).isEqualTo(numbered(grown));
    }

    private static Types.StructType numbered(GrownSchema grown) {
        return TypeUtil.assignIncreasingFreshIds(grown.schema()).asStruct();
    }

    /** Whatever a table has stays readable: nothing narrows, nothing goes. */
    @Property(tries = 300)
    void onlyGrows(@ForAll("files") Map<String, Schema> files, @ForAll("files") Map<String, Schema> more) {
        var before = GrownSchema.of(Optional.empty(), List.of(), files, Lake.USUAL);
        var after = GrownSchema.of(Optional.of(before.schema()), List.of(), more, Lake.USUAL);
        var taken = new TreeMap<>(files);
        taken.keySet().removeAll(before.misfits().keySet());
        assertThat(GrownSchema.of(Optional.of(after.schema()), List.of(), taken, Lake.USUAL)
                        .misfits())
                .isEmpty();
    }
}
