// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.EtlSession;
import dev.mastic.core.Sources;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Glue's samples on Medicare's payments, with the figures that their pages show: data cleaning, ResolveChoice, Map and Filter.
 *
 * @see <a href="https://github.com/aws-samples/aws-glue-samples/blob/master/examples/data_cleaning_and_lambda.md">Data cleaning</a>
 * @see <a href="https://github.com/aws-samples/aws-glue-samples/blob/master/examples/resolve_choice.md">ResolveChoice</a>
 */
class DataCleaningIT {
    /** As Glue's crawler has made the table, in lower case, and what it reads: a provider that is no number stays a text. */
    private static final String TABLE = "struct<`drg definition`:string,`provider id`:uniontype<bigint,string>,"
            + "`provider name`:string,`provider street address`:string,`provider city`:string,`provider state`:string,"
            + "`provider zip code`:bigint,`hospital referral region description`:string,`total discharges`:bigint,"
            + "`average covered charges`:string,`average total payments`:string,`average medicare payments`:string>";

    @TempDir
    private static Path folder;

    private static Path file;
    private static EtlSession etl;

    @BeforeAll
    static void writeTheFile() throws IOException {
        file = MedicareFile.write(folder.resolve("Medicare_Hospital_Provider.csv"));
        etl = EtlSession.on(SparkExtension.session(), folder.resolve("state.db").toString());
    }

    @AfterAll
    static void close() {
        etl.close();
    }

    private static DynamicFrame medicare() {
        return etl.read(Sources.path(file.toString()).schema(TABLE));
    }

    private static DynamicFrame texts() {
        var columns = "`DRG Definition`,`Provider Id`,`Provider Name`,`Provider Street Address`,`Provider City`,"
                + "`Provider State`,`Provider Zip Code`,`Hospital Referral Region Description`,`Total Discharges`,"
                + "`Average Covered Charges`,`Average Total Payments`,`Average Medicare Payments`";
        return etl.read(Sources.path(file.toString()).schema(columns.replace(",", " string,") + " string"));
    }

    private static DynamicFrame sql(DynamicFrame in, String query) {
        return Frames.of("medicare", in).apply("sql", Map.of("query", query)).get("result");
    }

    @Test
    void findsTheTwoTextsAmongTheNumbersOfProviders() {
        var inferred = etl.read(Sources.path(file.toString()).with("infer", "all"));
        assertThat(TypeString.print(inferred.schema()))
                .isEqualTo("struct<`DRG Definition`:string,`Provider Id`:uniontype<int,string>,`Provider Name`:string,"
                        + "`Provider Street Address`:string,`Provider City`:string,`Provider State`:string,"
                        + "`Provider Zip Code`:int,`Hospital Referral Region Description`:string,`Total Discharges`:int,"
                        + "`Average Covered Charges`:string,`Average Total Payments`:string,"
                        + "`Average Medicare Payments`:string>");
        assertThat(inferred.schemaTree()).contains("""
                        |-- Provider Id: choice
                        |    |-- int 163063 (99.999%)
                        |    |-- string 2 (0.001%)
                        """);
        assertThat(inferred.errorsCount()).isZero();
    }

    @Test
    void refusesTheTwoRowsWhereTheBeginningIsTakenForAll() {
        var sampled = etl.path(file.toString());
        assertThat(sampled.schema().field("Provider Id").orElseThrow().type()).isEqualTo(Type.Primitive.INT);
        assertThat(sampled.count()).isEqualTo(MedicareFile.ROWS - 2);
        assertThat(sampled.errorsAsDynamicFrame()
                        .toDF()
                        .select("column")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[Provider Id], [Provider Id]]");
    }

    @Test
    void readsTwelveColumnsOfTextsWhereNoTypesAreAskedFor() {
        assertThat(texts().schema().fields()).hasSize(12).allMatch(field -> field.type() == Type.Primitive.STRING);
        assertThat(texts().count()).isEqualTo(MedicareFile.ROWS);
    }

    @Test
    void castsTheProvidersAndLeavesTwoNulls() {
        var cast = medicare().resolveChoice("provider id -> cast:long");
        assertThat(cast.schema().field("provider id").orElseThrow().type()).isEqualTo(Type.Primitive.LONG);
        var bad = cast.filter("`provider id` is null")
                .selectFields(
                        "provider name",
                        "provider city",
                        "provider state",
                        "provider zip code",
                        "total discharges",
                        "average covered charges",
                        "average total payments",
                        "average medicare payments");
        assertThat(bad.take(10).stream().map(record -> record.fields().values().toString()))
                .containsExactlyInAnyOrder(
                        "[INC, MAUSTON, WI, 53948, 12, $11961.41, $4619.00, $3775.33]",
                        "[ INC- ST JOSEPH, MILWAUKEE, WI, 53210, 14, $10514.28, $5562.50, $4522.78]");
    }

