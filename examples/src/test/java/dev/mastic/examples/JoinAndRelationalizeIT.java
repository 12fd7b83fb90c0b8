// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.EtlSession;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.JoinKeys;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Glue's sample of joining and relationalizing the history of legislators, with the figures of its page.
 *
 * @see <a href="https://github.com/aws-samples/aws-glue-samples/blob/master/examples/join_and_relationalize.md">The sample</a>
 */
class JoinAndRelationalizeIT {
    private static final String TEXTS = "struct<%s:string>";

    @TempDir
    private static Path folder;

    private static EtlSession etl;

    @BeforeAll
    static void writeTheFiles() throws IOException {
        LegislatorFiles.write(folder.resolve("all"));
        etl = EtlSession.on(SparkExtension.session(), folder.resolve("state.db").toString());
    }

    @AfterAll
    static void close() {
        etl.close();
    }

    private static DynamicFrame read(String name) {
        return etl.path(folder.resolve("all/" + name + ".json").toString());
    }

    private static DynamicFrame organizations() {
        return read("organizations")
                .dropFields("other_names", "identifiers")
                .renameField("id", "org_id")
                .renameField("name", "org_name");
    }

    /**
     * Persons and organizations both have links and an image. The page shows one of each; here both are kept, those of the organizations
     * with a dot in front, and these are dropped.
     */
    private static DynamicFrame history() {
        var members = read("persons").join(read("memberships"), JoinKeys.on(List.of("id"), List.of("person_id")));
        return organizations()
                .join(members, JoinKeys.on(List.of("org_id"), List.of("organization_id")))
                .dropFields("person_id", "org_id", "`.links`", "`.image`");
    }

    private static String array(String... fields) {
        return "array<" + TEXTS.formatted(String.join(":string,", fields)) + ">";
    }

    @Test
    void findsTheFieldsInTheirOrder() {
        assertThat(read("persons").count()).isEqualTo(LegislatorFiles.PERSONS).isEqualTo(1961);
        assertThat(TypeString.print(read("persons").schema()))
                .isEqualTo("struct<family_name:string,name:string,links:" + array("note", "url")
                        + ",gender:string,image:string,identifiers:" + array("scheme", "identifier") + ",other_names:"
                        + array("note", "name", "lang") + ",sort_name:string,images:" + array("url")
                        + ",given_name:string,birth_date:string,id:string,contact_details:" + array("type", "value")
                        + ",death_date:string>");
        assertThat(read("memberships").count()).isEqualTo(10439);
        assertThat(TypeString.print(read("memberships").schema()))
                .isEqualTo(TEXTS.formatted(String.join(
                        ":string,",
                        "area_id",
                        "on_behalf_of_id",
                        "organization_id",
                        "role",
                        "person_id",
                        "legislative_period_id",
                        "start_date",
                        "end_date")));
        assertThat(read("organizations").count()).isEqualTo(13);
        assertThat(TypeString.print(read("organizations").schema()))
                .isEqualTo("struct<classification:string,links:" + array("note", "url") + ",image:string,identifiers:"
                        + array("scheme", "identifier") + ",other_names:" + array("lang", "note", "name")
                        + ",id:string,name:string,seats:int,type:string>");
    }

    @Test
    void preparesTheOrganizations() {
        var organizations = organizations();
        assertThat(organizations.schema().names())
                .containsExactlyInAnyOrder("classification", "org_id", "org_name", "links", "seats", "type", "image");
        assertThat(organizations.filter("seats is not null").take(5).stream()
                        .map(record -> record.getField("org_name").orElseThrow() + " "
                                + record.getField("seats").orElseThrow() + " "
                                + record.getField("type").orElseThrow()))
                .containsExactly("House of Representatives 435 lower house", "Senate 100 upper house");
        assertThat(read("memberships")
                        .toDF()
                        .select("organization_id")
                        .distinct()
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder(LegislatorFiles.HOUSE, LegislatorFiles.SENATE);
    }

    @Test
    void joinsTheHistory() {
        var history = history();
        assertThat(history.count()).isEqualTo(10439);
        assertThat(history.schema().names())
                .hasSize(25)
                .containsExactlyInAnyOrder(
                        "role",
                        "seats",
                        "org_name",
                        "links",
                        "type",
                        "sort_name",
                        "area_id",
                        "images",
                        "on_behalf_of_id",
                        "other_names",
                        "contact_details",
                        "name",
                        "birth_date",
                        "organization_id",
                        "gender",
                        "classification",
                        "death_date",
                        "legislative_period_id",
                        "identifiers",
                        "image",
                        "given_name",
                        "family_name",
                        "id",
                        "start_date",
                        "end_date");
    }

    @Test
    void relationalizesTheHistoryIntoSixTables() {
        var tables = history().relationalize("hist_root");
        var columns = new HashMap<String, List<String>>();
        var rows = new HashMap<String, Long>();
        tables.asMap().forEach((name, table) -> {
            columns.put(name, table.schema().names());
            rows.put(name, table.count());
        });
        assertThat(columns)
                .containsOnlyKeys(
                        "hist_root",
                        "hist_root_contact_details",
                        "hist_root_links",
                        "hist_root_other_names",
                        "hist_root_images",
                        "hist_root_identifiers")
                .containsEntry(
                        "hist_root_contact_details",
                        List.of("id", "index", "contact_details.val.type", "contact_details.val.value"))
                .containsEntry("hist_root_images", List.of("id", "index", "images.val.url"));
        assertThat(rows).containsEntry("hist_root", 10439L);
        assertThat(rows.get("hist_root_contact_details")).isEqualTo(inHistory(LegislatorFiles::contacts));
        assertThat(rows.get("hist_root_images")).isEqualTo(10439L);
        assertThat(rows.get("hist_root_links")).isEqualTo(inHistory(person -> 1 + person % 2));
        assertThat(rows.get("hist_root_other_names")).isEqualTo(inHistory(person -> person % 4));
        assertThat(rows.get("hist_root_identifiers")).isEqualTo(inHistory(person -> 2 + person % 3));
    }

    private static long inHistory(IntUnaryOperator elements) {
        return IntStream.range(0, LegislatorFiles.PERSONS)
                .mapToLong(person -> (long) LegislatorFiles.memberships(person) * elements.applyAsInt(person))
                .sum();
    }

    @Test
    void findsTheContactsOfARowByItsKey() {
        var tables = history().relationalize("hist_root");
        assertThat(types(tables.get("hist_root")))
                .containsAllEntriesOf(Map.of(
                        "links", "bigint",
                        "images", "bigint",
                        "other_names", "bigint",
                        "identifiers", "bigint",
                        "contact_details", "bigint",
                        "seats", "int"));
        assertThat(types(tables.get("hist_root_contact_details")))
                .containsEntry("id", "bigint")
                .containsEntry("index", "int");
        var one = tables.get("hist_root").filter("name = 'Given7 Family7' and start_date = '1981-01-05'");
        var contacts = one.join(
                tables.get("hist_root_contact_details"), JoinKeys.on(List.of("contact_details"), List.of("id")));
        assertThat(contacts.toDF()
                        .selectExpr("index", "`contact_details.val.type`", "`contact_details.val.value`")
                        .sort("index")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[0,type0,Given7 Family7 0], [1,type1,Given7 Family7 1], [2,type2,Given7 Family7 2]]");
    }

    private static Map<String, String> types(DynamicFrame table) {
        var types = new HashMap<String, String>();
        table.schema().fields().forEach(field -> types.put(field.name(), TypeString.print(field.type())));
        return types;
    }
}
