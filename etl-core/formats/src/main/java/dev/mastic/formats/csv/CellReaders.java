// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.TextEncoding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes the reader of a column by its type.
 *
 * @param layouts how the times of a column are written, by its name, where it has a layout of its own
 */
record CellReaders(Dialect dialect, ZoneId zone, Map<String, String> layouts) {
    private static final long DAY = 86_400_000_000L;

    /** Readers of columns whose times are written as the dialect has it. */
    CellReaders(Dialect dialect, ZoneId zone) {
        this(dialect, zone, Map.of());
    }

    /**
     * The reader of a type.
     *
     * @throws EtlException if no cell is of the type
     */
    CellReader of(String column, Type type) {
        if (type instanceof Type.Decimal decimal) {
            return new DecimalCell(number(column), decimal);
        }
        if (type instanceof Type.Choice choice) {
            var members = choice.members().stream()
                    .map(member -> branch(column, member))
                    .toList();
            return new ChoiceCell(members, dialect.syntax().trimming());
        }
        if (LayoutCell.TYPES.contains(type) && layouts.containsKey(column)) {
            return new LayoutCell(layouts.get(column), (Type.Primitive) type, zone);
        }
        if (type instanceof Type.Primitive primitive) {
            return of(primitive, dialect.notation(column));
        }
        throw new EtlException("Cannot read column '" + column + "' as delimited text: a cell holds one value (got "
                + type.typeName() + ")");
    }

    private CellReader branch(String column, Type member) {
        var reader = of(column, member);
        return reader instanceof WholeCell whole ? new WholeCell(whole.number, whole.type, true) : reader;
    }

    private CellReader of(Type.Primitive type, CellNotation notation) {
        return switch (type) {
            case BOOLEAN -> new BooleanCell(notation.flags());
            case BYTE, SHORT, INT, LONG -> new WholeCell(new NumberCell(notation), type, false);
            case FLOAT, DOUBLE -> new FractionCell(new NumberCell(notation), type == Type.Primitive.FLOAT);
            case STRING -> new StringCell(dialect.encoding());
            case BINARY -> new BinaryCell();
            case DATE -> new DateCell(new TimeCell(notation.dates()));
            case TIMESTAMP -> new TimestampCell(new TimeCell(notation.dates()), zone.getRules(), false);
            case TIMESTAMP_NTZ -> new TimestampCell(new TimeCell(notation.dates()), ZoneOffset.UTC.getRules(), true);
            case NULL -> new NothingCell();
        };
    }

    private NumberCell number(String column) {
        return new NumberCell(dialect.notation(column));
    }

    private static final class BooleanCell implements CellReader {
        private final Spellings trues;
        private final Spellings falses;
        private boolean value;

        BooleanCell(FlagWords words) {
            this.trues = FlagWords.spellings(words.trues());
            this.falses = FlagWords.spellings(words.falses());
        }

        @Override
        public boolean read(byte[] bytes, int from, int to) {
            if (CellTyping.isBoolean(bytes, from, to)) {
                value = (bytes[from] | 0x20) == 't';
                return true;
            }
            value = trues.has(bytes, from, to);
            return value || falses.has(bytes, from, to);
        }

        @Override
        public void put(InternalRow row, int place) {
            row.setBoolean(place, value);
        }

        @Override
        public Object value() {
            return value;
        }
    }

    /** Whole numbers; as a branch of a choice it leaves codes to the others. */
    private static final class WholeCell implements CellReader {
        private final NumberCell number;
        private final Type.Primitive type;
        private final boolean branch;

        WholeCell(NumberCell number, Type.Primitive type, boolean branch) {
            this.number = number;
            this.type = type;
            this.branch = branch;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to) {
            return switch (number.read(bytes, from, to)) {
                case INT, LONG -> fits();
                case CODE -> !branch && number.codeFits() && fits();
                default -> false;
            };
        }

        private boolean fits() {
            long value = number.longValue();
            return switch (type) {
                case BYTE -> value == (byte) value;
                case SHORT -> value == (short) value;
                case INT -> value == (int) value;
                default -> true;
            };
        }

        @Override
        public void put(InternalRow row, int place) {
            switch (type) {
                case BYTE -> row.setByte(place, (byte) number.longValue());
                case SHORT -> row.setShort(place, (short) number.longValue());
                case INT -> row.setInt(place, (int) number.longValue());
                default -> row.setLong(place, number.longValue());
            }
        }

        @Override
        public Object value() {
            long value = number.longValue();
            return switch (type) {
                case BYTE -> (byte) value;
                case SHORT -> (short) value;
                case INT -> (int) value;
                default -> value;
            };
        }
    }

    private record FractionCell(NumberCell number, boolean single) implements CellReader {
        @Override
        public boolean read(byte[] bytes, int from, int to) {
            return number.read(bytes, from, to) != CellKind.TEXT;
        }

