// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CsvReadTest {
    @TempDir
    private Path path;

    private CsvFolder folder;

    @BeforeEach
    void start() {
        folder = new CsvFolder(path);
    }

    @Test
    void refusesCellsThatDoNotFitTheirType() throws IOException {
        folder.with("a.csv", "id,price,day\n1,2.5,2024-01-31\nx,3.5,2024-01-31\n3,free,2024-02-01\n4,4.5,2024-02-30\n");
        var frame = folder.read("struct<id:bigint,price:double,day:date>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,2.5,2024-01-31]");
        assertThat(CsvFolder.faults(frame))
                .containsExactly(
                        "[3,id,expected bigint, got 'x',x,3.5,2024-01-31]",
                        "[4,price,expected double, got 'free',3,free,2024-02-01]",
                        "[5,day,expected date, got '2024-02-30',4,4.5,2024-02-30]");
    }

    @Test
    void readsTheLargestOfSeveralTablesAndRefusesTheLinesBehindIt() throws IOException {
        folder.with("a.csv", "key,value\nowner,Ann\n\nid,name,price\n1,x,2.5\n2,y,3.5\n3,z,4.5\n\nregion,a\nnorth,1\n");
        var frame = folder.read("struct<id:int,name:string,price:double>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,x,2.5]", "[2,y,3.5]", "[3,z,4.5]");
        assertThat(CsvFolder.faults(frame))
                .containsExactly(
                        "[9,null,it stands behind the end of the table, a blank line,region,a]",
                        "[10,null,it stands behind the end of the table, a blank line,north,1]");
    }

    @Test
    void readsWordsForTrueAndFalse() throws IOException {
        folder.with("a.csv", "id,paid\n1,Y\n2,n\n3,N\n4,\n");
        var frame = folder.read("struct<id:int,paid:boolean>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,true]", "[2,false]", "[3,false]", "[4,null]");
    }

    @Test
    void checksColumnsThatAreNotAskedForToo() throws IOException {
        folder.with("a.csv", "id,name\n1,Ann\nx,Ben\n");
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(frame.toDF().select("name").collectAsList()).hasSize(1);
        assertThat(frame.errorsCount()).isEqualTo(1);
    }

    @Test
    void fillsTheBranchesOfAChoice() throws IOException {
        folder.with("a.csv", "id,code\n1,12\n2,x7\n3,\n4,007\n5,\"\"\n");
        var frame = folder.read(
                (Type.Struct) new Type.Struct(List.of(
                        new Type.Field("id", Type.Primitive.INT),
                        new Type.Field("code", new Type.Choice(List.of(Type.Primitive.LONG, Type.Primitive.STRING))))),
                folder.match());
        assertThat(CsvFolder.rows(frame))
                .containsExactly("[1,[12,null]]", "[2,[null,x7]]", "[3,null]", "[4,[null,007]]", "[5,[null,]]");
        assertThat(CsvFolder.faults(frame)).isEmpty();
    }

    @Test
    void tellsTheEmptyTextFromNull() throws IOException {
        folder.with("a.csv", "id,name\n1,\n2,\"\"\n3,\" \"\n");
        assertThat(CsvFolder.rows(folder.read("struct<id:int,name:string>")))
                .containsExactly("[1,null]", "[2,]", "[3, ]");
    }

    @Test
    void unquotesCells() throws IOException {
        folder.with("a.csv", "id,said\n1,\"He said \"\"no\"\"\"\n2,\"a, b\"\n3,5\" pipe\n4,\"two\nlines\"\n");
        assertThat(CsvFolder.rows(folder.read("struct<id:int,said:string>")))
                .containsExactly("[1,He said \"no\"]", "[2,a, b]", "[3,5\" pipe]", "[4,two\nlines]");
    }

    @Test
    void takesATextWithAQuoteTooManyAsItIs() throws IOException {
        folder.with("a.csv", "id,name\n1,\"Joe\" Smith\n2,\"Ann\"\n3,\"x\"\n4,\"y\"\n5,\"z\"\n");
        assertThat(CsvFolder.rows(folder.read("struct<id:int,name:string>")))
                .startsWith("[1,\"Joe\" Smith]", "[2,Ann]");
    }

    @Test
    void costsOneLineWhereAQuoteIsNotClosed() throws IOException {
        folder.with(
                "a.csv",
                "id,name\n1,\"Ann\"\n2,\"Ben\n3,Carl\n4,\"Dora\"x\n5,\"Eve\"\n6,\"Flo\"\n7,\"Gil\"\n8,\"Hal\"\n");
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame))
                .containsExactly("[1,Ann]", "[3,Carl]", "[4,\"Dora\"x]", "[5,Eve]", "[6,Flo]", "[7,Gil]", "[8,Hal]");
        assertThat(CsvFolder.faults(frame)).containsExactly("[3,null,a quoted cell is not closed,2,\"Ben]");
    }

    @Test
    void keepsARecordThatEndsEarlyAndRefusesOneThatIsTooLong() throws IOException {
        folder.with("a.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,\n9,10,11,12\n");
        var frame = folder.read("struct<a:int,b:int,c:int>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,2,3]", "[4,5,null]", "[6,7,8]");
        assertThat(CsvFolder.faults(frame))
                .containsExactly("[5,null,more cells than columns (got 4; expected 3),9,10,11,12]");
    }

    @Test
    void refusesHalfARecordAtTheEnd() throws IOException {
        folder.with("a.csv", "a,b,c\n1,2,3\n4,5,6\n7,8");
        var frame = folder.read("struct<a:int,b:int,c:int>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,2,3]", "[4,5,6]");
        assertThat(CsvFolder.faults(frame))
                .containsExactly("[4,null,the file ends inside the record (got 2 cells; expected 3),7,8]");
    }

    @Test
    void findsColumnsByTheHeaderOfEachFile() throws IOException {
        folder.with("a.csv", "id,name\n1,Ann\n2,Ben\n")
                .with("b.csv", "name,extra,id\nCarl,x,3\n")
                .with("c.csv", "id\n4\n");
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).containsExactlyInAnyOrder("[1,Ann]", "[2,Ben]", "[3,Carl]", "[4,null]");
        assertThat(CsvFolder.faults(frame)).isEmpty();
    }

    @Test
    void findsColumnsWithBlanksAroundTheirNamesAndInAnyCase() throws IOException {
        folder.with("a.csv", "ID, Name \n1,Ann\n2,Ben\n");
        assertThat(CsvFolder.rows(folder.read("struct<id:int,name:string>"))).containsExactly("[1,Ann]", "[2,Ben]");
    }

    @Test
    void refusesAFileWhoseHeaderHasNoneOfTheColumns() throws IOException {
        folder.with("a.csv", "id,name\n1,Ann\n2,Ben\n").with("b.csv", "3,Carl\n4,Dora\n");
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).hasSize(2);
        assertThat(CsvFolder.faults(frame))
                .singleElement()
                .asString()
                .contains("its header has none of the columns (got [3, Carl]; expected [id, name])");
    }

    @Test
    void namesColumnsWithoutAName() throws IOException {
        folder.with("a.csv", "id,,id,a.b c,\"say \"\"hi\"\"\",\n1,2,3,4,5,6\n7,8,9,10,11,12\n");
        assertThat(folder.type().names()).containsExactly("id", "col1", "id_2", "a.b c", "say \"hi\"", "col5");
        assertThat(CsvFolder.rows(folder.read())).containsExactly("[1,2,3,4,5,6]", "[7,8,9,10,11,12]");
    }

    @Test
    void readsFilesWithoutAHeader() throws IOException {
        folder.with("a.csv", "1,2.5,aaa\n2,3.5,bbb\n3,4.5,ccc\n");
        assertThat(folder.type().names()).containsExactly("col0", "col1", "col2");
        assertThat(CsvFolder.rows(folder.read())).containsExactly("[1,2.5,aaa]", "[2,3.5,bbb]", "[3,4.5,ccc]");
        assertThat(CsvFolder.rows(folder.read("struct<id:int,price:double,name:string>")))
                .hasSize(3);
        assertThat(CsvFolder.rows(folder.read("struct<col2:string>"))).containsExactly("[aaa]", "[bbb]", "[ccc]");
    }

    @Test
    void readsTextInUtf16() throws IOException {
        var text = "\uFEFFid;name\r\n1;Bärlauch\r\n2;東京\r\nx;bad\r\n";
        folder.with("a.csv", text, StandardCharsets.UTF_16LE);
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,Bärlauch]", "[2,東京]");
        assertThat(CsvFolder.faults(frame)).containsExactly("[4,id,expected int, got 'x',x;bad]");
    }

    @Test
    void readsTextInWindows1252() throws IOException {
        folder.with("a.csv", "id;name\n1;Käse “alt”\n2;Brot\nx;Öl\n", Charset.forName("windows-1252"));
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,Käse “alt”]", "[2,Brot]");
        assertThat(CsvFolder.faults(frame)).containsExactly("[4,id,expected int, got 'x',x;Öl]");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        folder.with(
                "a.csv", "id,name\n1,ä\n2,ö\n3,ü\n4,é\n5,è\n6,à\n7,ñ\n8,ø\n9,ß\n10,ê\n11,#\n".replace("#", "\u0000"));
        var bytes = Files.readAllBytes(path.resolve("a.csv"));
        bytes[bytes.length - 2] = (byte) 0xE4;
        folder.with("a.csv", bytes);
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).hasSize(10);
        assertThat(CsvFolder.faults(frame)).singleElement().asString().contains("name,text that is not UTF-8");
    }

    @Test
    void readsLinesThatEndWithCarriageReturns() throws IOException {
        folder.with("a.csv", "id,name\r1,\"two\rlines\"\r2,b\r\rx,c\r");
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,two\rlines]", "[2,b]");
        assertThat(CsvFolder.faults(frame)).containsExactly("[6,id,expected int, got 'x',x,c]");
    }

    @Test
    void readsLineEndsOfAllKindsInOneFile() throws IOException {
        folder.with("a.csv", "id,name\n1,a\r\n2,b\r3,c\n\n4,d\u2028e\n5,f");
        assertThat(CsvFolder.rows(folder.read("struct<id:int,name:string>")))
                .containsExactly("[1,a]", "[2,b]", "[3,c]", "[4,d\u2028e]", "[5,f]");
    }

    @Test
    void passesOverWhatIsNoData() throws IOException {
        folder.with(
                "a.csv",
                "Sales of 2024,,\n,,\nid,name,price\n#,,EUR\n1,Ann,2.5\n2,Ben,3.5\n3,Carl,4.5\n4,Dora,5.5\n,,\nSource: us,,\n");
        assertThat(folder.dialect().layout()).isEqualTo(new Layout(2, true, 1, 2));
        var frame = folder.read();
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,Ann,2.5]", "[2,Ben,3.5]", "[3,Carl,4.5]", "[4,Dora,5.5]");
        assertThat(CsvFolder.faults(frame)).isEmpty();
    }

    @Test
    void passesOverComments() throws IOException {
        folder.with("a.csv", "# made by hand\n# at night\nid,name\n1,Ann\n# a pause\n2,Ben\n");
        assertThat(CsvFolder.rows(folder.read())).containsExactly("[1,Ann]", "[2,Ben]");
    }

    @Test
    void readsNumbersAndDatesAsTheyAreWritten() throws IOException {
        folder.with("a.csv", "day;price;sold\n31.01.2024;1.234,50;-\n01.02.2024;3,5;12\n15.02.2024;-0,25;7\n");
        assertThat(TypeString.print(folder.type())).isEqualTo("struct<day:date,price:double,sold:int>");
        assertThat(CsvFolder.rows(folder.read()))
                .containsExactly("[2024-01-31,1234.5,null]", "[2024-02-01,3.5,12]", "[2024-02-15,-0.25,7]");
    }

    @Test
    void readsTimestampsInTheirZone() throws IOException {
        folder.with(
                "a.csv",
                "id,at\n1,2024-07-01T12:00:00Z\n2,2024-07-01 12:00:00.123456+02:00\n3,2024-07-01 12:00\n4,2024-07-01\n");
        var rows = folder.read("struct<id:int,at:timestamp>")
                .toDF()
                .selectExpr("cast(at as string)")
                .collectAsList();
        assertThat(rows.toString())
                .isEqualTo(
                        "[[2024-07-01 12:00:00], [2024-07-01 10:00:00.123456], [2024-07-01 12:00:00], [2024-07-01 00:00:00]]");
    }

    @Test
    void readsPackedFiles() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("id,name\n1,Ann\nx,Ben\n".getBytes(StandardCharsets.UTF_8));
        }
        folder.with("a.csv.gz", packed.toByteArray());
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,Ann]");
        assertThat(CsvFolder.faults(frame)).containsExactly("[3,id,expected int, got 'x',x,Ben]");
    }

    @Test
    void readsWithWhatIsSet() throws IOException {
        folder.with("a.txt", "id:said\n1:it\\:s\n2:NIL\n");
        var type = (Type.Struct) TypeString.parse("struct<id:int,said:string>");
        var set = Map.of("delimiter", ":", "escaper", "\\", "nullValues", "NIL");
        var frame = folder.read(type, new Match("csv", 1, "none", Map.of()), set);
        assertThat(CsvFolder.rows(frame)).containsExactly("[1,it:s]", "[2,null]");
    }

    @Test
    void readsOneColumnWhereItIsTold() throws IOException {
        folder.with("a.txt", "name\nAnn\nBen\n");
        var type = (Type.Struct) TypeString.parse("struct<name:string>");
        assertThat(CsvFolder.rows(folder.read(type, new Match("csv", 1, "none", Map.of()))))
                .containsExactly("[Ann]", "[Ben]");
    }

    @Test
    void refusesTypesThatNoCellHas() throws IOException {
        folder.with("a.csv", "id,name\n1,Ann\n2,Ben\n");
        assertThatThrownBy(() -> folder.read("struct<id:int,name:array<string>>"))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("column 'name'")
                .hasMessageContaining("array");
    }

    @Test
    void refusesPropertiesThatNoDialectHas() {
        assertThatThrownBy(() -> Dialect.of(Map.of("delimeter", ";")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'delimiter'?");
        assertThatThrownBy(() -> Dialect.of(Map.of("delimiter", "::")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("one ASCII character");
        assertThatThrownBy(() -> Dialect.of(Map.of("encoding", "klingon")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("character set");
    }

    @GeneratedCode
    @Test
    void keepsTheGeneratedCodeOfAPlanInOnePiece() throws IOException {
        folder.with("a.csv", "id,name\n1,Ann\n2,Ben\n");
        var plan = folder.read("struct<id:int,name:string>")
                .toDF()
                .filter("id > 1")
                .select("name")
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan)
                .contains("*(1) Project", "PushedFilters: [IsNotNull(id), GreaterThan(id,1)]")
                .contains("ReadSchema: struct<id:int,name:string>")
                .doesNotContain("MapElements", "DeserializeToObject", "ExistingRDD");
    }
}
