// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.Relationalize.relationalize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.RandomRows;
import dev.mastic.testkit.TransformContract;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationalizeTest extends TransformContract {
    private static final String PERSONS = "struct<id:struct<bioguide:string,fec:array<string>>,"
            + "terms:array<struct<type:string,district:uniontype<int,string>,"
            + "party_affiliations:array<struct<party:string,start:date>>>>,grid:array<array<int>>>";

    @Override
    protected String name() {
        return "relationalize";
    }

    @Override
    protected Transform transform() {
        return new Relationalize(Optional.of("persons"), ".", Relationalize.Maps.PIVOT);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("root", "persons", "separator", ".", "maps", "pivot", "staging-path", "tmp");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("people", people(literals));
    }

    private static DynamicFrame people(FrameLiterals literals) {
        return literals.frame(
                "people",
                PERSONS,
                "{'id':{'bioguide':'A1','fec':['H6','H7']},'terms':[{'type':'rep','district':{'int':4}},"
                        + "{'type':'rep','district':{'string':'at large'},'party_affiliations':"
                        + "[{'party':'R','start':'2001-01-03'},{'party':'I'}]},null]}",
                "{'id':{'bioguide':'B2','fec':[]},'grid':[[1,2],[],null,[null]]}",
                "{}");
    }

    @Test
    void namesTablesAndColumnsAsGlue(SparkSession spark) {
        var tables = relationalize("persons")
                .outputShapes(sample(FrameLiterals.of(spark)).shapes());
        assertThat(tables.names())
                .containsExactly(
                        "persons",
                        "persons_id.fec",
                        "persons_terms",
                        "persons_terms.val.party_affiliations",
                        "persons_grid",
                        "persons_grid.val");
        assertType(tables, "persons", "struct<`id.bioguide`:string,`id.fec`:bigint,terms:bigint,grid:bigint>");
        assertType(tables, "persons_id.fec", "struct<id:bigint,index:int,val:string>");
        assertType(
                tables,
                "persons_terms",
                "struct<id:bigint,index:int,`terms.val.type`:string,`terms.val.district.int`:int,"
                        + "`terms.val.district.string`:string,`terms.val.party_affiliations`:bigint>");
        assertType(
                tables,
                "persons_terms.val.party_affiliations",
                "struct<id:bigint,index:int,`terms.val.party_affiliations.val.party`:string,"
                        + "`terms.val.party_affiliations.val.start`:date>");
        assertType(tables, "persons_grid", "struct<id:bigint,index:int,val:bigint>");
        assertType(tables, "persons_grid.val", "struct<id:bigint,index:int,val:int>");
    }

    private static void assertType(Shapes tables, String name, String type) {
        assertThat(tables.get(name)).isEqualTo(FrameLiterals.type(type));
    }

    @Test
    void givesARowForEachElement(SparkSession spark) {
        var tables = people(FrameLiterals.of(spark)).relationalize("persons");
        assertThat(tables.frames().stream().map(DynamicFrame::count).toList()).containsExactly(3L, 2L, 3L, 2L, 4L, 3L);
        assertThat(tables.frames().stream().map(DynamicFrame::name).toList()).isEqualTo(tables.names());
        assertFrame(tables.get("persons_terms").dropFields("id", "`terms.val.party_affiliations`"))
                .hasRows(
                        "{'index':0,'terms.val.type':'rep','terms.val.district.int':4}",
                        "{'index':1,'terms.val.type':'rep','terms.val.district.string':'at large'}",
                        "{'index':2}");
        assertFrame(tables.get("persons_grid.val").dropFields("id"))
                .hasRows("{'index':0,'val':1}", "{'index':1,'val':2}", "{'index':0}");
    }

    @Test
    void leavesTheCellOfAnEmptyOrNullArrayNull(SparkSession spark) {
        var root = people(FrameLiterals.of(spark)).relationalize("p").get("p").toDF();
        assertThat(root.filter("`id.fec` is not null").count()).isEqualTo(1);
        assertThat(root.filter("terms is not null").count()).isEqualTo(1);
        assertThat(root.filter("grid is not null").count()).isEqualTo(1);
    }

    @Test
    void givesChildrenTheIdOfTheirParent(SparkSession spark) {
        var rows = IntStream.range(0, 500)
                .mapToObj(i -> "{'n':%d,'a':[%d,%d],'b':[{'c':[%d]},{'c':[%d]}]}".formatted(i, i, i, i, i))
                .toArray(String[]::new);
        var frame =
                FrameLiterals.of(spark).frame("r", "struct<n:int,a:array<int>,b:array<struct<c:array<int>>>>", rows);
        var shuffled = frame.derive(frame.schema(), frame.toDF().repartition(7));
        var tables = relationalize("r").apply(Frames.of("r", shuffled));
        tables.asMap()
                .forEach((name, table) -> table.toDF().createOrReplaceTempView("`" + name.replace('.', '_') + "`"));
        assertThat(spark.sql("select * from r join r_a on r.a = r_a.id where r.n = r_a.val")
                        .count())
                .isEqualTo(1000);
        assertThat(spark.sql("select * from r join r_b on r.b = r_b.id join r_b_val_c on r_b.`b.val.c` = r_b_val_c.id"
                                + " where r.n = r_b_val_c.val and r_b_val_c.index = 0")
                        .count())
                .isEqualTo(1000);
        assertThat(spark.sql("select distinct a from r where a > 0").count()).isEqualTo(500);
        assertThat(spark.sql("select distinct `b.val.c` from r_b where `b.val.c` > 0")
                        .count())
                .isEqualTo(1000);
    }

    @Test
    void givesOtherIdsInOtherRuns(SparkSession spark) {
        var ids = new HashSet<Long>();
        for (long run : List.of(0L, 1L, 2L, (1L << RowId.RUN_BITS) - 1)) {
            ids.addAll(ids(spark, run));
        }
        assertThat(ids).hasSize(4).allSatisfy(id -> assertThat(id).isPositive());
        assertThat(ids(spark, 0)).containsExactly(1L);
        assertThatThrownBy(() -> ids(spark, 1L << RowId.RUN_BITS))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot make ids of rows for run 1048576");
    }

    private static List<Long> ids(SparkSession spark, long run) {
        var literals = FrameLiterals.of(spark).with(new FrameContext(Registry.fromClasspath(), "", Read.NEW, run));
        var tables = literals.frame("t", "struct<a:array<int>>", "{'a':[1]}").relationalize("t");
        return tables.get("t_a").toDF().select("id").collectAsList().stream()
                .map((Row row) -> row.getLong(0))
                .toList();
    }

    @Test
    void failsWhereIdsDoNotFit(SparkSession spark) {
        var first = spark.range(1).select(new RowId(3).of(functions.lit(0L)));
        assertThat(first.first().getLong(0)).isEqualTo((3L << 43) + 1);
        for (long sparkId : List.of((1L << RowId.ROW_BITS) - 1, (1L << RowId.PARTITION_BITS) << 33)) {
            var tooMuch = spark.range(1).select(new RowId(0).of(functions.lit(sparkId)));
            assertThatThrownBy(tooMuch::first).hasStackTraceContaining("Cannot make ids of rows: more than");
        }
    }

    @Test
    void namesTheRootAfterTheFrameUnlessTold(SparkSession spark) {
        var shapes = new Relationalize(Optional.empty(), "_", Relationalize.Maps.REFUSE)
                .outputShapes(sample(FrameLiterals.of(spark)).shapes());
        assertThat(shapes.names()).startsWith("people", "people_id.fec");
    }

    @Test
    void persistsNothingWithoutArrays(SparkSession spark) {
        var flat = FrameLiterals.of(spark)
                .frame("f", "struct<a:struct<b:int>>", "{'a':{'b':1}}")
                .relationalize("f");
        assertThat(flat.names()).containsExactly("f");
        assertThat(flat.get("f").toDF().queryExecution().optimizedPlan().toString())
                .doesNotContain("InMemoryRelation");
        assertFrame(flat.get("f")).hasType("struct<`a.b`:int>").hasRows("{'a.b':1}");
    }

    @Test
    void refusesMapsAndNamesThatMeet() {
        assertRefused("struct<s:struct<m:map<string,int>>>", "Cannot relationalize s.m: it is a map");
        assertRefused("struct<l:array<map<string,int>>>", "Cannot relationalize l.val: it is a map");
        assertRefused("struct<a:struct<b:int>,`a.b`:int>", "two columns of r would be called 'a.b'");
        assertRefused("struct<a:array<array<int>>,`a.val`:array<int>>", "two tables would be called 'r_a.val'");
    }

    @Test
    void makesTablesOfMapsWhenTold(SparkSession spark) {
        var frame = FrameLiterals.of(spark)
                .frame(
                        "r",
                        "struct<m:map<string,int>,s:struct<n:map<string,struct<a:array<int>>>>>",
                        "{'m':{'x':1,'y':null},'s':{'n':{'z':{'a':[5]}}}}",
                        "{'m':{}}");
        var tables = transform().apply(Frames.of("r", frame));
        assertThat(tables.names()).containsExactly("persons", "persons.m", "persons.s.n", "persons.s.n.val.a");
        assertFrame(tables.get("persons.m")).hasType("struct<id:bigint,index:int,key:string,val:int>");
        assertFrame(tables.get("persons.m").dropFields("id"))
                .hasRows("{'index':0,'key':'x','val':1}", "{'index':1,'key':'y'}");
        assertFrame(tables.get("persons.s.n")).hasType("struct<id:bigint,index:int,key:string,`s.n.val.a`:bigint>");
        assertFrame(tables.get("persons.s.n.val.a").dropFields("id")).hasRows("{'index':0,'val':5}");
        assertThat(tables.get("persons").toDF().filter("m is not null").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    void givesBackTheFrameWhenItsTablesAreJoined(long seed, SparkSession spark) {
        var random = new RandomRows(seed, true);
        var type = random.record(List.of("a", "b", "c", "d"), 5);
        var frame = FrameLiterals.of(spark).frame("r", type, random.rows(type, 12));
        var nested = frame.toDF().toJSON().collectAsList();
        var tables = new Relationalize(Optional.of("r"), "_", Relationalize.Maps.PIVOT).apply(Frames.of("r", frame));
        assertThat(new JoinedTables(tables).rows(type)).isEqualTo(JoinedTables.canonical(nested));
    }

    @Test
    void refusesArraysThatLieTooDeepInEachOther() {
        var deep = IntStream.range(0, RelationalTable.MOST_LEVELS + 1)
                .mapToObj(i -> "array<")
                .collect(Collectors.joining());
        assertRefused(
                "struct<a:" + deep + "int" + ">".repeat(RelationalTable.MOST_LEVELS + 1) + ">",
                "arrays lie in each other more than 32 deep");
    }

    private static void assertRefused(String type, String why) {
        assertThatThrownBy(() -> relationalize("r").outputShapes(Shapes.of("r", FrameLiterals.type(type))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }
}
