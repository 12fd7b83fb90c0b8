// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CellsTest {
    private static final Syntax BACKSLASH = new Syntax(';', '\'', '\\', Syntax.NONE, true);

    @Provide
    Arbitrary<List<String>> records() {
        return Arbitraries.strings()
                .withChars('a', 'ä', ',', ';', '"', '\'', '\\', '\n', '\r', ' ', '#')
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property
    void givesBackQuotedCells(@ForAll("records") List<String> values) {
        var line = values.stream()
                .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
        assertThat(cells(Syntax.DEFAULT, line)).isEqualTo(values);
    }

    @Property
    void givesBackEscapedCells(@ForAll("records") List<String> values) {
        var line = values.stream()
                .map(value -> '\'' + value.replace("\\", "\\\\").replace("'", "\\'") + '\'')
                .collect(Collectors.joining(";", "", "\n"));
        assertThat(cells(BACKSLASH, line)).isEqualTo(values);
    }

    @Property
    void givesBackPlainCells(@ForAll("records") List<String> values) {
        var plain = values.stream()
                .map(value -> value.replaceAll("[,\"\\r\\n]", "x"))
                .toList();
        assertThat(cells(Syntax.DEFAULT, String.join(",", plain) + "\n")).isEqualTo(plain);
        assertThat(cells(Syntax.DEFAULT, String.join(",", plain))).isEqualTo(plain);
    }

    private static List<String> cells(Syntax syntax, String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        var cells = new Cells(syntax, true, false);
        assertThat(cells.read(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        var values = new ArrayList<String>();
        for (int i = 0; i < cells.count(); i++) {
            var value = cells.escaped(i) ? cells.unescaped(i) : Arrays.copyOfRange(bytes, cells.start(i), cells.end(i));
            values.add(new String(value, StandardCharsets.UTF_8));
        }
        return values;
    }

    @Example
    void refusesMoreCellsThanAreAllowed() {
        var line = ",".repeat(Cells.MOST).getBytes(StandardCharsets.UTF_8);
        assertThat(new Cells(Syntax.DEFAULT, true, false).read(line, 0, line.length))
                .isEqualTo(Cells.TOO_MANY);
        assertThat(new Cells(Syntax.DEFAULT, true, false).read(line, 1, line.length))
                .isEqualTo(line.length);
    }

    @Example
    void refusesCellsThatAreTooLong() {
        var line = new byte[Cells.LONGEST + 2];
        Arrays.fill(line, (byte) 'x');
        line[0] = '"';
        assertThat(new Cells(Syntax.DEFAULT, true, false).read(line, 0, line.length))
                .isEqualTo(Cells.TOO_LONG);
        assertThat(new Cells(Syntax.DEFAULT, true, false).read(line, 1, line.length))
                .isEqualTo(Cells.TOO_LONG);
    }

    @Property
    void readsWholeNumbers(@ForAll long number) {
        var cell = new NumberCell(CellNotation.DEFAULT);
        var kind = read(cell, Long.toString(number));
        assertThat(kind).isEqualTo(number == (int) number ? CellKind.INT : CellKind.LONG);
        assertThat(cell.longValue()).isEqualTo(number);
        assertThat(cell.doubleValue()).isEqualTo((double) number);
    }

    @Property
    void readsDoublesAsJavaWritesThem(@ForAll double number) {
        var cell = new NumberCell(CellNotation.DEFAULT);
        assertThat(read(cell, Double.toString(number)))
                .isEqualTo(Double.isFinite(number) ? CellKind.DOUBLE : CellKind.NOT_FINITE);
        assertThat(cell.doubleValue()).isEqualTo(number);
    }

    @Example
    void readsWhatIsNotFinite() {
        var cell = new NumberCell(CellNotation.DEFAULT);
        for (var text : List.of("NaN", "Infinity", "-Infinity")) {
            assertThat(read(cell, text)).isEqualTo(CellKind.NOT_FINITE);
            assertThat(cell.doubleValue()).isEqualTo(Double.valueOf(text));
            assertThat(cell.floatValue()).isEqualTo(Float.valueOf(text));
        }
        assertThat(read(cell, "-Inf")).isEqualTo(CellKind.NOT_FINITE);
        assertThat(cell.doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Property
    void readsPlainFractionsLikeJava(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double number, @ForAll @IntRange(max = 8) int scale) {
        var text = String.format(Locale.ROOT, "%." + (scale + 1) + "f", number);
        var cell = new NumberCell(CellNotation.DEFAULT);
        read(cell, text);
        assertThat(cell.doubleValue()).isEqualTo(Double.parseDouble(text));
        assertThat(cell.floatValue()).isEqualTo(Float.parseFloat(text));
        assertThat(cell.exact()).isEqualTo(new BigDecimal(text));
    }

    @Property
    void readsMarksBetweenThousands(@ForAll @IntRange(min = -2_000_000_000, max = 2_000_000_000) int number) {
        var cell = new NumberCell(CellNotation.DEFAULT.withNumbers(',', '.'));
        var text = String.format(Locale.GERMANY, "%,d", number);
        assertThat(read(cell, text)).isEqualTo(CellKind.INT);
        assertThat(cell.longValue()).isEqualTo(number);
        read(cell, text + ",25");
        assertThat(cell.doubleValue()).isEqualTo(Double.parseDouble(number + ".25"));
    }

    @Example
    void tellsNumbersFromText() {
        var cell = new NumberCell(CellNotation.DEFAULT);
        for (var text :
                List.of("", "-", ".", "1a", "1.2.3", "1e", "8E467", "--1", "+1", "1,234", "0x10", "1 2", "00.5")) {
            assertThat(read(cell, text)).as(text).isEqualTo(CellKind.TEXT);
        }
        assertThat(read(cell, "007")).isEqualTo(CellKind.CODE);
        assertThat(read(cell, "9223372036854775808")).isEqualTo(CellKind.EXACT);
        assertThat(read(cell, "0.30000000000000004")).isEqualTo(CellKind.DOUBLE);
        assertThat(read(cell, "0.12345678901234567891")).isEqualTo(CellKind.EXACT);
        assertThat(read(cell, "-0.0")).isEqualTo(CellKind.DOUBLE);
        assertThat(cell.doubleValue()).isEqualTo(-0.0);
    }

    private static CellKind read(NumberCell cell, String text) {
        var bytes = (" " + text + " ").getBytes(StandardCharsets.UTF_8);
        return cell.read(bytes, 1, bytes.length - 1);
    }

    @Property
    void readsDays(@ForAll @IntRange(min = -100_000, max = 100_000) int epochDay) {
        var day = LocalDate.ofEpochDay(epochDay);
        var cell = new TimeCell(DateOrder.MONTH_FIRST);
        var american = day.getMonthValue() + "/" + day.getDayOfMonth() + "/" + day.getYear();
        for (var text : List.of(day.toString(), american)) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(cell.read(bytes, 0, bytes.length)).isEqualTo(CellKind.DATE);
            assertThat(cell.epochDay()).isEqualTo(epochDay);
        }
    }

    @Example
    void tellsTimesFromText() {
        assertThat(time("2024-02-30")).isEqualTo(CellKind.TEXT);
        assertThat(time("2023-02-29")).isEqualTo(CellKind.TEXT);
        assertThat(time("2024-02-29 24:00")).isEqualTo(CellKind.TEXT);
        assertThat(time("2024-02-29 12")).isEqualTo(CellKind.TEXT);
        assertThat(time("12/31/2024")).isEqualTo(CellKind.TEXT);
        assertThat(time("1.2.3.4")).isEqualTo(CellKind.TEXT);
        assertThat(time("31.12.2024 1:05 PM")).isEqualTo(CellKind.TIMESTAMP);
        assertThat(time("2024-02-29T12:00:00.123456789+0530")).isEqualTo(CellKind.TIMESTAMP);
    }

    @Example
    void readsMonthsByName() {
        for (var text : List.of(
                "5-Jan-2024", "05 January 2024", "Jan 5, 2024", "Fri, 05 Jan 2024", "2024-JAN-05", "5. Jan. 24")) {
            assertThat(time(text)).as(text).isEqualTo(CellKind.DATE);
        }
        assertThat(time("Fri, 5 Jan 2024 10:15:00 GMT")).isEqualTo(CellKind.TIMESTAMP);
        assertThat(time("January 5, 2024, 3:15PM")).isEqualTo(CellKind.TIMESTAMP);
        for (var text : List.of("31-Feb-2024", "5-Jam-2024", "Mayor 5, 2024", "Sun", "May 2024", "Mon 12", "1.2.24")) {
            assertThat(time(text)).as(text).isEqualTo(CellKind.TEXT);
        }
    }

    private static CellKind time(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TimeCell(DateOrder.DAY_FIRST).read(bytes, 0, bytes.length);
    }
}
