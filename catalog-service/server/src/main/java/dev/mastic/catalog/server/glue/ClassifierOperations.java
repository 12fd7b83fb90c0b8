// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Classifier;
import software.amazon.awssdk.services.glue.model.CreateClassifierRequest;
import software.amazon.awssdk.services.glue.model.CreateClassifierResponse;
import software.amazon.awssdk.services.glue.model.DeleteClassifierRequest;
import software.amazon.awssdk.services.glue.model.DeleteClassifierResponse;
import software.amazon.awssdk.services.glue.model.GetClassifierRequest;
import software.amazon.awssdk.services.glue.model.GetClassifierResponse;
import software.amazon.awssdk.services.glue.model.GetClassifiersRequest;
import software.amazon.awssdk.services.glue.model.GetClassifiersResponse;
import software.amazon.awssdk.services.glue.model.UpdateClassifierRequest;
import software.amazon.awssdk.services.glue.model.UpdateClassifierResponse;

/** Custom classifiers, as the crawler knows them. */
record ClassifierOperations(CrawlerStore store, Pages pages) {
    private static final int MOST = 1000;

    void addTo(Operations operations) {
        operations
                .add("CreateClassifier", CreateClassifierRequest::builder, this::create)
                .add("GetClassifier", GetClassifierRequest::builder, this::get)
                .add("GetClassifiers", GetClassifiersRequest::builder, this::list)
                .add("UpdateClassifier", UpdateClassifierRequest::builder, this::update)
                .add("DeleteClassifier", DeleteClassifierRequest::builder, this::delete);
    }

    private CreateClassifierResponse create(CreateClassifierRequest request) {
        try {
            store.create(ClassifierCodec.read(Json.text(request)));
            return CreateClassifierResponse.builder().build();
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists("Classifier already exists.");
        }
    }

    private GetClassifierResponse get(GetClassifierRequest request) {
        return GetClassifierResponse.builder()
                .classifier(written(store.classifier(request.name())))
                .build();
    }

    private GetClassifiersResponse list(GetClassifiersRequest request) {
        var page = pages.page(new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST), this::page);
        return GetClassifiersResponse.builder()
                .classifiers(
                        page.items().stream().map(ClassifierOperations::written).toList())
                .nextToken(page.token())
                .build();
    }

    private Page<KeptClassifier> page(PageRequest part) {
        return Sorted.page(store.classifiers(), KeptClassifier::name, part);
    }

    /** What the request does not say stays. */
    private UpdateClassifierResponse update(UpdateClassifierRequest request) {
        var said = inner(Json.tree((SdkPojo) request));
        var before = store.classifier(said.path("Name").asText());
        var merged = Json.object(ClassifierCodec.write(before.classifier()).getBytes(StandardCharsets.UTF_8));
        inner(merged).setAll(said);
        store.update(ofSameKind(before.classifier(), request, merged), before.version());
        return UpdateClassifierResponse.builder().build();
    }

    private static ClassifierSpec ofSameKind(
            ClassifierSpec before, UpdateClassifierRequest request, ObjectNode merged) {
        var kind = Json.tree((SdkPojo) request).properties().iterator().next().getKey();
        if (!merged.has(kind)) {
            throw AwsError.invalidInput("Classifier " + before.name() + " is of another kind (got " + kind + ")");
        }
        return ClassifierCodec.read(merged.toString());
    }

    /** The one object under the name of its kind. */
    private static ObjectNode inner(ObjectNode outer) {
        if (outer.size() != 1) {
            throw AwsError.invalidInput("A request is for one classifier of one kind (got " + outer.size() + ")");
        }
        return (ObjectNode) outer.properties().iterator().next().getValue();
    }

    private DeleteClassifierResponse delete(DeleteClassifierRequest request) {
        store.deleteClassifier(request.name());
        return DeleteClassifierResponse.builder().build();
    }

    private static Classifier written(KeptClassifier kept) {
        var node = (ObjectNode) Json.read(ClassifierCodec.write(kept.classifier()));
        inner(node)
                .put("Version", kept.version())
                .put("CreationTime", seconds(kept.created()))
                .put("LastUpdated", seconds(kept.updated()));
        return Json.fill(node, Classifier.builder()).build();
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }
}
