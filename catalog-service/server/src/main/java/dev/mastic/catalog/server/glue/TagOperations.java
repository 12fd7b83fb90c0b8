// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.crawl.CrawlerStore;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.GetTagsRequest;
import software.amazon.awssdk.services.glue.model.GetTagsResponse;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;
import software.amazon.awssdk.services.glue.model.TagResourceResponse;
import software.amazon.awssdk.services.glue.model.UntagResourceRequest;
import software.amazon.awssdk.services.glue.model.UntagResourceResponse;

/** Tags of databases, connections, crawlers, jobs, registries and schemas. */
record TagOperations(Catalog catalog, CrawlerStore crawlers, Tags tags) {
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:glue:[^:]*:[^:]*:(database|connection|crawler|job|registry|schema)/(.+)");

    void addTo(Operations operations) {
        operations
                .add("GetTags", GetTagsRequest::builder, this::get)
                .add("TagResource", TagResourceRequest::builder, this::add)
                .add("UntagResource", UntagResourceRequest::builder, this::remove);
    }

    private GetTagsResponse get(GetTagsRequest request) {
        return GetTagsResponse.builder()
                .tags(tags.of(resource(request.resourceArn())))
                .build();
    }

    private TagResourceResponse add(TagResourceRequest request) {
        tags.add(resource(request.resourceArn()), request.tagsToAdd());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse remove(UntagResourceRequest request) {
        tags.remove(resource(request.resourceArn()), request.tagsToRemove());
        return UntagResourceResponse.builder().build();
    }

    /** A resource that there is. */
    private String resource(String arn) {
        var matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw AwsError.invalidInput(
                    "'" + arn + "' names nothing that has tags here (expected such as"
                            + " arn:aws:glue:REGION:ACCOUNT:crawler/NAME, of a database, connection, crawler, job, registry or schema)");
        }
        var type = matcher.group(1);
        var name = type.equals("database") ? Names.fold(matcher.group(2)) : matcher.group(2);
        if (!exists(type, name)) {
            throw AwsError.entityNotFound("Resource " + arn + " not found.");
        }
        return type + "/" + name;
    }

    private boolean exists(String type, String name) {
        return switch (type) {
            case "database" -> catalog.findDatabase(name).isPresent();
            case "crawler" -> crawlers.findCrawler(name).isPresent();
            case "job" -> has(ObjectKind.JOB, name);
            case "registry" -> has(ObjectKind.REGISTRY, name);
            case "schema" -> has(ObjectKind.SCHEMA, SchemaName.keyOf(name));
            default -> has(ObjectKind.CONNECTION, name);
        };
    }

    private boolean has(ObjectKind kind, String name) {
        return catalog.objects().find(ObjectKey.of(kind, name)).isPresent();
    }
}
