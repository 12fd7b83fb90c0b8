// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.DerivedColumn.derivedColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedColumnTest extends TransformContract {
    @Override
    protected String name() {
        return "derived-column";
    }

    @Override
    protected Transform transform() {
        return new DerivedColumn(List.of(
                new DerivedColumn.Derivation("b", "upper(name)"), new DerivedColumn.Derivation("id", "id + 1")));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("columns", Map.of("b", "upper(name)", "id", "id + 1"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame(
                        "people",
                        "struct<id:int,name:string,v:uniontype<int,string>>",
                        "{'id':1,'name':'Ada','v':{'int':1}}",
                        "{'id':2}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    @Test
    void replacesInPlaceAndPutsNewColumnsAtTheEnd(SparkSession spark) {
        assertFrame(frame(spark).apply((DerivedColumn) transform()))
                .hasType("struct<id:int,name:string,v:uniontype<int,string>,b:string>")
                .hasRows("{'id':2,'name':'Ada','v':{'int':1},'b':'ADA'}", "{'id':3}", "{}");
    }

    @Test
    void computesAllFromTheRowAsItComesIn(SparkSession spark) {
        var both = new DerivedColumn(
                List.of(new DerivedColumn.Derivation("id", "id * 10"), new DerivedColumn.Derivation("old", "id")));
        assertFrame(frame(spark).apply(both).selectFields("id", "old"))
                .hasRows("{'id':10,'old':1}", "{'id':20,'old':2}", "{}");
    }

    @Test
    void takesChoicesAndTheirBranches(SparkSession spark) {
        assertFrame(frame(spark)
                        .apply(derivedColumn("w", "v"))
                        .apply(derivedColumn("n", "w.int + 1"))
                        .selectFields("w", "n"))
                .hasType("struct<w:uniontype<int,string>,n:int>")
                .hasRows("{'w':{'int':1},'n':2}", "{}", "{}");
    }

    @Test
    void givesNullWhereSparkCannotCompute(SparkSession spark) {
        var divided = frame(spark).apply(derivedColumn("x", "cast(name as int) + id / 0"));
        assertFrame(divided.selectFields("x")).hasRows("{}", "{}", "{}");
        assertThat(divided.errorsCount()).isZero();
    }

    @Test
    void saysWhatIsWrongInAnExpression(SparkSession spark) {
        assertThatThrownBy(() -> frame(spark).apply(derivedColumn("x", "id + nmae")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot derive 'x' as 'id + nmae': no column 'nmae' (has: id, name, v; did you mean 'name'?)"
                                + " at line 1, character 6");
        assertThatThrownBy(() -> frame(spark).apply(derivedColumn("x", "row_number() OVER (ORDER BY id)")))
                .hasMessageContaining("through a window (write it with the transform sql)");
    }

    @Test
    void refusesUnclearSettings() {
        var factory = Registry.fromClasspath().get(Transform.class, "derived-column");
        assertThatThrownBy(() -> factory.create(factory.settings().of("x", Map.of("column", "a")), null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected either column and expression, or columns");
        assertThatThrownBy(() -> factory.settings().of("x", Map.of("column", "a.b", "expression", "1")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("a column, not the path a.b");
        assertThatThrownBy(() -> new DerivedColumn(List.of())).isInstanceOf(UsageException.class);
        var dotted = factory.settings().of("x", Map.of("columns", Map.of("`a.b`", "1")));
        assertThat(factory.create(dotted, null)).isEqualTo(derivedColumn("a.b", "1"));
    }

    @Test
    void seesFieldsAndOddNames(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame("odd", "struct<s:struct<`x.y`:int>,`a b`:int>", "{'s':{'x.y':1},'a b':2}", "{}");
        assertFrame(rows.apply(derivedColumn("n'", "s.`x.y` + `a b`")))
                .hasType("struct<s:struct<`x.y`:int>,`a b`:int,`n'`:int>")
                .hasRows("{'s':{'x.y':1},'a b':2,'n\\u0027':3}", "{}");
        assertThatThrownBy(() -> rows.apply(derivedColumn("n", "s.`x.z`")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no field 'x.z' (has: x.y; did you mean 'x.y'?)");
    }

    @Test
    void letsConditionsReachTheSource(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, name string, other int");
        ScanPlan.of(rows.apply(derivedColumn("twice", "id * 2"))
                        .filter("id > 1 and name = 'x'")
                        .selectFields("twice"))
                .pushes("IsNotNull(id)", "IsNotNull(name)", "GreaterThan(id,1)", "EqualTo(name,x)")
                .reads("struct<id:int,name:string>")
                .isGenerated();
    }
}
