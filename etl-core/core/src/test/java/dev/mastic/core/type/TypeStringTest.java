// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeStringTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void parsesWhatItPrints(@ForAll("types") Type type) {
        assertThat(TypeString.parse(TypeString.print(type))).isEqualTo(type);
    }

    @Property
    void refusesAnyOtherTextByItsOwnException(@ForAll String text) {
        try {
            var type = TypeString.parse(text);
            assertThat(TypeString.parse(TypeString.print(type))).isEqualTo(type);
        } catch (UsageException e) {
            assertThat(e).hasMessageStartingWith("Cannot read type '" + text + "': ");
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void refusesATextThatIsCutShort(@ForAll("types") Type type, @ForAll int where) {
        var text = TypeString.print(type);
        var cut = text.substring(0, Math.floorMod(where, text.length()));
        try {
            assertThat(TypeString.parse(cut)).isNotNull();
        } catch (UsageException e) {
            assertThat(e).hasMessageContaining(" at character ");
        }
    }

    @Provide
    Arbitrary<Type> types() {
        return Types.any();
    }

    @Test
    void printsAsGlueDoes() {
        var tags = new Type.Array(Type.Primitive.STRING);
        var struct = Type.Struct.of(
                new Type.Field("id", Type.Primitive.LONG),
                new Type.Field("tags", tags),
                new Type.Field("by day", new Type.Map(Type.Primitive.DATE, new Type.Decimal(10, 2))));
        assertThat(TypeString.print(struct))
                .isEqualTo("struct<id:bigint,tags:array<string>,`by day`:map<date,decimal(10,2)>>");
    }

    @Test
    void printsAChoiceAsAUnion() {
        var choice = new Type.Choice(List.of(Type.Primitive.STRING, Type.Primitive.INT));
        assertThat(TypeString.print(choice)).isEqualTo("uniontype<int,string>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "byte|tinyint",
                "short|smallint",
                "integer|int",
                "long|bigint",
                "null|void",
                "BIGINT|bigint",
                "varchar(20)|string",
                "char(3)|string",
                "decimal|decimal(10,2)",
                "decimal(5)|decimal(5,0)",
                "numeric(5,1)|decimal(5,1)",
                "' array < long > '|array<bigint>",
                "struct<Id:INT,a b:long>|struct<Id:int,`a b`:bigint>",
                "'struct< id : int , name : string >'|struct<id:int,name:string>",
                "struct<>|struct<>"
            })
    void understandsOtherSpellings(String text, String printed) {
        assertThat(TypeString.print(TypeString.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strin|unknown type 'strin' at character 6 (did you mean 'string'?)",
                "''|expected a type at character 1",
                "int int|expected the end at character 5",
                "array<int|expected '>' at character 10",
                "array|expected '<' at character 6",
                "map<string>|expected ',' at character 11",
                "struct<a>|expected a field name and ':' at character 8",
                "struct<a:int,>|expected a field name and ':' at character 14",
                "struct<`a:int>|a backtick is not closed at character 15",
                "decimal(x)|expected a number at character 10",
                "decimal(99999999999)|expected a number at character 20",
                "decimal(10,2|expected ')' at character 13"
            })
    void namesTheCharacterThatItDoesNotUnderstand(String text, String why) {
        assertThatThrownBy(() -> TypeString.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot read type '" + text + "': " + why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "struct<a:int,a:long>",
                "uniontype<int>",
                "uniontype<int,integer>",
                "decimal(39,0)",
                "decimal(2,3)"
            })
    void refusesTypesThatCannotBe(String text) {
        assertThatThrownBy(() -> TypeString.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot read type '" + text + "': ")
                .hasMessageContaining(" at character ");
    }

    @Test
    void readsColumnsWithAndWithoutAStructAround() {
        var type = TypeString.parse("struct<id:bigint,`a b`:string,p:decimal(10,2),tags:array<struct<x:int>>>");
        assertThat(TypeString.parseRow("id long, `a b` string, p decimal(10,2), tags: array<struct<x:int>>"))
                .isEqualTo(type);
        assertThat(TypeString.parseRow(" " + TypeString.print(type))).isEqualTo(type);
    }

    @Test
    void saysWhatIsWrongWithColumns() {
        assertThatThrownBy(() -> TypeString.parseRow("id lnog")).hasMessageContaining("did you mean 'long'?");
        assertThatThrownBy(() -> TypeString.parseRow("id")).hasMessageContaining("expected a type at character 3");
        assertThatThrownBy(() -> TypeString.parseRow("")).hasMessageContaining("expected a column");
        assertThatThrownBy(() -> TypeString.parseRow("id int, id int")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> TypeString.parseRow("id int name string")).hasMessageContaining("expected the end");
    }
}
