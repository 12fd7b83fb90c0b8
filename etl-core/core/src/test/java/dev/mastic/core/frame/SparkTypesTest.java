// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.core.type.Types;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SparkTypesTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void bringsEveryTypeBackFromSpark(@ForAll("records") Type.Struct record) {
        assertThat(SparkTypes.fromSpark(SparkTypes.toSpark(record))).isEqualTo(record);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void bringsEveryTypeBackFromSparksJson(@ForAll("records") Type.Struct record) {
        var json = SparkTypes.toSpark(record).json();
        assertThat(SparkTypes.fromSpark((StructType) DataType.fromJson(json))).isEqualTo(record);
    }

    @Provide
    Arbitrary<Type.Struct> records() {
        return Types.inSpark();
    }

    @Test
    void showsAChoiceAsAStructOfItsMembers() {
        var spark = SparkTypes.toSpark(record("struct<c:uniontype<int,string,struct<a:bigint>>>"));
        assertThat(spark.catalogString()).isEqualTo("struct<c:struct<int:int,string:string,struct:struct<a:bigint>>>");
    }

    @Test
    void hasOnlyNullableColumns() {
        var spark = SparkTypes.toSpark(record("struct<a:int,b:array<int>,c:map<string,int>,d:struct<e:int>>"));
        assertThat(spark.asNullable()).isEqualTo(spark);
    }

    @Test
    void knowsAChoiceAmongElementsOfArraysAndMaps() {
        var choices = record("struct<a:array<uniontype<int,string>>,m:map<string,array<uniontype<date,double>>>>");
        assertThat(SparkTypes.fromSpark(SparkTypes.toSpark(choices))).isEqualTo(choices);
    }

    @Test
    void branchesThatSomeoneSelectedAreNoChoice() {
        var rows = TestSpark.session()
                .createDataFrame(List.of(), SparkTypes.toSpark(record("struct<c:uniontype<date,int,string>>")));
        var picked = rows.selectExpr(
                "c.int", "struct(c.int, c.string) as two", "struct(c.int as a, c.date as b) as named", "c");
        assertThat(SparkTypes.fromSpark(picked.schema()))
                .isEqualTo(record("struct<int:int,two:struct<int:int,string:string>,named:struct<a:int,b:date>,"
                        + "c:uniontype<date,int,string>>"));
    }

    @Test
    void showsWhatIsUnknownAsNull() {
        assertThat(SparkTypes.toSpark(new Type.Unknown())).isEqualTo(DataTypes.NullType);
    }

    @Test
    void refusesTypesThatOnlySparkHas() {
        assertThatThrownBy(() -> SparkTypes.fromSpark(DataTypes.CalendarIntervalType))
                .isInstanceOf(EtlException.class)
                .hasMessage(
                        "Cannot use a column of Spark type interval: no type of the catalog holds it; cast it before");
    }

    private static Type.Struct record(String text) {
        return (Type.Struct) TypeString.parse(text);
    }
}