    @Test
    void resolvesTheProvidersInEachWay() {
        var names = medicare().schema().names();
        var columns = new ArrayList<>(names);
        columns.set(1, "provider id_long");
        columns.add("provider id_string");
        assertThat(medicare().resolveChoice("provider id -> make_cols").schema().names())
                .isEqualTo(columns);

        var struct = medicare().resolveChoice("provider id -> make_struct").schema();
        assertThat(struct.names()).isEqualTo(names);
        assertThat(TypeString.print(struct.fields().get(1).type())).isEqualTo("struct<long:bigint,string:string>");

        var project = medicare().resolveChoice("provider id -> project:long").schema();
        assertThat(project.names()).isEqualTo(names);
        assertThat(project.fields().get(1).type()).isEqualTo(Type.Primitive.LONG);
    }

    @Test
    void cleansTheChargesAndNestsTheColumns() {
        var nested = medicare()
                .resolveChoice("provider id -> cast:long")
                .filter("`provider id` is not null")
                .apply(
                        "derived-column",
                        Map.of(
                                "columns",
                                Map.of(
                                        "ACC", "substring(`average covered charges`, 2)",
                                        "ATP", "substring(`average total payments`, 2)",
                                        "AMP", "substring(`average medicare payments`, 2)")))
                .applyMapping(
                        "drg definition: string -> drg: string",
                        "provider id: long -> provider.id: long",
                        "provider name: string -> provider.name: string",
                        "provider city: string -> provider.city: string",
                        "provider state: string -> provider.state: string",
                        "provider zip code: long -> provider.zip: long",
                        "hospital referral region description: string -> rr: string",
                        "ACC: string -> charges.covered: double",
                        "ATP: string -> charges.total_pay: double",
                        "AMP: string -> charges.medicare_pay: double");
        assertFrame(nested)
                .hasType("struct<drg:string,provider:struct<id:bigint,name:string,city:string,state:string,zip:bigint>,"
                        + "rr:string,charges:struct<covered:double,total_pay:double,medicare_pay:double>>");
        assertThat(nested.take(1).get(0).toJson())
                .isEqualTo("{\"drg\":\"039 - EXTRACRANIAL PROCEDURES W/O CC/MCC\",\"provider\":{\"id\":10001,"
                        + "\"name\":\"SOUTHEAST ALABAMA MEDICAL CENTER\",\"city\":\"DOTHAN\",\"state\":\"AL\",\"zip\":36301},"
                        + "\"rr\":\"AL - Dothan\",\"charges\":{\"covered\":32963.07,\"total_pay\":5777.24,"
                        + "\"medicare_pay\":4763.73}}");
        assertThat(nested.count()).isEqualTo(MedicareFile.ROWS - 2);
    }

    @Test
    void findsTheHospitalsOfTwoCitiesByAFunctionAndByACondition() {
        var filtered = texts().filter(record ->
                List.of("CA", "AL").contains(record.getField("Provider State").get())
                        && List.of("SACRAMENTO", "MONTGOMERY")
                                .contains(record.getField("Provider City").get()));
        assertThat(filtered.count()).isEqualTo(564);
        var condition = "`Provider State` in ('CA', 'AL') and `Provider City` in ('SACRAMENTO', 'MONTGOMERY')";
        assertThat(texts().filter(condition).count()).isEqualTo(564);
    }

    @Test
    void mergesTheAddressByAFunction() {
        var type = (Type.Struct) TypeString.parse("struct<`DRG Definition`:string,`Provider Id`:string,"
                + "`Provider Name`:string,`Hospital Referral Region Description`:string,`Total Discharges`:string,"
                + "`Average Covered Charges`:string,`Average Total Payments`:string,`Average Medicare Payments`:string,"
                + "Address:struct<`Zip.Code`:string,City:string,Array:array<string>,State:string,Street:string>>");
        var mapped = texts().map(DataCleaningIT::mergeAddress, type);
        assertThat(mapped.count()).isEqualTo(MedicareFile.ROWS);
        assertThat(mapped.errorsCount()).isZero();
        assertThat(mapped.take(1).get(0).getField("Address").orElseThrow())
                .hasToString("{\"Zip.Code\":\"36301\",\"City\":\"DOTHAN\",\"Array\":[\"1108 ROSS CLARK CIRCLE\","
                        + "\"DOTHAN\",\"AL\",\"36301\"],\"State\":\"AL\",\"Street\":\"1108 ROSS CLARK CIRCLE\"}");
    }

    private static DynamicRecord mergeAddress(DynamicRecord record) {
        var street = record.getField("Provider Street Address").orElseThrow();
        var city = record.getField("Provider City").orElseThrow();
        var state = record.getField("Provider State").orElseThrow();
        var zip = record.getField("Provider Zip Code").orElseThrow();
        return record.addField("Address.Street", street)
                .addField("Address.City", city)
                .addField("Address.State", state)
                .addField("Address.`Zip.Code`", zip)
                .addField("Address.Array", List.of(street, city, state, zip))
                .dropField("Provider Street Address")
                .dropField("Provider City")
                .dropField("Provider State")
                .dropField("Provider Zip Code");
    }

    @Test
    void asksByASqlQuery() {
        var many = sql(medicare(), "SELECT * FROM medicare WHERE `total discharges` > 30");
        assertThat(many.schema()).isEqualTo(medicare().schema());
        assertThat(many.count()).isEqualTo(MedicareFile.withMoreDischarges(30));
        assertThat(many.filter("`total discharges` <= 30").count()).isZero();
    }
}
