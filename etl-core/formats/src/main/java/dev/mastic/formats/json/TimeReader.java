// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;

/**
 * Dates and timestamps as ISO 8601 writes them, with a {@code T} or a space between day and time.
 *
 * @param type date, timestamp or timestamp_ntz
 * @param zone of timestamps that name none
 */
record TimeReader(Type.Primitive type, ZoneId zone) implements ValueReader {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    @Override
    public boolean takes(JsonToken token) {
        return token == JsonToken.VALUE_STRING;
    }

    @Override
    public Object read(RecordParser parser) throws IOException, MisfitException {
        if (takes(parser.currentToken())) {
            var text = parser.getText();
            try {
                return value(text);
            } catch (DateTimeException | ArithmeticException e) {
                throw new MisfitException("expected a " + type.typeName() + " as in ISO 8601, got another string");
            }
        }
        throw ValueReader.misfit(parser, "a " + type.typeName());
    }

    @Override
    public Object scan(Scan in) {
        if (in.takeNull()) {
            return null;
        }
        try {
            return in.string() && !in.escaped() ? value(in.written(in.position() - 1)) : Scan.UNSURE;
        } catch (DateTimeException | ArithmeticException e) {
            return Scan.UNSURE;
        }
    }

    private Object value(String written) {
        var text = written.length() > 10 && written.charAt(10) == ' ' ? written.replaceFirst(" ", "T") : written;
        if (type == Type.Primitive.DATE) {
            return Math.toIntExact(LocalDate.parse(text).toEpochDay());
        }
        return DateTimeUtils.instantToMicros(instant(text));
    }

    private Instant instant(String text) {
        boolean local = type == Type.Primitive.TIMESTAMP_NTZ;
        var at = local ? ZoneOffset.UTC : zone;
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(at).toInstant();
        }
        var parsed = local
                ? LocalDateTime.parse(text)
                : TIMESTAMP.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime exact
                ? exact.toInstant()
                : LocalDateTime.from(parsed).atZone(at).toInstant();
    }
}