        @Override
        public void put(InternalRow row, int place) {
            if (single) {
                row.setFloat(place, number.floatValue());
            } else {
                row.setDouble(place, number.doubleValue());
            }
        }

        @Override
        public Object value() {
            return single ? (Object) number.floatValue() : (Object) number.doubleValue();
        }
    }

    /** Exact numbers; one with more digits than the type has is refused, never rounded. */
    private static final class DecimalCell implements CellReader {
        private final NumberCell number;
        private final Type.Decimal type;
        private Decimal value;

        DecimalCell(NumberCell number, Type.Decimal type) {
            this.number = number;
            this.type = type;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to) {
            return switch (number.read(bytes, from, to)) {
                case INT, LONG, DOUBLE, EXACT, CODE -> fits();
                default -> false;
            };
        }

        private boolean fits() {
            var exact = number.exact().stripTrailingZeros();
            boolean fits = exact.signum() == 0
                    || (exact.scale() <= type.scale()
                            && (long) exact.precision() - exact.scale() <= type.precision() - type.scale());
            if (fits) {
                var scaled = exact.signum() == 0 ? BigDecimal.ZERO : exact;
                value = Decimal.apply(
                        scaled.setScale(type.scale(), RoundingMode.UNNECESSARY), type.precision(), type.scale());
            }
            return fits;
        }

        @Override
        public void put(InternalRow row, int place) {
            row.setDecimal(place, value, type.precision());
        }

        @Override
        public Object value() {
            return value;
        }
    }

    private static final class StringCell implements CellReader {
        private final TextEncoding encoding;
        private UTF8String value;

        StringCell(TextEncoding encoding) {
            this.encoding = encoding;
        }

        @Override
        public boolean isText() {
            return true;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to) {
            int length = to - from;
            if (Utf8.isAscii(bytes, from, to)) {
                value = UTF8String.fromBytes(bytes, from, length);
                return true;
            }
            if (encoding.charset().equals("UTF-8") || !encoding.inPlace()) {
                value = UTF8String.fromBytes(bytes, from, length);
                return Utf8.isValid(bytes, from, to);
            }
            value = UTF8String.fromString(encoding.text(bytes, from, length));
            return true;
        }

        @Override
        public void put(InternalRow row, int place) {
            row.update(place, value);
        }

        @Override
        public Object value() {
            return value;
        }
    }

    private static final class BinaryCell implements CellReader {
        private byte[] value;

        @Override
        public boolean isText() {
            return true;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to) {
            value = Arrays.copyOfRange(bytes, from, to);
            return true;
        }

        @Override
        public void put(InternalRow row, int place) {
            row.update(place, value);
        }

        @Override
        public Object value() {
            return value;
        }
    }

    private record DateCell(TimeCell time) implements CellReader {
        @Override
        public boolean read(byte[] bytes, int from, int to) {
            return time.read(bytes, from, to) == CellKind.DATE;
        }

        @Override
        public void put(InternalRow row, int place) {
            row.setInt(place, time.epochDay());
        }

        @Override
        public Object value() {
            return time.epochDay();
        }
    }

    /** Timestamps; a date alone is its midnight. */
    private static final class TimestampCell implements CellReader {
        private final TimeCell time;
        private final ZoneRules rules;
        private final boolean local;
        private long hour = Long.MIN_VALUE;
        private long hourOffset;

        TimestampCell(TimeCell time, ZoneRules rules, boolean local) {
            this.time = time;
            this.rules = rules;
            this.local = local;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to) {
            return switch (time.read(bytes, from, to)) {
                case DATE -> true;
                case TIMESTAMP -> !local || time.offset() == TimeCell.NO_OFFSET;
                default -> false;
            };
        }

        @Override
        public void put(InternalRow row, int place) {
            row.setLong(place, micros());
        }

        @Override
        public Object value() {
            return micros();
        }

        private long micros() {
            long written = time.epochDay() * DAY + time.microsOfDay();
            if (time.offset() != TimeCell.NO_OFFSET) {
                return written - time.offset() * 1_000_000L;
            }
            if (rules.isFixedOffset()) {
                return written - rules.getOffset(Instant.EPOCH).getTotalSeconds() * 1_000_000L;
            }
            return written - offset(written);
        }

        /** Zones change their offset at whole quarters of an hour, so one question answers for many cells. */
        private long offset(long written) {
            long quarter = Math.floorDiv(written, 900_000_000L);
            if (quarter != hour) {
                hour = quarter;
                var at = LocalDateTime.ofEpochSecond(Math.floorDiv(written, 1_000_000L), 0, ZoneOffset.UTC);
                hourOffset = rules.getOffset(at).getTotalSeconds() * 1_000_000L;
            }
            return hourOffset;
        }
    }

    private static final class NothingCell implements CellReader {
        @Override
        public boolean read(byte[] bytes, int from, int to) {
            return false;
        }

        @Override
        public void put(InternalRow row, int place) {
            row.setNullAt(place);
        }

        @Override
        public Object value() {
            return null;
        }
    }
}
