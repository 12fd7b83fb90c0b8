// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.core.catalog.Column;
import java.util.List;
import java.util.Optional;

/** Columns between Glue's shape and the catalog's record. Their types are kept as they are spelt. */
final class Columns {
    private Columns() {}

    static List<Column> read(List<software.amazon.awssdk.services.glue.model.Column> columns) {
        return columns.stream().map(Columns::read).toList();
    }

    private static Column read(software.amazon.awssdk.services.glue.model.Column column) {
        return Column.written(
                Names.fold(column.name()),
                Optional.ofNullable(column.type()).orElse(""),
                Optional.ofNullable(column.comment()),
                column.parameters());
    }

    static List<software.amazon.awssdk.services.glue.model.Column> write(List<Column> columns) {
        return columns.stream().map(Columns::write).toList();
    }

    private static software.amazon.awssdk.services.glue.model.Column write(Column column) {
        var builder = software.amazon.awssdk.services.glue.model.Column.builder()
                .name(column.name())
                .type(column.typeText().isEmpty() ? null : column.typeText())
                .comment(column.comment().orElse(null));
        return (column.parameters().isEmpty() ? builder : builder.parameters(column.parameters())).build();
    }
}
