// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import dev.mastic.core.failure.EtlException;

/** A request is answered by one of AWS's errors. Nothing was changed. */
public final class AwsError extends EtlException {
    private static final long serialVersionUID = 1L;
    private final String type;
    private final int status;

    /** An error with its own HTTP status. */
    public AwsError(String type, int status, String message) {
        super(message);
        this.type = type;
        this.status = status;
    }

    /** An error that the client can mend: status 400. */
    public static AwsError of(String type, String message) {
        return new AwsError(type, 400, message);
    }

    public static AwsError entityNotFound(String message) {
        return of("EntityNotFoundException", message);
    }

    public static AwsError alreadyExists(String message) {
        return of("AlreadyExistsException", message);
    }

    public static AwsError invalidInput(String message) {
        return of("InvalidInputException", message);
    }

    /** A body that is no JSON of the operation's shape. */
    public static AwsError serialization(String message) {
        return of("SerializationException", message);
    }

    /** What AWS calls it, such as {@code EntityNotFoundException}. */
    public String type() {
        return type;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
