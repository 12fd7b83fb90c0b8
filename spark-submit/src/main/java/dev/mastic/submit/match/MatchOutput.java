// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.submit.console.Console;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Where matched rows go: one CSV file, which is there at once and whole, or a new folder of Parquet.
 *
 * @param to as it was written
 */
record MatchOutput(String to) {
    private static final String GZIP = ".gz";
    private static final String CSV = ".csv";
    private static final String PARQUET = ".parquet";

    /**
     * Looks whether rows can go there, before any work is done.
     *
     * @throws UsageException if not
     */
    MatchOutput {
        var name = to.toLowerCase(Locale.ROOT);
        if (!name.endsWith(CSV) && !name.endsWith(CSV + GZIP) && !name.endsWith(PARQUET)) {
            throw new UsageException("Cannot write " + to
                    + ": its ending says no form that is written (expected .csv, .csv.gz, or .parquet for a folder)");
        }
        if (to.contains("://")) {
            throw new UsageException("Cannot write " + to + ": results go to this machine's disk only");
        }
        var path = Path.of(to);
        if (Files.isDirectory(path) || (name.endsWith(PARQUET) && Files.exists(path))) {
            throw new UsageException("Cannot write " + to + ": it is there already; remove it or name another");
        }
    }

    /** Writes all rows, in their order. */
    void write(Dataset<Row> rows) {
        var path = Path.of(to).toAbsolutePath();
        try {
            Files.createDirectories(path.getParent());
            if (to.toLowerCase(Locale.ROOT).endsWith(PARQUET)) {
                rows.write().parquet(path.toUri().toString());
                return;
            }
            writeCsv(rows, path);
        } catch (IOException e) {
            throw new EtlException("Cannot write " + to + ": " + IoReason.of(e), e);
        }
    }

    private void writeCsv(Dataset<Row> rows, Path path) throws IOException {
        var part = Files.createTempFile(path.getParent(), "." + path.getFileName(), ".part");
        try {
            try (var out = Files.newOutputStream(part);
                    var packed = to.toLowerCase(Locale.ROOT).endsWith(GZIP) ? new GZIPOutputStream(out) : out;
                    var writer = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
                write(rows, writer);
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(Dataset<Row> rows, BufferedWriter writer) throws IOException {
        var cells = new ArrayList<String>();
        for (var name : rows.columns()) {
            cells.add(Console.csv(name));
        }
        writer.write(String.join(",", cells));
        writer.newLine();
        var texts = new ArrayList<Column>();
        for (var field : rows.schema().fields()) {
            texts.add(text(rows, field));
        }
        for (var all = rows.select(texts.toArray(Column[]::new)).toLocalIterator(); all.hasNext(); ) {
            var row = all.next();
            for (int i = 0; i < row.length(); i++) {
                cells.set(i, cell(row.getString(i)));
            }
            writer.write(String.join(",", cells));
            writer.newLine();
        }
    }

    private static Column text(Dataset<Row> rows, StructField field) {
        var column = DynamicFrame.column(rows, field.name());
        boolean isNested = field.dataType() instanceof StructType
                || field.dataType() instanceof ArrayType
                || field.dataType() instanceof MapType;
        return isNested ? functions.to_json(column) : column.cast("string");
    }

    /** Null is nothing, and an empty text two quotes. */
    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        return text.isEmpty() ? "\"\"" : Console.csv(text);
    }
}
