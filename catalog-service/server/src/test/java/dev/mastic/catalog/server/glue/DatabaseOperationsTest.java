// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseAttributes;
import software.amazon.awssdk.services.glue.model.Permission;
import software.amazon.awssdk.services.glue.model.PrincipalPermissions;
import software.amazon.awssdk.services.glue.model.ResourceShareType;

class DatabaseOperationsTest extends GlueTest {
    @Test
    void keepsAllThatIsSaidInSmallLetters() {
        var permissions = PrincipalPermissions.builder()
                .principal(p -> p.dataLakePrincipalIdentifier("IAM_ALLOWED_PRINCIPALS"))
                .permissions(Permission.ALL)
                .build();
        glue.createDatabase(r -> r.databaseInput(d -> d.name("LakE")
                .description("all")
                .locationUri("s3://bucket/lake")
                .parameters(Map.of("Owner", "Ada"))
                .createTableDefaultPermissions(permissions)
                .targetDatabase(t -> t.catalogId("123456789012").databaseName("x"))));
        var found = glue.getDatabase(r -> r.name("LAKE")).database();
        assertThat(found.name()).isEqualTo("lake");
        assertThat(found.description()).isEqualTo("all");
        assertThat(found.locationUri()).isEqualTo("s3://bucket/lake");
        assertThat(found.parameters()).isEqualTo(Map.of("Owner", "Ada"));
        assertThat(found.createTableDefaultPermissions()).containsExactly(permissions);
        assertThat(found.targetDatabase().databaseName()).isEqualTo("x");
        assertThat(found.createTime()).isNotNull();
        assertThat(found.catalogId()).matches("\\d{12}");
    }

    @Test
    void replacesAllOfIt() {
        glue.updateDatabase(
                r -> r.name("Sales").databaseInput(d -> d.name("sales").description("new")));
        assertThat(glue.getDatabase(r -> r.name("sales")).database().description())
                .isEqualTo("new");
        glue.updateDatabase(r -> r.name("sales").databaseInput(d -> d.name("SALES")));
        assertThat(glue.getDatabase(r -> r.name("sales")).database().description())
                .isNull();
    }

    @Test
    void saysWhatIsThereAndWhatIsNot() {
        assertRefused("AlreadyExistsException", () -> glue.createDatabase(r -> r.databaseInput(d -> d.name("SALES"))))
                .isEqualTo("Database already exists.");
        assertRefused("EntityNotFoundException", () -> glue.getDatabase(r -> r.name("none")))
                .isEqualTo("Database none not found.");
        assertRefused("EntityNotFoundException", () -> glue.deleteDatabase(r -> r.name("none")));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.updateDatabase(r -> r.name("none").databaseInput(d -> d.name("none"))));
        assertRefused(
                "InvalidInputException",
                () -> glue.updateDatabase(r -> r.name("sales").databaseInput(d -> d.name("other"))));
    }

    @Test
    void isDeletedWithItsTables() {
        createTable("orders", t -> {});
        glue.deleteDatabase(r -> r.name("sales"));
        glue.createDatabase(r -> r.databaseInput(d -> d.name("sales")));
        assertThat(glue.getTables(r -> r.databaseName("sales")).tableList()).isEmpty();
    }

    @Test
    void areListedPageByPageWhileOthersAreAdded() {
        IntStream.range(0, 25)
                .forEach(i -> glue.createDatabase(r -> r.databaseInput(d -> d.name("d%02d".formatted(i)))));
        var first = glue.getDatabases(r -> r.maxResults(10));
        assertThat(first.databaseList()).hasSize(10);
        glue.createDatabase(r -> r.databaseInput(d -> d.name("a0")));
        var names = glue.getDatabasesPaginator(r -> r.maxResults(10).nextToken(first.nextToken())).stream()
                .flatMap(page -> page.databaseList().stream())
                .map(Database::name)
                .toList();
        assertThat(names).hasSize(16).startsWith("d10").endsWith("sales").doesNotContain("a0");
    }

    @Test
    void aTokenHoldsForItsListOnly() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("other")));
        var token = glue.getDatabases(r -> r.maxResults(1)).nextToken();
        assertRefused(
                "InvalidInputException",
                () -> glue.getTables(r -> r.databaseName("sales").nextToken(token)));
        assertRefused("InvalidInputException", () -> glue.getDatabases(r -> r.nextToken("YWJjZA")));
        assertRefused("InvalidInputException", () -> glue.getDatabases(r -> r.nextToken("???")));
    }

    @Test
    void namesAloneAndSharesOfOthers() {
        var bare = glue.getDatabases(r -> r.attributesToGet(DatabaseAttributes.NAME))
                .databaseList();
        assertThat(bare).extracting(Database::name).containsExactly("sales");
        assertThat(bare.get(0).createTime()).isNull();
        assertThat(glue.getDatabases(r -> r.resourceShareType(ResourceShareType.FOREIGN))
                        .databaseList())
                .isEqualTo(List.of());
        assertThat(glue.getDatabases(r -> r.resourceShareType(ResourceShareType.ALL))
                        .databaseList())
                .hasSize(1);
    }
}
