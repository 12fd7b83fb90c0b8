// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import software.amazon.awssdk.services.glue.model.ErrorDetail;

/** Errors of single items, inside answers to requests of many. */
final class ErrorDetails {
    private ErrorDetails() {}

    static ErrorDetail notFound(String message) {
        return of(AwsError.entityNotFound(message));
    }

    static ErrorDetail of(AwsError error) {
        return ErrorDetail.builder()
                .errorCode(error.type())
                .errorMessage(error.getMessage())
                .build();
    }
}
