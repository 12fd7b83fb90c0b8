// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.text;

import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One line of CSV in a text, with a header line before it or not; every cell is a text, an empty one without quotes is
 * null. Other than one line, other than one cell a column, and quotes that do not close make the text unreadable.
 *
 * @param names of the columns
 * @param dialect how the text is written
 */
public record CsvText(List<String> names, CsvDialect dialect) implements RecordText {
    private static final long serialVersionUID = 1L;

    public CsvText {
        names = List.copyOf(names);
    }

    /** A header and its line. */
    private record Parsed(List<String> header, List<String> cells) {}

    @Override
    public Type.Struct type() {
        return new Type.Struct(names.stream()
                .map(name -> new Type.Field(name, Type.Primitive.STRING))
                .toList());
    }

    @Override
    public InternalRow read(byte[] text) {
        return parse(text, dialect)
                .filter(parsed -> dialect.withHeader() || parsed.cells().size() == names.size())
                .map(this::row)
                .orElse(null);
    }

    private InternalRow row(Parsed parsed) {
        var values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            int place = dialect.withHeader() ? parsed.header().indexOf(names.get(i)) : i;
            values[i] = place < 0 ? null : UTF8String.fromString(parsed.cells().get(place));
        }
        return new GenericInternalRow(values);
    }

    /** The columns of texts: those of all headers, or {@code col0}, {@code col1} and so on. */
    public static Observed observe(Iterator<byte[]> texts, CsvDialect dialect) {
        var records = new Observation();
        texts.forEachRemaining(text -> parse(text, dialect).ifPresent(parsed -> observe(parsed, records)));
        return records.toObserved();
    }

    private static void observe(Parsed parsed, Observation records) {
        var example = new Example("", 0, "");
        records.struct(example);
        parsed.header().forEach(name -> records.field(name).value(Type.Primitive.STRING, example));
    }

    private static Optional<Parsed> parse(byte[] text, CsvDialect dialect) {
        var lines = dialect.lines(new String(text, StandardCharsets.UTF_8));
        int line = (dialect.skipFirst() ? 1 : 0) + (dialect.withHeader() ? 1 : 0);
        if (lines.size() != line + 1) {
            return Optional.empty();
        }
        var cells = lines.get(line);
        var header = dialect.withHeader()
                ? lines.get(line - 1)
                : IntStream.range(0, cells.size()).mapToObj(i -> "col" + i).toList();
        boolean whole = header.size() == cells.size()
                && header.stream().noneMatch(name -> name == null)
                && new HashSet<>(header).size() == header.size();
        return whole ? Optional.of(new Parsed(header, cells)) : Optional.empty();
    }
}
