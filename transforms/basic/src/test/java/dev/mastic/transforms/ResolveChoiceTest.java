// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.ResolveChoice.resolveChoice;
import static dev.mastic.transforms.ResolveChoice.resolveChoices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.InMemoryCatalog;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ResolveChoiceTest extends TransformContract {
    private static final String PROVIDERS = "struct<`provider id`:uniontype<bigint,string>,name:string,"
            + "stay:struct<days:uniontype<double,int,string>,ward:string>,"
            + "items:array<struct<price:uniontype<double,string>,n:int>>,"
            + "codes:array<uniontype<int,string>>,links:uniontype<array<string>,string>>";

    @Override
    protected String name() {
        return "resolve-choice";
    }

    @Override
    protected Transform transform() {
        return new ResolveChoice(
                List.of(ResolveSpec.parse("codes[] -> cast:int"), ResolveSpec.parse("`provider id` -> Cast:long")),
                Optional.of(ChoiceAction.parse("make_cols")),
                Optional.empty(),
                ResolveChoice.Unfit.FAULT);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "specs",
                List.of("codes[] -> CAST:int", "`provider id` -> cast:bigint"),
                "choice",
                "make_cols",
                "unfit",
                "fault");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("providers", providers(literals));
    }

    /** make_cols, which it has for all, refuses choices that are elements of arrays or values of maps. */
    @Override
    protected boolean bears(Type other) {
        return !other.holds(type ->
                (type instanceof Type.Array || type instanceof Type.Map) && type.holds(Type.Choice.class::isInstance));
    }

    private static DynamicFrame providers(FrameLiterals literals) {
        return literals.frame(
                "providers",
                PROVIDERS,
                "{'provider id':{'long':10001},'name':'A','stay':{'days':{'int':3},'ward':'w'},"
                        + "'items':[{'price':{'double':1.5},'n':1},{'price':{'string':'2.5'}},null,{}],"
                        + "'codes':[{'int':1},{'string':' 2 '},null],'links':{'array':['x']}}",
                "{'provider id':{'string':' INC'},'name':'B','stay':{'days':{'string':'4'}},'codes':[],"
                        + "'links':{'string':'y'}}",
                "{'stay':{'days':{'double':2.5}},'items':[],'codes':[{'string':'no'}]}",
                "{}");
    }

    @Test
    void castsEveryValueAndLeavesWhatIsNoneNull(SparkSession spark) {
        var cast = providers(FrameLiterals.of(spark))
                .selectFields("provider id", "stay")
                .apply(resolveChoice("provider id -> cast:long", "stay.days->cast:double"));
        assertFrame(cast)
                .hasType("struct<`provider id`:bigint,stay:struct<days:double,ward:string>>")
                .hasRows(
                        "{'provider id':10001,'stay':{'days':3,'ward':'w'}}",
                        "{'stay':{'days':4}}",
                        "{'stay':{'days':2.5}}",
                        "{}");
    }

    @Test
    void keepsNumbersExact(SparkSession spark) {
        var numbers = FrameLiterals.of(spark)
                .frame(
                        "numbers",
                        "struct<n:uniontype<decimal(20,1),bigint,string>>",
                        "{'n':{'long':9223372036854775807}}",
                        "{'n':{'string':'-9223372036854775808'}}",
                        "{'n':{'string':'9007199254740993'}}",
                        "{'n':{'string':'9223372036854775808'}}",
                        "{'n':{'decimal':9007199254740993.0}}",
                        "{'n':{'string':'1e3'}}");
        assertFrame(numbers.apply(resolveChoice("n -> cast:long")))
                .hasRows(
                        "{'n':9223372036854775807}",
                        "{'n':-9223372036854775808}",
                        "{'n':9007199254740993}",
                        "{}",
                        "{'n':9007199254740993}",
                        "{}");
        assertFrame(numbers.apply(resolveChoice("n -> cast:string")))
                .hasRows(
                        "{'n':'9223372036854775807'}",
                        "{'n':'-9223372036854775808'}",
                        "{'n':'9007199254740993'}",
                        "{'n':'9223372036854775808'}",
                        "{'n':'9007199254740993.0'}",
                        "{'n':'1e3'}");
        assertFrame(numbers.apply(resolveChoice("n -> cast:decimal(20,1)")))
                .hasRows(
                        "{'n':9223372036854775807}",
                        "{'n':-9223372036854775808}",
                        "{'n':9007199254740993}",
                        "{'n':9223372036854775808}",
                        "{'n':9007199254740993}",
                        "{'n':1000}");
    }

    @Test
    void projectsToTheValuesOfOneType(SparkSession spark) {
        var projected = providers(FrameLiterals.of(spark))
                .apply(resolveChoice(
                        "provider id -> project:long", "links -> project:array", "items[].price -> project:double"))
                .selectFields("provider id", "links", "items");
        assertFrame(projected)
                .hasType("struct<`provider id`:bigint,links:array<string>,items:array<struct<price:double,n:int>>>")
                .hasRows(
                        "{'provider id':10001,'links':['x'],'items':[{'price':1.5,'n':1},{},null,{}]}",
                        "{}",
                        "{'items':[]}",
                        "{}");
    }

    @Test
    void makesAColumnForEachTypeTheFirstInPlaceTheOthersAtTheEnd(SparkSession spark) {
        var columns = providers(FrameLiterals.of(spark)).dropFields("codes").apply(resolveChoices("make_cols"));
        assertFrame(columns)
                .hasType("struct<`provider id_long`:bigint,name:string,"
                        + "stay:struct<days_double:double,ward:string,days_int:int,days_string:string>,"
                        + "items:array<struct<price_double:double,n:int,price_string:string>>,"
                        + "links_array:array<string>,`provider id_string`:string,links_string:string>")
                .hasRows(
                        "{'provider id_long':10001,'name':'A','stay':{'days_int':3,'ward':'w'},"
                                + "'items':[{'price_double':1.5,'n':1},{'price_string':'2.5'},null,{}],"
                                + "'links_array':['x']}",
                        "{'provider id_string':' INC','name':'B','stay':{'days_string':'4'},'links_string':'y'}",
                        "{'stay':{'days_double':2.5},'items':[]}",
                        "{}");
    }

    @Test
    void makesStructsWithoutTouchingTheRows(SparkSession spark) {
        var before = providers(FrameLiterals.of(spark));
        var structs = before.apply(resolveChoices("make_struct"));
        assertFrame(structs)
                .hasType(PROVIDERS
                        .replace("uniontype<bigint,string>", "struct<long:bigint,string:string>")
                        .replace("uniontype<double,int,string>", "struct<double:double,int:int,string:string>")
                        .replace("uniontype<double,string>", "struct<double:double,string:string>")
                        .replace("uniontype<int,string>", "struct<int:int,string:string>")
                        .replace("uniontype<array<string>,string>", "struct<array:array<string>,string:string>"));
        assertThat(structs.toDF().queryExecution().optimizedPlan().toString())
                .doesNotContain("named_struct", "transform(");
        assertThat(structs.toDF().toJSON().collectAsList())
                .isEqualTo(before.toDF().toJSON().collectAsList());
    }

    @Test
    void takesOneBranchWithoutMakingTheOthers(SparkSession spark) {
        var long1 = providers(FrameLiterals.of(spark)).apply(resolveChoice("provider id -> project:long"));
        var plan = long1.toDF()
                .select("provider id")
                .queryExecution()
                .optimizedPlan()
                .toString();
        assertThat(plan).contains("provider id#").doesNotContain("named_struct", "coalesce");
    }

    @Test
    void looksIntoBranchesAndMaps(SparkSession spark) {
        var nested = FrameLiterals.of(spark)
                .frame(
                        "nested",
                        "struct<a:uniontype<string,struct<b:uniontype<int,string>>>,m:map<string,uniontype<int,string>>>",
                        "{'a':{'struct':{'b':{'int':1}}},'m':{'k':{'string':'2'},'l':null}}",
                        "{'a':{'string':'s'}}");
        assertFrame(nested.apply(resolveChoice("a.struct.b -> cast:string")).selectFields("a"))
                .hasType("struct<a:uniontype<string,struct<b:string>>>")
                .hasRows("{'a':{'struct':{'b':'1'}}}", "{'a':{'string':'s'}}");
        assertFrame(nested.apply(new ResolveChoice(
                        List.of(ResolveSpec.parse("a -> make_cols")),
                        Optional.of(ChoiceAction.parse("cast:int")),
                        Optional.empty(),
                        ResolveChoice.Unfit.NULL)))
                .hasType("struct<a_string:string,m:map<string,int>,a_struct:struct<b:int>>")
                .hasRows("{'a_struct':{'b':1},'m':{'k':2,'l':null}}", "{'a_string':'s'}");
    }

    @Test
    void castsWhatIsNoChoiceAndLeavesItOtherwise(SparkSession spark) {
        var plain = FrameLiterals.of(spark).frame("plain", "struct<a:int,b:void,c:array<int>>", "{'a':1,'c':[2]}");
        assertFrame(plain.apply(resolveChoice("a -> cast:string", "b -> cast:long", "c[] -> cast:double")))
                .hasType("struct<a:string,b:bigint,c:array<double>>")
                .hasRows("{'a':'1','c':[2.0]}");
        assertFrame(plain.apply(resolveChoice("a -> make_cols", "b -> project:long", "c[] -> make_struct")))
                .hasType("struct<a:int,b:bigint,c:array<int>>");
        assertRefused(plain, "a -> project:string", "Cannot resolve a: it has no string (has: int");
    }

    @Test
    void refusesRowsWithUnfitValuesWhenTold(SparkSession spark) {
        var strict = (ResolveChoice) transform();
        var resolved = providers(FrameLiterals.of(spark)).apply(strict);
        assertThat(resolved.count()).isEqualTo(2);
        assertFrame(resolved.errorsAsDynamicFrame().selectFields("column", "reason"))
                .hasRows(
                        "{'column':'provider id','reason':'a value is no bigint'}",
                        "{'column':'codes[]','reason':'a value is no int'}");
    }

    @Test
    void matchesTheCatalog(SparkSession spark) {
        var matched = providers(FrameLiterals.of(spark))
                .apply(new ResolveChoice(
                        List.of(),
                        Optional.of(ChoiceAction.parse("match_catalog")),
                        Optional.of(FrameLiterals.type("struct<`PROVIDER ID`:bigint,stay:struct<days:double>,"
                                + "codes:array<string>,links:array<string>,extra:int>")),
                        ResolveChoice.Unfit.NULL));
        assertFrame(matched)
                .hasType("struct<`provider id`:bigint,name:string,stay:struct<days:double,ward:string>,"
                        + "items:array<struct<price:uniontype<double,string>,n:int>>,"
                        + "codes:array<string>,links:array<string>>");
        assertThat(matched.toDF().filter("links is not null").count()).isEqualTo(1);
    }

    @Test
    void takesTheTableFromTheCatalog() {
        var plugin = new ResolveChoice.Plugin();
        var settings = plugin.settings().of("test", Map.of("choice", "match_catalog", "table", "sales.orders"));
        assertThatThrownBy(() -> plugin.create(settings, new WithCatalog(new InMemoryCatalog())))
                .hasMessageContaining("sales.orders");
        var noTable = plugin.settings().of("test", Map.of("choice", "match_catalog"));
        assertThatThrownBy(() -> plugin.create(noTable, new WithCatalog(new InMemoryCatalog())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no table is named");
    }

    private record WithCatalog(Catalog catalog) implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            return kind.cast(catalog);
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            return registry().get(kind, name).create(settings, this);
        }

        @Override
        public Registry registry() {
            return Registry.fromClasspath();
        }
    }

    @Test
    void refusesWhatCannotBe(SparkSession spark) {
        var providers = providers(FrameLiterals.of(spark));
        assertRefused(providers, "nam -> make_cols", "Cannot resolve nam: no column 'nam' in the record (has: ");
        assertRefused(providers, "nam -> make_cols", "did you mean 'name'?");
        assertRefused(
                providers, "stay.day -> make_cols", "Cannot resolve stay.day: no column 'day' in stay (has: days");
        assertRefused(providers, "items.price -> make_cols", "items is an array (its elements are written items[])");
        assertRefused(providers, "stay[].days -> make_cols", "Cannot resolve stay[].days: stay is no array");
        assertRefused(providers, "codes[] -> make_cols", "Cannot resolve codes[]: elements of arrays and maps cannot");
        assertRefused(providers, "codes -> cast:int", "elements are written codes[]");
        assertRefused(providers, "stay -> cast:int", "Cannot resolve stay: no value of it can become int (got struct<");
        assertRefused(providers, "links.string -> cast:int", "it is a branch of a choice");
        assertRefused(providers, "`provider id` -> project:int", "it has no int (has: long, string");
        var clash = FrameLiterals.of(spark).frame("c", "struct<a:uniontype<int,string>,a_string:string>", "{}");
        assertRefused(clash, "a -> make_cols", "two columns would be called 'a_string'");
    }

    @Test
    void refusesSpecsThatItCannotRead() {
        assertThatThrownBy(() -> resolveChoice("a -> cast"))
                .hasMessageContaining("cast needs a type (expected cast:type)");
        assertThatThrownBy(() -> resolveChoice("a -> cast:struct"))
                .hasMessageContaining("a cast needs its type in full");
        assertThatThrownBy(() -> resolveChoice("a -> make_cols:int")).hasMessageContaining("make_cols takes no type");
        assertThatThrownBy(() -> resolveChoice("a -> make_col")).hasMessageContaining("did you mean 'make_cols'?");
        assertThatThrownBy(() -> resolveChoice("a -> cast:lon")).hasMessageContaining("unknown type 'lon'");
        assertThatThrownBy(() -> resolveChoice("a make_cols")).hasMessageContaining("it has no '->'");
        assertThatThrownBy(() -> resolveChoice("a -> make_cols", "a -> cast:int"))
                .hasMessageContaining("it has two specs");
        assertThatThrownBy(() -> resolveChoice()).hasMessageContaining("nothing says how");
        assertThatThrownBy(() -> new ResolveChoice.Plugin().settings().of("test", Map.of("choice", "nothing")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("no such action");
    }

    private static void assertRefused(DynamicFrame frame, String spec, String why) {
        assertThatThrownBy(() -> resolveChoice(spec).outputShape(frame.schema()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }
}
