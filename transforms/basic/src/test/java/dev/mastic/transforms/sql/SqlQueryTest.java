// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class SqlQueryTest {
    private static final Shapes SHAPES = shapes(Map.of(
            "people", "struct<id:int,name:string,v:uniontype<int,string>>",
            "visits", "struct<person:int,at:date,vs:array<uniontype<int,string>>>"));

    private static Shapes shapes(Map<String, String> types) {
        var shapes = new LinkedHashMap<String, Type.Struct>();
        types.forEach((name, type) -> shapes.put(name, FrameLiterals.type(type)));
        return new Shapes(shapes);
    }

    private static SqlQuery sql(String query) {
        return new SqlQuery("Cannot query", query);
    }

    private static String shape(String query) {
        return TypeString.print(sql(query).shape(SHAPES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM people | struct<id:int,name:string,v:uniontype<int,string>>",
                "SELECT p.v AS w, at FROM people p JOIN visits ON id = person | struct<w:uniontype<int,string>,at:date>",
                "SELECT a.v, b.v AS w FROM people a JOIN people b ON a.id = b.id"
                        + " | struct<v:uniontype<int,string>,w:uniontype<int,string>>",
                "WITH x AS (SELECT id, v AS y FROM people) SELECT a.y, b.id FROM x a JOIN x b ON a.id = b.id"
                        + " | struct<y:uniontype<int,string>,id:int>",
                "SELECT person, w FROM visits LATERAL VIEW explode(vs) AS w | struct<person:int,w:uniontype<int,string>>",
                "SELECT name, first(v) AS v, collect_list(v) AS vs FROM people GROUP BY name"
                        + " | struct<name:string,v:uniontype<int,string>,vs:array<uniontype<int,string>>>",
                "SELECT v FROM people UNION ALL SELECT vs[0] FROM visits | struct<v:uniontype<int,string>>",
                "SELECT max(v) OVER (PARTITION BY name) AS m FROM people | struct<m:uniontype<int,string>>",
                "SELECT count(*) AS n, sum(id) AS s FROM people WHERE id IN (SELECT person FROM visits)"
                        + " | struct<n:bigint,s:bigint>",
                "SELECT (SELECT max(at) FROM visits WHERE person = id) AS last FROM people | struct<last:date>",
                "VALUES (1, 'a') AS t(x, y) | struct<x:int,y:string>"
            })
    void knowsTheColumnsWithoutASession(String query, String type) {
        assertThat(shape(query)).isEqualTo(TypeString.print(TypeString.parse(type)));
    }

    @Test
    void prefersACommonTableToAFrameOfItsName() {
        assertThat(shape("WITH people AS (SELECT id AS only FROM people) SELECT * FROM people"))
                .isEqualTo("struct<only:int>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM peeple | no frame 'peeple' (has: people, visits; did you mean 'people'?) at line 1, character 15",
                "SELECT nmae FROM people | no column 'nmae' (has: id, name, v; did you mean 'name'?) at line 1, character 8",
                "SELECT * FROM parquet.`/etc` | no frame 'parquet./etc'",
                "SELECT id FORM people | Syntax error at or near 'people'",
                "SELECT id, id FROM people | Duplicate field",
                "INSERT INTO people VALUES (1) | it is a command",
                "DROP TABLE people | it is a command",
                "WITH x AS (SELECT 1) INSERT INTO people SELECT * FROM x | it is a command",
                "FROM people INSERT INTO a SELECT id INSERT INTO b SELECT id | it is a command",
                "SELECT TRANSFORM(id) USING 'sh -c id' AS x FROM people | Cannot query",
                "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1 | Cannot query",
                "SELECT * FROM (SELECT TRANSFORM(id) USING 'sh' FROM people) | Cannot query",
                "SELECT nope.reflect('x') FROM people | is not allowed",
                "SELECT * FROM json_file('/etc/passwd') | Cannot query",
                "CREATE TABLE x AS SELECT * FROM people | it is a command",
                "SELECT reflect('java.lang.System', 'exit', 1) | is not allowed",
                "SELECT java_method('a', 'b') FROM people | is not allowed"
            })
    void refuses(String query, String why) {
        var people = new Shapes(shapes(Map.of("people", "struct<id:int,name:string,v:uniontype<int,string>>"))
                .byName());
        var both = query.contains("peeple")
                ? shapes(new TreeMap<>(Map.of("people", "struct<id:int>", "visits", "struct<id:int>")))
                : people;
        assertThatThrownBy(() -> sql(query).shape(both))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void answersOverSeveralFramesAndKeepsTheirFaults(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var people = literals.frame(
                        "people",
                        "struct<id:int,v:uniontype<int,string>>",
                        "{'id':1,'v':{'int':7}}",
                        "{'id':2,'v':{'string':'x'}}",
                        "{'id':-1}")
                .refuseUnless(functions.col("id").gt(0), "id", "not positive");
        var visits = literals.frame(
                        "visits.all", "struct<person:int,n:int>", "{'person':1,'n':3}", "{'person':1,'n':4}")
                .refuseUnless(functions.col("n").gt(3), "n", "too few");
        var answer = sql("SELECT p.id, p.v, q.id AS same, n FROM people p JOIN people q ON p.id = q.id"
                        + " LEFT JOIN visits.all ON p.id = person")
                .over(Frames.of("people", people, "visits.all", visits));
        assertFrame(answer)
                .hasType("struct<id:int,v:uniontype<int,string>,same:int,n:int>")
                .hasRows("{'id':1,'v':{'int':7},'same':1,'n':4}", "{'id':2,'v':{'string':'x'},'same':2}");
        assertThat(answer.errorsCount()).isEqualTo(2);
        assertThat(spark.catalog().listTables().count()).isZero();
    }

    @Test
    void keepsTheOrderOfAQueryThatSorts(SparkSession spark) {
        var numbers = FrameLiterals.of(spark).frame("numbers", "struct<n:int>", "{'n':1}", "{'n':3}", "{'n':2}");
        var sorted = sql("SELECT n, named_struct('m', 1) AS s FROM numbers ORDER BY n DESC")
                .over(Frames.of("numbers", numbers));
        assertThat(sorted.toDF().toJSON().collectAsList())
                .containsExactly("{\"n\":3,\"s\":{\"m\":1}}", "{\"n\":2,\"s\":{\"m\":1}}", "{\"n\":1,\"s\":{\"m\":1}}");
    }
}
