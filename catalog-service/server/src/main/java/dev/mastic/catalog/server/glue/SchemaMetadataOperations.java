// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.glue.model.MetadataInfo;
import software.amazon.awssdk.services.glue.model.MetadataKeyValuePair;
import software.amazon.awssdk.services.glue.model.OtherMetadataValueListItem;
import software.amazon.awssdk.services.glue.model.PutSchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.PutSchemaVersionMetadataResponse;
import software.amazon.awssdk.services.glue.model.QuerySchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.QuerySchemaVersionMetadataResponse;
import software.amazon.awssdk.services.glue.model.RemoveSchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.RemoveSchemaVersionMetadataResponse;

/** Metadata of versions of schemas: keys with one or more values. The newest value of a key is its first. */
record SchemaMetadataOperations(Catalog catalog, Schemas schemas, Pages pages) {
    private static final int MOST_PAIRS = 10;
    private static final int MOST = 50;

    void addTo(Operations operations) {
        operations
                .add("PutSchemaVersionMetadata", PutSchemaVersionMetadataRequest::builder, this::put)
                .add("QuerySchemaVersionMetadata", QuerySchemaVersionMetadataRequest::builder, this::query)
                .add("RemoveSchemaVersionMetadata", RemoveSchemaVersionMetadataRequest::builder, this::remove);
    }

    private PutSchemaVersionMetadataResponse put(PutSchemaVersionMetadataRequest request) {
        var pair = checked(request.metadataKeyValue());
        var version = change(
                () -> schemas.version(request.schemaVersionId(), request.schemaId(), request.schemaVersionNumber()),
                metadata -> with(metadata, pair));
        return Json.fill(Json.tree(pair), PutSchemaVersionMetadataResponse.builder())
                .schemaArn(version.name().arn())
                .schemaName(version.name().schema())
                .registryName(version.name().registry())
                .latestVersion(isLatest(version))
                .versionNumber(version.number())
                .schemaVersionId(version.id())
                .build();
    }

    private static MetadataKeyValuePair checked(MetadataKeyValuePair pair) {
        if (pair.metadataKey() == null || pair.metadataValue() == null) {
            throw AwsError.invalidInput("MetadataKeyValue is not whole: give MetadataKey and MetadataValue");
        }
        return pair;
    }

    private static List<SchemaVersion.Metadatum> with(
            List<SchemaVersion.Metadatum> metadata, MetadataKeyValuePair pair) {
        if (metadata.stream().anyMatch(each -> each.is(pair.metadataKey(), pair.metadataValue()))) {
            throw AwsError.alreadyExists("The metadata " + shown(pair) + " already exists.");
        }
        if (metadata.size() >= MOST_PAIRS) {
            throw AwsError.of(
                    "ResourceNumberLimitExceededException",
                    "A version of a schema has at most " + MOST_PAIRS + " pairs of metadata");
        }
        var more = new ArrayList<>(metadata);
        more.add(new SchemaVersion.Metadatum(
                pair.metadataKey(), pair.metadataValue(), Instant.now().toString()));
        return more;
    }

    private static String shown(MetadataKeyValuePair pair) {
        return pair.metadataKey() + "=" + pair.metadataValue();
    }

    private RemoveSchemaVersionMetadataResponse remove(RemoveSchemaVersionMetadataRequest request) {
        var pair = checked(request.metadataKeyValue());
        var version = change(
                () -> schemas.version(request.schemaVersionId(), request.schemaId(), request.schemaVersionNumber()),
                metadata -> without(metadata, pair));
        return Json.fill(Json.tree(pair), RemoveSchemaVersionMetadataResponse.builder())
                .schemaArn(version.name().arn())
                .schemaName(version.name().schema())
                .registryName(version.name().registry())
                .latestVersion(isLatest(version))
                .versionNumber(version.number())
                .schemaVersionId(version.id())
                .build();
    }

    private static List<SchemaVersion.Metadatum> without(
            List<SchemaVersion.Metadatum> metadata, MetadataKeyValuePair pair) {
        var rest = new ArrayList<>(metadata);
        if (!rest.removeIf(each -> each.is(pair.metadataKey(), pair.metadataValue()))) {
            throw AwsError.entityNotFound("The metadata " + shown(pair) + " not found.");
        }
        return rest;
    }

    private SchemaVersion change(Supplier<SchemaVersion> found, UnaryOperator<List<SchemaVersion.Metadatum>> change) {
        return catalog.atomically(() -> {
            var version = found.get();
            schemas.versions().update(version, change.apply(version.metadata()));
            return version;
        });
    }

    private boolean isLatest(SchemaVersion version) {
        return schemas.get(version.name()).shape().latestSchemaVersion() == version.number();
    }

    private QuerySchemaVersionMetadataResponse query(QuerySchemaVersionMetadataRequest request) {
        var version = schemas.version(request.schemaVersionId(), request.schemaId(), request.schemaVersionNumber());
        var byKey = new LinkedHashMap<String, List<SchemaVersion.Metadatum>>();
        for (var each : version.metadata()) {
            if (matches(each, request.metadataList())) {
                byKey.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(0, each);
            }
        }
        var asked = Optional.ofNullable(request.maxResults()).orElse(RegistryOperations.PAGE);
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), asked, MOST),
                part -> Sorted.page(List.copyOf(byKey.keySet()), Function.identity(), part));
        Map<String, MetadataInfo> answer = new LinkedHashMap<>();
        page.items().forEach(key -> answer.put(key, info(byKey.get(key))));
        return QuerySchemaVersionMetadataResponse.builder()
                .metadataInfoMap(answer)
                .schemaVersionId(version.id())
                .nextToken(page.token())
                .build();
    }

    private static boolean matches(SchemaVersion.Metadatum found, List<MetadataKeyValuePair> asked) {
        return asked.isEmpty()
                || asked.stream()
                        .anyMatch(pair -> (pair.metadataKey() == null
                                        || pair.metadataKey().equals(found.key()))
                                && (pair.metadataValue() == null
                                        || pair.metadataValue().equals(found.value())));
    }

    private static MetadataInfo info(List<SchemaVersion.Metadatum> values) {
        var newest = values.get(0);
        var info = MetadataInfo.builder().metadataValue(newest.value()).createdTime(newest.created());
        var others = values.subList(1, values.size()).stream()
                .map(each -> OtherMetadataValueListItem.builder()
                        .metadataValue(each.value())
                        .createdTime(each.created())
                        .build())
                .toList();
        return others.isEmpty()
                ? info.build()
                : info.otherMetadataValueList(others).build();
    }
}
