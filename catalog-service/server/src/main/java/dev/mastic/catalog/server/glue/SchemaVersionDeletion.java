// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.glue.model.DeleteSchemaVersionsRequest;
import software.amazon.awssdk.services.glue.model.DeleteSchemaVersionsResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionErrorItem;

/** Versions of schemas: removed, all that are asked for or none; those that are not there are told. */
record SchemaVersionDeletion(Catalog catalog, Schemas schemas) {
    private static final int MOST = 1000;
    private static final int MOST_DIGITS = 6;

    void addTo(Operations operations) {
        operations.add("DeleteSchemaVersions", DeleteSchemaVersionsRequest::builder, this::delete);
    }

    private DeleteSchemaVersionsResponse delete(DeleteSchemaVersionsRequest request) {
        var name = SchemaName.of(request.schemaId());
        var numbers = numbers(request.versions());
        var missing = catalog.atomically(() -> delete(schemas.get(name), numbers));
        return DeleteSchemaVersionsResponse.builder()
                .schemaVersionErrors(missing.stream()
                        .map(number -> SchemaVersionErrorItem.builder()
                                .versionNumber(number)
                                .errorDetails(e -> e.errorCode("EntityNotFoundException")
                                        .errorMessage("Version " + number + " of schema " + name + " not found."))
                                .build())
                        .toList())
                .build();
    }

    private static List<Long> numbers(String versions) {
        var ends = versions.split("-", -1);
        long first = number(ends[0]);
        long last = number(ends[ends.length - 1]);
        if (last < first || last - first >= MOST) {
            throw AwsError.invalidInput("Versions is no range that can be deleted (got " + versions
                    + "; expected a number, or a range such as 2-5 of at most " + MOST + ")");
        }
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static long number(String text) {
        if (text.length() > MOST_DIGITS) {
            throw AwsError.invalidInput("Versions holds a number that no version has: they end at 100000");
        }
        return Long.parseLong(text);
    }

    /** Those that were not there. */
    private List<Long> delete(Schemas.KeptSchema schema, List<Long> numbers) {
        requireNone(schema, numbers, 1, "the first version, which goes with DeleteSchema only");
        requireNone(
                schema,
                numbers,
                schema.shape().schemaCheckpoint(),
                "the checkpoint: set another one by UpdateSchema before");
        var missing = new ArrayList<Long>();
        for (long number : numbers) {
            schemas.versions()
                    .find(schema.name(), number)
                    .ifPresentOrElse(schemas.versions()::drop, () -> missing.add(number));
        }
        if (missing.size() < numbers.size()) {
            var latest = new AtomicLong();
            schemas.versions().forEach(schema.name(), version -> latest.set(version.number()));
            schemas.update(
                    schema,
                    schema.shape().toBuilder().latestSchemaVersion(latest.get()).build());
        }
        return missing;
    }

    private static void requireNone(Schemas.KeptSchema schema, List<Long> numbers, long kept, String reason) {
        if (numbers.contains(kept)) {
            throw AwsError.invalidInput(
                    "Version " + kept + " of schema " + schema.name() + " cannot be deleted: it is " + reason);
        }
    }
}
