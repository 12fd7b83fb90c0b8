// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class SqlExpressionTest {
    private static final String RECORD =
            "struct<id:int,name:string,born:date,score:decimal(5,2),tags:array<string>,who:struct<first:string>,"
                    + "v:uniontype<int,string>,vs:array<uniontype<int,string>>,m:map<string,uniontype<int,string>>>";

    private static String typeOf(String expression) {
        return typeOf(expression, RECORD);
    }

    private static String typeOf(String expression, String record) {
        return TypeString.print(sql(expression).in(FrameLiterals.type(record)).type());
    }

    private static SqlExpression sql(String expression) {
        return new SqlExpression("Cannot compute '" + expression + "'", expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id + 1 | int",
                "ID + 1L | bigint",
                "id / 2 | double",
                "score * 2 | decimal(7,2)",
                "upper(name) | string",
                "name = 'x' AND id > 3 | boolean",
                "date_add(born, 1) | date",
                "transform(tags, t -> length(t)) | array<int>",
                "filter(tags, t -> t <> name) | array<string>",
                "who.first | string",
                "named_struct('a', id, 'b', v) | struct<a:int,b:uniontype<int,string>>",
                "v | uniontype<int,string>",
                "v.int | int",
                "coalesce(v, vs[0]) | uniontype<int,string>",
                "if(id > 1, v, null) | uniontype<int,string>",
                "vs[0] | uniontype<int,string>",
                "element_at(m, 'k') | uniontype<int,string>",
                "map_values(m) | array<uniontype<int,string>>",
                "array(v, v) | array<uniontype<int,string>>",
                "slice(vs, 1, 1) | array<uniontype<int,string>>",
                "current_timestamp() | timestamp",
                "cast(name as varchar(3)) | string",
                "null | void",
                "input_file_name() | string"
            })
    void knowsTheTypeWithoutASession(String expression, String type) {
        assertThat(typeOf(expression)).isEqualTo(TypeString.print(TypeString.parse(type)));
    }

    @Test
    void takesAnExactNameBeforeOneOfAnotherCase() {
        assertThat(typeOf("ID", "struct<id:int,ID:string>")).isEqualTo("string");
        assertThat(typeOf("id + Other", "struct<id:int,ID:string,Other:int>")).isEqualTo("int");
    }

    @Test
    void refusesANameThatMeansTwoColumns() {
        assertThatThrownBy(() -> typeOf("Id + 1", "struct<id:int,ID:int>"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "'Id' means several columns when case is ignored (id, ID); write each name exactly");
    }

    @Test
    void saysWhichColumnOrFunctionWasMeant() {
        assertThatThrownBy(() -> typeOf("upper(nmae)"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot compute 'upper(nmae)': no column 'nmae' (has: id, name, born, score, tags, who, v, vs, m;"
                                + " did you mean 'name'?) at line 1, character 7");
        assertThatThrownBy(() -> typeOf("who.frist"))
                .hasMessageContaining("no field 'frist' (has: first; did you mean 'first'?) at line 1, character 1");
        assertThatThrownBy(() -> typeOf("uper(name)"))
                .hasMessageContaining("no function 'uper' (did you mean 'upper'?) at line 1, character 1");
    }

    @Test
    void saysWhereSqlIsNotUnderstood() {
        assertThatThrownBy(() -> typeOf("id + * 2 )"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot compute 'id + * 2 )': Syntax error at or near '2' at line 1, character 8");
        assertThatThrownBy(() -> typeOf(""))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot compute ''");
        assertThatThrownBy(() -> typeOf("id AS x")).hasMessageContaining("it gives itself the name 'x'");
        assertThatThrownBy(() -> typeOf("id + name + born")).isInstanceOf(UsageException.class);
    }

    @Test
    void adviseToResolveChoices() {
        assertThatThrownBy(() -> typeOf("v + 1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'v' can be of several types: resolve the choice before, or name a branch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java_method('java.lang.System', 'exit', 1) | is not allowed",
                "reflect('java.lang.System', 'exit', 1) | is not allowed",
                "current_database() | is not allowed",
                "sum(id) | aggregates",
                "row_number() over (order by id) | window",
                "explode(tags) | many rows",
                "(select 1) | query inside",
                "id in (select 1) | query inside",
                "* | Invalid usage of '*'",
                "interval 1 month | interval"
            })
    void refusesWhatIsNoValueOfOneRow(String expression, String why) {
        assertThatThrownBy(() -> typeOf(expression))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesAConditionThatIsNotTrueOrFalse() {
        assertThat(sql("id > 1").condition(FrameLiterals.type(RECORD)).type().typeName())
                .isEqualTo("boolean");
        assertThatThrownBy(() -> sql("id + 1").condition(FrameLiterals.type(RECORD)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot compute 'id + 1': it is no condition (got int; expected boolean)");
    }

    @Test
    void computesTheSameWhateverTheSessionsAnsiModeIs(SparkSession spark) {
        var numbers = FrameLiterals.of(spark)
                .frame("numbers", "struct<a:int,b:string,c:array<int>>", "{'a':1,'b':'x','c':[1]}");
        var before = spark.conf().get("spark.sql.ansi.enabled");
        spark.conf().set("spark.sql.ansi.enabled", "true");
        try {
            assertFrame(with(numbers, "r", "struct(a / 0 as x, cast(b as int) as y, c[5] as z)"))
                    .hasType("struct<a:int,b:string,c:array<int>,r:struct<x:double,y:int,z:int>>")
                    .hasRows("{'a':1,'b':'x','c':[1],'r':{}}");
        } finally {
            spark.conf().set("spark.sql.ansi.enabled", before);
        }
    }

    @Test
    void castsTimesInTheSessionsZone(SparkSession spark) {
        var times = FrameLiterals.of(spark).frame("times", "struct<t:string>", "{'t':'2024-01-01 00:00:00'}");
        spark.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
        try {
            assertFrame(with(times, "s", "cast(cast(t as timestamp) as bigint)"))
                    .hasRows("{'t':'2024-01-01 00:00:00','s':1704034800}");
        } finally {
            spark.conf().set("spark.sql.session.timeZone", "UTC");
        }
    }

    @Test
    void mayStandInsideItself(SparkSession spark) {
        var lists = FrameLiterals.of(spark).frame("lists", "struct<a:array<array<int>>>", "{'a':[[1,2],[3]]}");
        var doubled = "transform(a, x -> concat(x, x))";
        assertFrame(with(with(lists, "a", doubled), "a", doubled)).hasRows("{'a':[[1,2,1,2,1,2,1,2],[3,3,3,3]]}");
    }

    private static DynamicFrame with(DynamicFrame frame, String column, String expression) {
        var record = frame.schema();
        return Projection.of(record).with(column, sql(expression).in(record)).over(frame);
    }
}
