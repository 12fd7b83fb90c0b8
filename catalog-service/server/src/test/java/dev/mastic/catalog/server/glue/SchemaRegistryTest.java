// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.RegistryListItem;
import software.amazon.awssdk.services.glue.model.RegistryStatus;
import software.amazon.awssdk.services.glue.model.SchemaListItem;
import software.amazon.awssdk.services.glue.model.SchemaStatus;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

class SchemaRegistryTest extends SchemaTest {
    @Test
    void registriesAreKeptChangedListedAndDeleted() {
        var arn = "arn:aws:glue:us-east-1:000000000000:registry/shop";
        var found = glue.getRegistry(r -> r.registryId(i -> i.registryArn(arn)));
        assertThat(found.registryName()).isEqualTo("shop");
        assertThat(found.registryArn()).isEqualTo(arn);
        assertThat(found.description()).isEqualTo("what we sell");
        assertThat(found.status()).isEqualTo(RegistryStatus.AVAILABLE);
        assertThat(found.createdTime()).isNotEmpty();
        assertThat(glue.getTags(r -> r.resourceArn(arn)).tags()).isEqualTo(Map.of("team", "one"));
        assertRefused("AlreadyExistsException", () -> glue.createRegistry(r -> r.registryName("shop")));
        assertRefused("ValidationException", () -> glue.createRegistry(r -> r.registryName("a b")));
        glue.updateRegistry(r -> r.registryId(i -> i.registryName("shop")).description("all"));
        assertThat(glue.getRegistry(r -> r.registryId(i -> i.registryName("shop")))
                        .description())
                .isEqualTo("all");
        glue.createRegistry(r -> r.registryName("shop2"));
        glue.createRegistry(r -> r.registryName("a"));
        assertThat(glue.listRegistriesPaginator(r -> r.maxResults(1)).stream()
                        .flatMap(page -> page.registries().stream())
                        .map(RegistryListItem::registryName))
                .containsExactly("a", "shop", "shop2");
        create(Compatibility.NONE, order(ID));
        assertThat(glue.deleteRegistry(r -> r.registryId(i -> i.registryName("shop")))
                        .status())
                .isEqualTo(RegistryStatus.DELETING);
        assertRefused(
                "EntityNotFoundException", () -> glue.getRegistry(r -> r.registryId(i -> i.registryName("shop"))));
        assertRefused("EntityNotFoundException", SchemaTest::orders);
        assertRefused("EntityNotFoundException", () -> glue.getTags(r -> r.resourceArn(arn)));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.updateRegistry(
                        r -> r.registryId(i -> i.registryName("shop")).description("x")));
    }

    @Test
    void registriesAreNamedOnce() {
        assertRefused("InvalidInputException", () -> glue.getRegistry(r -> r.registryId(i -> {})));
        assertRefused(
                "InvalidInputException",
                () -> glue.getRegistry(r -> r.registryId(
                        i -> i.registryName("shop").registryArn("arn:aws:glue:us-east-1:000000000000:registry/shop"))));
        assertRefused(
                        "InvalidInputException",
                        () -> glue.getRegistry(
                                r -> r.registryId(i -> i.registryArn("arn:aws:glue:us-east-1:000000000000:job/shop"))))
                .contains("registry/NAME");
        assertRefused("InvalidInputException", () -> glue.getSchema(r -> r.schemaId(i -> i.registryName("shop"))));
        assertRefused(
                "InvalidInputException",
                () -> glue.getSchema(r -> r.schemaId(i ->
                        i.schemaName("orders").schemaArn("arn:aws:glue:us-east-1:000000000000:schema/shop/orders"))));
    }

    @Test
    void aSchemaBeginsWithItsFirstVersion() {
        var made = glue.createSchema(r -> r.registryId(i -> i.registryName("shop"))
                .schemaName("orders")
                .dataFormat(DataFormat.AVRO)
                .compatibility(Compatibility.BACKWARD)
                .description("of a day")
                .tags(Map.of("a", "b"))
                .schemaDefinition(order(ID)));
        assertThat(made.schemaArn()).isEqualTo("arn:aws:glue:us-east-1:000000000000:schema/shop/orders");
        assertThat(made.registryName()).isEqualTo("shop");
        assertThat(made.schemaVersionStatus()).isEqualTo(SchemaVersionStatus.AVAILABLE);
        assertThat(made.tags()).isEqualTo(Map.of("a", "b"));
        assertThat(glue.getTags(r -> r.resourceArn(made.schemaArn())).tags()).isEqualTo(Map.of("a", "b"));
        var found = glue.getSchema(r -> r.schemaId(i -> i.schemaArn(made.schemaArn())));
        assertThat(found.description()).isEqualTo("of a day");
        assertThat(found.dataFormat()).isEqualTo(DataFormat.AVRO);
        assertThat(found.compatibility()).isEqualTo(Compatibility.BACKWARD);
        assertThat(found.schemaStatus()).isEqualTo(SchemaStatus.AVAILABLE);
        assertThat(List.of(found.schemaCheckpoint(), found.latestSchemaVersion(), found.nextSchemaVersion()))
                .containsExactly(1L, 1L, 2L);
        var version = glue.getSchemaVersion(r -> r.schemaVersionId(made.schemaVersionId()));
        assertThat(version.schemaDefinition()).isEqualTo(order(ID));
        assertThat(version.versionNumber()).isEqualTo(1);
        assertThat(version.schemaArn()).isEqualTo(made.schemaArn());
        assertThat(version.createdTime()).isNotEmpty();
        assertRefused("AlreadyExistsException", () -> create(Compatibility.NONE, order(ID)));
    }

    @Test
    void theDefaultRegistryIsThereWhenItIsNeeded() {
        assertRefused(
                "EntityNotFoundException",
                () -> glue.getRegistry(r -> r.registryId(i -> i.registryName("default-registry"))));
        var made = glue.createSchema(
                r -> r.schemaName("x").dataFormat(DataFormat.AVRO).schemaDefinition("\"string\""));
        assertThat(made.registryName()).isEqualTo("default-registry");
        assertThat(made.compatibility()).isEqualTo(Compatibility.NONE);
        assertThat(glue.getSchema(r -> r.schemaId(i -> i.schemaName("x"))).registryName())
                .isEqualTo("default-registry");
        assertRefused(
                "EntityNotFoundException",
                () -> glue.createSchema(r -> r.registryId(i -> i.registryName("none"))
                        .schemaName("x")
                        .dataFormat(DataFormat.AVRO)
                        .schemaDefinition("\"string\"")));
    }

    @Test
    void schemasAreListedByRegistryAndByAll() {
        create(Compatibility.NONE, order(ID));
        create("clicks", DataFormat.AVRO, Compatibility.NONE, order(ID));
        glue.createRegistry(r -> r.registryName("shop2"));
        glue.createSchema(r -> r.registryId(i -> i.registryName("shop2"))
                .schemaName("other")
                .dataFormat(DataFormat.AVRO)
                .schemaDefinition(order(ID)));
        assertThat(glue
                        .listSchemasPaginator(
                                r -> r.registryId(i -> i.registryName("shop")).maxResults(1))
                        .stream()
                        .flatMap(page -> page.schemas().stream())
                        .map(SchemaListItem::schemaName))
                .containsExactly("clicks", "orders");
        assertThat(glue.listSchemas(r -> {}).schemas())
                .extracting(each -> each.registryName() + "." + each.schemaName())
                .containsExactly("shop.clicks", "shop.orders", "shop2.other");
        assertRefused("EntityNotFoundException", () -> glue.listSchemas(r -> r.registryId(i -> i.registryName("no"))));
        glue.deleteSchema(r -> r.schemaId(ORDERS));
        assertThat(glue.listSchemas(r -> {}).schemas()).hasSize(2);
    }

    @Test
    void theSameDefinitionIsTheSameVersion() {
        var first = create(Compatibility.NONE, order(ID));
        var again = register("{ \"fields\": [\n{\"type\": \"long\", \"name\": \"id\"}],\n\"name\": \"Order\",\n"
                + "\"type\": \"record\" }");
        assertThat(again.schemaVersionId()).isEqualTo(first.schemaVersionId());
        assertThat(again.versionNumber()).isEqualTo(1);
        var second = register(order(ID, NOTE));
        assertThat(second.versionNumber()).isEqualTo(2);
        assertThat(second.schemaVersionId()).isNotEqualTo(first.schemaVersionId());
        assertThat(register(order(ID)).versionNumber()).isEqualTo(1);
        var other = create("copies", DataFormat.AVRO, Compatibility.NONE, order(ID));
        assertThat(other.schemaVersionId()).isNotEqualTo(first.schemaVersionId());
        var found = glue.getSchemaByDefinition(r -> r.schemaId(ORDERS).schemaDefinition(" " + order(ID, NOTE)));
        assertThat(found.schemaVersionId()).isEqualTo(second.schemaVersionId());
        assertThat(found.status()).isEqualTo(SchemaVersionStatus.AVAILABLE);
        assertRefused(
                "EntityNotFoundException",
                () -> glue.getSchemaByDefinition(r -> r.schemaId(ORDERS).schemaDefinition(order(NAME))));
    }

    /** New fields need defaults to be read from old rows; fields that go need defaults to be read by old readers. */
    @ParameterizedTest
    @CsvSource({
        "BACKWARD, true, false, true",
        "BACKWARD_ALL, true, false, true",
        "FORWARD, true, true, false",
        "FORWARD_ALL, true, true, false",
        "FULL, true, false, false",
        "FULL_ALL, true, false, false",
        "NONE, true, true, true"
    })
    void eachModeLetsPassWhatItMay(
            Compatibility mode, boolean withDefault, boolean withoutDefault, boolean lessARequired) {
        create(mode, order(ID, NAME));
        assertPasses(withDefault, order(ID, NAME, NOTE));
        assertPasses(withoutDefault, order(ID, NAME, "{\"name\":\"city\",\"type\":\"string\"}"));
        assertPasses(lessARequired, order(ID));
        assertThat(orders().latestSchemaVersion()).isEqualTo(numbers().size());
    }

    private static void assertPasses(boolean passes, String definition) {
        if (passes) {
            assertThat(register(definition).status()).isEqualTo(SchemaVersionStatus.AVAILABLE);
        } else {
            var before = numbers();
            assertRefused("InvalidInputException", () -> register(definition))
                    .contains("breaks the compatibility", "version 1 of schema orders", "READER_FIELD_MISSING_DEFAULT");
            assertThat(numbers()).isEqualTo(before);
        }
    }

    @Test
    void oneVersionIsComparedWithTheCheckpointAndAllWithAll() {
        create(Compatibility.NONE, order(ID));
        register(order(ID, NAME));
        var third = order(ID, "{\"name\":\"name\",\"type\":[\"string\",\"null\"]}");
        glue.updateSchema(r -> r.schemaId(ORDERS).compatibility(Compatibility.BACKWARD));
        assertRefused("InvalidInputException", () -> register(third)).contains("with version 1");
        glue.updateSchema(r -> r.schemaId(ORDERS).schemaVersionNumber(n -> n.latestVersion(true)));
        assertThat(orders().schemaCheckpoint()).isEqualTo(2);
        assertThat(orders().compatibility()).isEqualTo(Compatibility.BACKWARD);
        glue.updateSchema(r -> r.schemaId(ORDERS)
                .schemaVersionNumber(n -> n.versionNumber(2L))
                .compatibility(Compatibility.BACKWARD_ALL));
        assertRefused("InvalidInputException", () -> register(third)).contains("with version 1");
        glue.updateSchema(r -> r.schemaId(ORDERS).compatibility(Compatibility.BACKWARD));
        assertThat(register(third).versionNumber()).isEqualTo(3);
    }

    @Test
    void disabledKeepsTheFirstVersionAlone() {
        create(Compatibility.DISABLED, order(ID));
        assertRefused("InvalidInputException", () -> register(order(ID, NOTE))).contains("DISABLED");
        assertThat(numbers()).containsExactly(1L);
        glue.updateSchema(
                r -> r.schemaId(ORDERS).compatibility(Compatibility.NONE).description("open"));
        assertThat(register(order(ID, NOTE)).versionNumber()).isEqualTo(2);
        assertThat(orders().description()).isEqualTo("open");
        assertRefused("InvalidInputException", () -> glue.updateSchema(r -> r.schemaId(ORDERS)));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.updateSchema(r -> r.schemaId(ORDERS).schemaVersionNumber(n -> n.versionNumber(9L))));
    }

    @Test
    void versionsAreFoundByIdOrByNumber() {
        create(Compatibility.NONE, order(ID));
        var second = register(order(ID, NOTE));
        assertThat(glue.getSchemaVersion(r -> r.schemaId(ORDERS).schemaVersionNumber(n -> n.latestVersion(true)))
                        .schemaVersionId())
                .isEqualTo(second.schemaVersionId());
        assertThat(glue.getSchemaVersion(r -> r.schemaId(ORDERS).schemaVersionNumber(n -> n.versionNumber(1L)))
                        .schemaDefinition())
                .isEqualTo(order(ID));
        assertRefused("InvalidInputException", () -> glue.getSchemaVersion(r -> {}));
        assertRefused("InvalidInputException", () -> glue.getSchemaVersion(r -> r.schemaId(ORDERS)));
        assertRefused(
                "InvalidInputException",
                () -> glue.getSchemaVersion(r -> r.schemaId(ORDERS)
                        .schemaVersionNumber(n -> n.versionNumber(1L).latestVersion(true))));
        assertRefused(
                "InvalidInputException",
                () -> glue.getSchemaVersion(r -> r.schemaId(ORDERS).schemaVersionId(second.schemaVersionId())));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.getSchemaVersion(r -> r.schemaVersionId("00000000-0000-0000-0000-000000000000")));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.getSchemaVersion(r -> r.schemaId(ORDERS).schemaVersionNumber(n -> n.versionNumber(3L))));
    }

    @Test
    void versionsAreDeletedButForTheFirstAndTheCheckpoint() {
        create(Compatibility.NONE, order(ID));
        var second = register(order(ID, NOTE));
        register(order(ID, NAME));
        register(order(NAME));
        glue.updateSchema(r -> r.schemaId(ORDERS).schemaVersionNumber(n -> n.versionNumber(3L)));
        for (var versions : List.of("1", "1-2", "2-4", "3")) {
            assertRefused(
                            "InvalidInputException",
                            () -> glue.deleteSchemaVersions(
                                    r -> r.schemaId(ORDERS).versions(versions)))
                    .contains("cannot be deleted");
        }
        assertRefused(
                "InvalidInputException",
                () -> glue.deleteSchemaVersions(r -> r.schemaId(ORDERS).versions("4-2")));
        assertRefused(
                "InvalidInputException",
                () -> glue.deleteSchemaVersions(r -> r.schemaId(ORDERS).versions("4-99999999999999999999")));
        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(glue.deleteSchemaVersions(r -> r.schemaId(ORDERS).versions("2"))
                        .schemaVersionErrors())
                .isEmpty();
        assertThat(glue.deleteSchemaVersions(r -> r.schemaId(ORDERS).versions("4-5"))
                        .schemaVersionErrors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.versionNumber()).isEqualTo(5);
                    assertThat(error.errorDetails().errorCode()).isEqualTo("EntityNotFoundException");
                });
        assertThat(numbers()).containsExactly(1L, 3L);
        assertThat(orders().latestSchemaVersion()).isEqualTo(3);
        assertRefused(
                "EntityNotFoundException",
                () -> glue.getSchemaVersion(r -> r.schemaVersionId(second.schemaVersionId())));
        assertThat(register(order(ID, NOTE)).versionNumber()).isEqualTo(5);
    }

    @Test
    void whatIsDeletedWithItsSchemaIsGone() {
        var made = create(Compatibility.NONE, order(ID));
        glue.tagResource(r -> r.resourceArn(made.schemaArn()).tagsToAdd(Map.of("a", "b")));
        assertThat(glue.deleteSchema(r -> r.schemaId(ORDERS)).status()).isEqualTo(SchemaStatus.DELETING);
        assertRefused(
                "EntityNotFoundException", () -> glue.getSchemaVersion(r -> r.schemaVersionId(made.schemaVersionId())));
        assertRefused("EntityNotFoundException", () -> glue.deleteSchema(r -> r.schemaId(ORDERS)));
        var again = create(Compatibility.NONE, order(ID));
        assertThat(again.schemaVersionId()).isNotEqualTo(made.schemaVersionId());
        assertThat(glue.getTags(r -> r.resourceArn(made.schemaArn())).tags()).isEmpty();
    }

    @Test
    void differencesAreJsonPatches() throws Exception {
        create(Compatibility.NONE, order(ID, NAME));
        register(order("{\"name\":\"id\",\"type\":\"int\",\"a/b\":1}"));
        var patch = glue.getSchemaVersionsDiff(r -> r.schemaId(ORDERS)
                        .firstSchemaVersionNumber(n -> n.versionNumber(1L))
                        .secondSchemaVersionNumber(n -> n.latestVersion(true))
                        .schemaDiffType("SYNTAX_DIFF"))
                .diff();
        var json = new ObjectMapper();
        assertThat(json.readTree(patch))
                .isEqualTo(json.readTree("[{\"op\":\"replace\",\"path\":\"/fields/0/type\",\"value\":\"int\"},"
                        + "{\"op\":\"add\",\"path\":\"/fields/0/a~1b\",\"value\":1},"
                        + "{\"op\":\"remove\",\"path\":\"/fields/1\"}]"));
        var back = glue.getSchemaVersionsDiff(r -> r.schemaId(ORDERS)
                        .firstSchemaVersionNumber(n -> n.versionNumber(2L))
                        .secondSchemaVersionNumber(n -> n.versionNumber(1L))
                        .schemaDiffType("SYNTAX_DIFF"))
                .diff();
        assertThat(json.readTree(back))
                .isEqualTo(json.readTree("[{\"op\":\"replace\",\"path\":\"/fields/0/type\",\"value\":\"long\"},"
                        + "{\"op\":\"remove\",\"path\":\"/fields/0/a~1b\"},"
                        + "{\"op\":\"add\",\"path\":\"/fields/1\",\"value\":" + NAME + "}]"));
    }

    @Test
    void metadataArePairsOfAVersion() {
        var made = create(Compatibility.NONE, order(ID));
        put(made.schemaVersionId(), "owner", "ada");
        var answer = glue.putSchemaVersionMetadata(r -> r.schemaId(ORDERS)
                .schemaVersionNumber(n -> n.latestVersion(true))
                .metadataKeyValue(p -> p.metadataKey("owner").metadataValue("bob")));
        assertThat(answer.schemaVersionId()).isEqualTo(made.schemaVersionId());
        assertThat(answer.latestVersion()).isTrue();
        assertThat(answer.versionNumber()).isEqualTo(1);
        assertThat(answer.registryName() + "." + answer.schemaName()).isEqualTo("shop.orders");
        assertThat(answer.metadataKey() + "=" + answer.metadataValue()).isEqualTo("owner=bob");
        put(made.schemaVersionId(), "zone", "eu");
        assertRefused("AlreadyExistsException", () -> put(made.schemaVersionId(), "owner", "ada"));
        var all = glue.querySchemaVersionMetadata(r -> r.schemaVersionId(made.schemaVersionId()));
        assertThat(all.metadataInfoMap()).containsOnlyKeys("owner", "zone");
        assertThat(all.metadataInfoMap().get("owner").metadataValue()).isEqualTo("bob");
        assertThat(all.metadataInfoMap().get("owner").otherMetadataValueList())
                .singleElement()
                .satisfies(other -> assertThat(other.metadataValue()).isEqualTo("ada"));
        assertThat(glue.querySchemaVersionMetadata(r -> r.schemaVersionId(made.schemaVersionId())
                                .metadataList(p -> p.metadataKey("owner").metadataValue("ada")))
                        .metadataInfoMap()
                        .get("owner")
                        .metadataValue())
                .isEqualTo("ada");
        assertThat(pagedKeys(made.schemaVersionId())).containsExactly("owner", "zone");
        glue.removeSchemaVersionMetadata(r -> r.schemaVersionId(made.schemaVersionId())
                .metadataKeyValue(p -> p.metadataKey("owner").metadataValue("bob")));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.removeSchemaVersionMetadata(r -> r.schemaVersionId(made.schemaVersionId())
                        .metadataKeyValue(p -> p.metadataKey("owner").metadataValue("bob"))));
        assertRefused(
                "InvalidInputException",
                () -> glue.putSchemaVersionMetadata(
                        r -> r.schemaVersionId(made.schemaVersionId()).metadataKeyValue(p -> p.metadataKey("owner"))));
        for (int i = 0; i < 8; i++) {
            put(made.schemaVersionId(), "k" + i, "v");
        }
        assertRefused("ResourceNumberLimitExceededException", () -> put(made.schemaVersionId(), "one", "more"));
    }

    private static void put(String version, String key, String value) {
        glue.putSchemaVersionMetadata(r -> r.schemaVersionId(version)
                .metadataKeyValue(p -> p.metadataKey(key).metadataValue(value)));
    }

    private static List<String> pagedKeys(String version) {
        var keys = new ArrayList<String>();
        String token = null;
        do {
            var next = token;
            var page = glue.querySchemaVersionMetadata(
                    r -> r.schemaVersionId(version).maxResults(1).nextToken(next));
            keys.addAll(page.metadataInfoMap().keySet());
            token = page.nextToken();
        } while (token != null);
        return keys;
    }

    @Test
    void ofManyAtOnceNoVersionIsLostOrDoubled() throws Exception {
        create(Compatibility.BACKWARD, order(ID));
        var tasks = new ArrayList<Callable<Long>>();
        for (int i = 0; i < 8; i++) {
            var definition = order(ID, NOTE.replace("note", "note" + i / 2));
            tasks.add(() -> register(definition).versionNumber());
        }
        var threads = Executors.newFixedThreadPool(4);
        try {
            var given = new ArrayList<Long>();
            for (var future : threads.invokeAll(tasks)) {
                given.add(future.get());
            }
            assertThat(given).containsExactlyInAnyOrder(2L, 2L, 3L, 3L, 4L, 4L, 5L, 5L);
        } finally {
            threads.shutdownNow();
        }
        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
}
