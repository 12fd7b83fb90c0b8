// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

/** Another crawl has changed a table since this one has looked at it. */
final class CrawledMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CrawledMeanwhileException(String table) {
        super("another crawl has changed table " + table + " meanwhile");
    }
}
