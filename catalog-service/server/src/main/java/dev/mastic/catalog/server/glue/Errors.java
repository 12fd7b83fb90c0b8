// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.AccessDeniedException;
import dev.mastic.catalog.server.run.ConnectionTests;
import dev.mastic.catalog.server.run.Crawls;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.DatabaseChangedException;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchObjectException;
import dev.mastic.core.catalog.NoSuchPartitionException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.NoSuchVersionException;
import dev.mastic.core.catalog.ObjectChangedException;
import dev.mastic.core.catalog.PartitionValueException;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.crawl.CrawlerNotRunningException;
import dev.mastic.core.crawl.CrawlerRunningException;
import dev.mastic.core.crawl.NoSuchClassifierException;
import dev.mastic.core.crawl.NoSuchCrawlerException;
import dev.mastic.core.crawl.VersionMismatchException;
import dev.mastic.core.failure.UsageException;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;

/** What AWS calls the catalog's failures. */
final class Errors {
    private static final List<Class<?>> NOT_FOUND = List.of(
            NoSuchDatabaseException.class,
            NoSuchTableException.class,
            NoSuchVersionException.class,
            NoSuchPartitionException.class,
            NoSuchObjectException.class,
            NoSuchCrawlerException.class,
            NoSuchClassifierException.class);
    private static final List<Class<?>> CHANGED =
            List.of(TableChangedException.class, DatabaseChangedException.class, ObjectChangedException.class);

    private static final Map<Class<?>, String> OF_CRAWLERS = Map.of(
            CrawlerRunningException.class, "CrawlerRunningException",
            Crawls.RunningHereException.class, "CrawlerRunningException",
            CrawlerNotRunningException.class, "CrawlerNotRunningException",
            VersionMismatchException.class, "VersionMismatchException");

    private Errors() {}

    static AwsError of(Exception failure) {
        if (failure instanceof AwsError error) {
            return error;
        } else if (failure instanceof HttpResponseException refused) {
            return of(refused);
        } else if (NOT_FOUND.contains(failure.getClass())) {
            return AwsError.entityNotFound(failure.getMessage());
        } else if (OF_CRAWLERS.containsKey(failure.getClass())) {
            return AwsError.of(OF_CRAWLERS.get(failure.getClass()), failure.getMessage());
        } else if (CHANGED.contains(failure.getClass())) {
            return AwsError.of("ConcurrentModificationException", failure.getMessage());
        } else if (failure instanceof AlreadyExistsException) {
            return AwsError.alreadyExists(failure.getMessage());
        } else if (failure instanceof PartitionValueException) {
            return AwsError.of("InvalidStateException", failure.getMessage());
        } else if (failure instanceof AccessDeniedException) {
            return AwsError.of("AccessDeniedException", failure.getMessage());
        } else if (failure instanceof ConnectionTests.TestTimeoutException) {
            return AwsError.of("OperationTimeoutException", failure.getMessage());
        } else if (failure instanceof UsageException || failure instanceof ConnectionTests.NoConnectionException) {
            return AwsError.invalidInput(failure.getMessage());
        }
        return new AwsError("InternalServiceException", 500, "The catalog failed; its log says more");
    }

    private static AwsError of(HttpResponseException refused) {
        return switch (refused.getStatus()) {
            case 413 -> new AwsError("RequestEntityTooLargeException", 413, refused.getMessage());
            case 421 -> new AwsError("AccessDeniedException", 400, refused.getMessage());
            default -> new AwsError("MalformedHttpRequestException", refused.getStatus(), refused.getMessage());
        };
    }
}
