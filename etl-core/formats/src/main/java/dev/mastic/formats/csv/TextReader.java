// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;

/** Reads texts of another format as cells of one type are read. One thread at a time. */
public final class TextReader {
    private final CellReader cell;

    /**
     * A reader of one type, which has no parts.
     *
     * @param zone of timestamps that name none
     * @throws EtlException if no text is of the type
     */
    public TextReader(Type type, ZoneId zone) {
        this.cell = new CellReaders(Dialect.DEFAULT, zone).of("a text", type);
    }

    /** Spark's value of a text; empty if it is not of the type. Strings are kept as they are, others without the blanks around them. */
    public Optional<Object> read(String text) {
        var bytes = (cell.isText() ? text : text.strip()).getBytes(StandardCharsets.UTF_8);
        return cell.read(bytes, 0, bytes.length) ? Optional.ofNullable(cell.value()) : Optional.empty();
    }
}
