// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.AccessDeniedException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.StoreFailedException;
import io.javalin.http.HttpResponseException;
import java.util.List;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.ErrorResponseParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures in the protocol's words. What nobody foresaw is told without its reason, which goes to the log; no stack trace leaves the server.
 *
 * @see <a href="https://iceberg.apache.org/rest-catalog-spec/">Iceberg REST: ErrorModel</a>
 */
final class IcebergErrors {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergErrors.class);

    private record Answer(Class<? extends RuntimeException> failure, int code, String type) {
        Answer(Class<? extends RuntimeException> failure, int code) {
            this(failure, code, failure.getSimpleName());
        }
    }

    /** The first one counts that fits. */
    private static final List<Answer> ANSWERS = List.of(
            new Answer(NamespaceNotEmptyException.class, 409),
            new Answer(NotAuthorizedException.class, 401),
            new Answer(ForbiddenException.class, 403),
            new Answer(AccessDeniedException.class, 403, "ForbiddenException"),
            new Answer(NoSuchNamespaceException.class, 404),
            new Answer(NoSuchTableException.class, 404, "NoSuchTableException"),
            new Answer(NoSuchViewException.class, 404),
            new Answer(NotFoundException.class, 404),
            new Answer(UnsupportedOperationException.class, 406),
            new Answer(AlreadyExistsException.class, 409),
            new Answer(CommitFailedException.class, 409),
            new Answer(UnprocessableEntityException.class, 422),
            new Answer(CommitStateUnknownException.class, 500),
            new Answer(BadRequestException.class, 400),
            new Answer(ValidationException.class, 400),
            new Answer(UsageException.class, 400, "BadRequestException"),
            new Answer(IllegalArgumentException.class, 400),
            new Answer(IllegalStateException.class, 400, "BadRequestException"),
            new Answer(StoreFailedException.class, 503, "ServiceUnavailableException"));

    private IcebergErrors() {}

    /** The response to a request that failed. */
    static ErrorResponse of(Exception failure) {
        if (failure instanceof HttpResponseException refused) {
            return response(refused.getStatus(), "RESTException", refused.getMessage());
        }
        var answer = ANSWERS.stream()
                .filter(one -> one.failure().isInstance(failure))
                .findFirst();
        if (answer.isEmpty()) {
            LOG.error("A request under {} failed", IcebergFace.ROOT, failure);
            return response(500, "InternalServerError", "internal error");
        }
        if (answer.get().code() >= 500) {
            LOG.error("A request under {} failed", IcebergFace.ROOT, failure);
        }
        return response(answer.get().code(), answer.get().type(), failure.getMessage());
    }

    private static ErrorResponse response(int code, String type, String message) {
        return ErrorResponse.builder()
                .responseCode(code)
                .withType(type)
                .withMessage(message)
                .build();
    }

    static String json(ErrorResponse response) {
        return ErrorResponseParser.toJson(response);
    }
}
