// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvObserveTest {
    @TempDir
    private Path path;

    private CsvFolder folder;

    @BeforeEach
    void start() {
        folder = new CsvFolder(path);
    }

    /** A column beside a number, so that the file is delimited text. */
    private Type column(int rows, IntFunction<String> cell) throws IOException {
        folder.with(
                "a.csv",
                "id,it\n"
                        + IntStream.range(0, rows)
                                .mapToObj(i -> i + "," + cell.apply(i))
                                .collect(Collectors.joining("\n"))
                        + "\n");
        return folder.type().field("it").orElseThrow().type();
    }

    private Type column(String... cells) throws IOException {
        return column(cells.length, i -> cells[i]);
    }

    @Test
    void findsTheTypesOfCells() throws IOException {
        folder.with(
                "a.csv",
                "i,l,d,b,day,at,s,code,big,exact\n"
                        + "1,3000000000,1.5,true,2024-01-31,2024-01-31T12:00:00Z,x,007,9223372036854775808,0.12345678901234567890\n"
                        + "-2,4,1e10,FALSE,2024-02-01,2024-02-01 01:02:03.5,y,12,1,12.5\n");
        assertThat(TypeString.print(folder.type()))
                .isEqualTo("struct<i:int,l:bigint,d:double,b:boolean,day:date,at:timestamp,s:string,code:string,"
                        + "big:decimal(19,0),exact:decimal(22,20)>");
    }

    @Test
    void makesAChoiceWhereTextsAreRareAmongNumbers() throws IOException {
        var type = column(1000, i -> i % 500 == 499 ? "INC" : Integer.toString(i * 10_000_000 / 7 * 11));
        assertThat(type).isEqualTo(new Type.Choice(List.of(Type.Primitive.INT, Type.Primitive.STRING)));
        var seen = folder.observed().observed().field("it");
        assertThat(seen.kinds().get("string").count()).isEqualTo(2);
        assertThat(seen.kinds().get("string").first().line()).isEqualTo(501);
        assertThat(seen.kinds().get("string").first().value()).isEqualTo("INC");
        assertThat(seen.kinds().get("int").count()).isEqualTo(998);
        assertThat(Resolution.GLUE.resolve(seen)).isEqualTo(Type.Primitive.STRING);
    }

    @Test
    void takesAColumnOfTextsForTextWhateverSomeLookLike() throws IOException {
        assertThat(column(100, i -> i % 5 == 0 ? "300" : "title " + i)).isEqualTo(Type.Primitive.STRING);
        assertThat(column(100, i -> i % 5 == 0 ? "12a" : Integer.toString(i + 1)))
                .isEqualTo(Type.Primitive.STRING);
        assertThat(folder.observed().observed().field("it").kinds()).containsOnlyKeys("string");
    }

    @Test
    void keepsCodesThatBeginWithAZero() throws IOException {
        assertThat(column("12345", "01234", "99999")).isEqualTo(Type.Primitive.STRING);
        assertThat(column("0", "10", "20")).isEqualTo(Type.Primitive.INT);
    }

    @Test
    void takesNumbersOfDifferentKindsForTheWidest() throws IOException {
        assertThat(column("1", "2.5", "3000000000")).isEqualTo(Type.Primitive.DOUBLE);
        assertThat(column("1", "3000000000", "-1")).isEqualTo(Type.Primitive.LONG);
        assertThat(column("1.5", "NaN", "-Infinity")).isEqualTo(Type.Primitive.DOUBLE);
        assertThat(column("2024-01-01", "2024-01-01 12:00", "2024-01-02")).isEqualTo(Type.Primitive.TIMESTAMP);
    }

    @Test
    void countsEmptyCellsAsNull() throws IOException {
        assertThat(column("1", "", "3")).isEqualTo(Type.Primitive.INT);
        assertThat(folder.observed().observed().field("it").kinds().get("null").count())
                .isEqualTo(1);
        assertThat(column("", "", "")).isEqualTo(Type.Primitive.NULL);
    }

    @Test
    void leavesDatesThatCouldBeTwoAsText() throws IOException {
        assertThat(column("01/02/2024", "03/04/2024")).isEqualTo(Type.Primitive.STRING);
        assertThat(column("13/02/2024", "03/04/2024")).isEqualTo(Type.Primitive.DATE);
    }

    @Test
    void leavesCodesThatLookLikeGreatNumbersAsText() throws IOException {
        assertThat(column("8E467", "RXA", "8D497", "RNN")).isEqualTo(Type.Primitive.STRING);
    }

    @Test
    void findsTheSameInLargeFilesWhateverThreadReads() throws IOException {
        var text = new StringBuilder("id,name\n");
        int rows = 0;
        while (text.length() < 34 << 20) {
            text.append(rows).append(rows == 1_500_000 ? ",\"quoted\"\n" : rows == 1_600_000 ? ",\n" : ",some name\n");
            rows++;
        }
        text.append("last,x\n");
        folder.with("a.csv", text.toString());
        var inference = folder.observed();
        assertThat(inference.rows()).isEqualTo(rows + 1);
        var id = inference.observed().field("id").kinds();
        assertThat(id.get("int").count()).isEqualTo(rows);
        assertThat(id.get("string").first().line()).isEqualTo(rows + 2);
        assertThat(inference
                        .observed()
                        .field("name")
                        .kinds()
                        .get("null")
                        .first()
                        .line())
                .isEqualTo(1_600_002);
    }

    @Test
    void looksAtTheFirstBytesOnlyWhereThatIsAsked() throws IOException {
        folder.with("a.csv", "id,name\n1,a\n2,b\n3,c\n4,d\n");
        var input = new InputFile(
                FileListing.list(path.toString(), new Configuration()).get(0), new Configuration());
        assertThat(new CsvFormat(Map.of()).observe(input, folder.match(), 13).rows())
                .isEqualTo(2);
    }

    @Test
    void takesTheColumnsThatMostRecordsHave() throws IOException {
        folder.with("a.csv", "a,b\n1,2,3\n4,5,6\n7,8,9\n");
        assertThat(folder.type().names()).containsExactly("a", "b", "col2");
        folder.with("a.csv", "a,b\n" + "1,2\n".repeat(20) + "1,2,3,4\n");
        assertThat(folder.type().names()).containsExactly("a", "b");
    }
}
