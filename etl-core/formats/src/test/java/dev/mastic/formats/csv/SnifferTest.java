// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.Sample;
import dev.mastic.formats.text.TextEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnifferTest {
    private static Optional<Sniffer.Sniffed> sniff(byte[] bytes) {
        return SampleText.of(bytes, true).flatMap(new Sniffer()::sniff).filter(found -> found.certainty() > 0.5);
    }

    private static Dialect dialect(String text) {
        return sniff(text.getBytes(StandardCharsets.UTF_8)).orElseThrow().dialect();
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|', '\u0001', '^', '~'})
    void findsTheDelimiter(char mark) {
        var text = "id#name#price\n1#Ann#2.5\n2#Ben#3.5\n3#Carl#4.5\n".replace('#', mark);
        assertThat(dialect(text).syntax().delimiter()).isEqualTo(mark);
    }

    @Test
    void takesADecimalCommaForNoDelimiter() {
        var found = dialect("id;price;vat\n1;2,5;0,5\n2;3,5;0,7\n3;4,25;0,9\n");
        assertThat(found.syntax().delimiter()).isEqualTo(';');
        assertThat(found.notation().decimal()).isEqualTo(',');
    }

    @Test
    void findsQuotesAndEscapes() {
        assertThat(dialect("a,b\n1,'x, y'\n2,'it''s'\n3,'z'\n").syntax())
                .isEqualTo(new Syntax(',', '\'', '\'', Syntax.NONE, false));
        assertThat(dialect("a,b\n1,\"say \\\"hi\\\", twice\"\n2,\"x\"\n3,\"y, z\"\n")
                        .syntax())
                .isEqualTo(new Syntax(',', '"', '\\', Syntax.NONE, false));
        assertThat(dialect("a|b|c\n1|5\" pipe|x\n2|6\" pipe|y\n").syntax().quote())
                .isEqualTo(Syntax.NONE);
        assertThat(dialect("a,b\n1,x\n2,y\n").syntax().quote()).isEqualTo('"');
    }

    @Test
    void findsCellsThatSpanLines() {
        assertThat(dialect("a,b\n1,\"two\nlines\"\n2,x\n").syntax().multiLine()).isTrue();
        assertThat(dialect("a,b\n1,\"one line\"\n2,x\n").syntax().multiLine()).isFalse();
    }

    @Test
    void findsAHeaderAmongTextsOnly() {
        assertThat(dialect("name,city\nAnn,Berlin\nBen,Paris\nCarl,Rome\n")
                        .layout()
                        .header())
                .isTrue();
        assertThat(dialect("first_name,favouriteColour,x\nann,red,a\nben,blue,b\ncarl,red,c\n")
                        .layout()
                        .header())
                .isTrue();
        assertThat(dialect("aar,aa,Afar\nabk,ab,Abkhazian\nace,,Achinese\nach,,Acoli\n")
                        .layout()
                        .header())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "station,height,wind\n,m,km/h\nA,12,3.5\nB,15,4.5\nC,17,5.5\n",
                "time,load,temp\n(s),(%),(°C)\n1,20,3.5\n2,30,4.5\n3,40,5.5\n",
                "name;area;carbon\n;m2;t CO2\nA;12;3,5\nB;15;4,5\nC;17;5,5\n",
                "id,\"Seen it?\",,\n,yes,yes,no\n1,x,y,z\n2,x,,z\n3,,y,z\n",
            })
    void passesOverALineOfUnits(String text) {
        assertThat(dialect(text).layout().unitLines()).isEqualTo(1);
    }

    /** A row that is taken for units is lost, and nobody is told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,title,price,maker\nb1,camera,$799.00,Canon\nb2,camera body,449,Sony\nb3,Kettle,19,\"\"\n",
                "id,title,price\n1,camera,unknown\n2,body,449\n3,kettle,19\n4,pot,20\n",
                "price,weight\nfrom 20,unknown\n449,2.5\n19,1.5\n20,3.5\n",
                "a,b,,\nx,y,yes,yes\nx,z,no,yes\nw,z,no,no\nv,u,no,yes\n",
                "a,b,,\n1,x,Smith,Smith\n2,y,Jones,Black\n3,z,White,Green\n",
                "a,b,,\n,7,5,5\nx,8,6,6\nw,9,7,8\nv,9,8,9\n",
            })
    void keepsARowThatLooksABitLikeUnits(String text) {
        assertThat(dialect(text).layout().unitLines()).isZero();
    }

    @Test
    void findsAHeaderByTheDigitsBelowIt() {
        assertThat(dialect("k,v\na,10%\nb,20.5%\nc,3%\n").layout().header()).isTrue();
        assertThat(dialect("k,v\na,(100)\nb,200\nc,(3)\n").layout().header()).isTrue();
        assertThat(dialect("a,1%\nb,20.5%\nc,3%\n").layout().header()).isFalse();
    }

    @Test
    void findsAHeaderByTheTypesBelowIt() {
        assertThat(dialect("X,Y\n1,2\n3,4\n").layout().header()).isTrue();
        assertThat(dialect("1,2\n3,4\n5,6\n").layout().header()).isFalse();
        assertThat(dialect("country,2019,2020,2021\nFrance,1,2,3\nSpain,4,5,6\n")
                        .layout()
                        .header())
                .isTrue();
        assertThat(dialect("a,1.5,2024-01-01\nb,2.5,2024-01-02\nc,3.5,2024-01-03\n")
                        .layout()
                        .header())
                .isFalse();
    }

    @Test
    void findsWhichOfDayAndMonthComesFirst() {
        assertThat(dialect("id,day\n1,31/01/2024\n2,01/02/2024\n").notation().dates())
                .isEqualTo(DateOrder.DAY_FIRST);
        assertThat(dialect("id,day\n1,1/31/24\n2,1/2/24\n").notation().dates()).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(dialect("id,day\n1,01/02/2024\n2,03/04/2024\n").notation().dates())
                .isEqualTo(DateOrder.ISO);
        assertThat(dialect("id,day\n1,01.02.2024\n2,03.04.2024\n").notation().dates())
                .isEqualTo(DateOrder.DAY_FIRST);
        assertThat(dialect("id,day\n1,2024-01-31\n2,2024-02-01\n").notation().dates())
                .isEqualTo(DateOrder.ISO);
    }

    @Test
    void findsMarksBetweenThousands() {
        assertThat(dialect("id,price\n1,\"1,234\"\n2,\"12,345,678\"\n3,7\n").notation())
                .isEqualTo(CellNotation.DEFAULT.withNumbers('.', ','));
        assertThat(dialect("id;price\n1;1.234,5\n2;12.345\n3;7\n").notation())
                .isEqualTo(CellNotation.DEFAULT.withNumbers(',', '.'));
    }

    @Test
    void takesThreeDigitsBehindAMarkForThousandsWhereSmallerNumbersHaveNone() {
        assertThat(dialect("id;votes\n1;1.234\n2;12.345\n3;7\n4;4.001\n5;31.220\n6;856\n")
                        .notation())
                .isEqualTo(CellNotation.DEFAULT.withNumbers(',', '.'));
        assertThat(dialect("id;metres\n1;1.234\n2;12.345\n3;7.5\n4;4.001\n5;31.220\n6;856\n")
                        .notation())
                .isEqualTo(CellNotation.DEFAULT);
    }

    @Test
    void findsWordsForTrueAndFalse() {
        assertThat(dialect("id,paid,sex\n1,Yes,F\n2,no,M\n3,yes,F\n").notation().flags())
                .isEqualTo(new FlagWords(List.of("yes"), List.of("no")));
        assertThat(dialect("id,paid\n1,Y\n2,\n3,N\n").notation().flags())
                .isEqualTo(new FlagWords(List.of("y"), List.of("n")));
        assertThat(dialect("id,answer\n1,yes\n2,no\n3,perhaps\n").notation().flags())
                .isEqualTo(FlagWords.NONE);
        assertThat(dialect("id,wind\n1,N\n2,S\n3,N\n").notation().flags()).isEqualTo(FlagWords.NONE);
    }

    @ParameterizedTest
    @ValueSource(chars = {':', ' '})
    void takesColonsAndBlanksWhereNothingElseMakesATable(char mark) {
        var text = "id#name#price\n1#Ann#2.5\n2#Ben#3.5\n3#Carl#4.5\n".replace('#', mark);
        assertThat(dialect(text).syntax().delimiter()).isEqualTo(mark);
    }

    @Test
    void prefersTheLineBehindAComment() {
        var found = dialect("# one, two\nname,price\nAnn,1\nBen,2\n");
        assertThat(found.syntax().comment()).isEqualTo('#');
        assertThat(found.layout()).isEqualTo(Layout.DEFAULT);
        assertThat(dialect("# name,price\nAnn,1\nBen,2\n").syntax().comment()).isEqualTo(Syntax.NONE);
    }

    @Test
    void takesTheLargestOfSeveralTables() {
        var small = "key,value\nowner,Ann\nsize,3\n\n";
        var large = "id,name,price\n1,x,2.5\n2,y,3.5\n3,z,4.5\n4,q,5.5\n";
        var other = "\nregion,a,b,c,d\nnorth,1,2,3,4\n";
        assertThat(dialect(small + large + other).layout()).isEqualTo(new Layout(4, true, 0, 0, true));
        assertThat(dialect(small + large).layout()).isEqualTo(new Layout(4, true, 0, 0, false));
        assertThat(dialect(large + other).layout()).isEqualTo(new Layout(0, true, 0, 0, true));
        assertThat(dialect(large + "\n5,r,6.5\n").layout()).isEqualTo(Layout.DEFAULT);
    }

    @Test
    void dividesTablesOfOneWidthWhereABlankLineAndNamesDo() {
        var orders = "id,total\n1,10\n2,20\n3,30\n";
        var people = "name,born\nAnn,1990\nBen,1991\n";
        var capitals = "country,capital\nItaly,Rome\nNorway,Oslo\n";
        var pets = "pet,OWNER\nrex,ANN\nfifi,BEN\nmimi,ANN\n";
        assertThat(dialect(orders + "\n" + people).layout()).isEqualTo(new Layout(0, true, 0, 0, true));
        assertThat(dialect(people + "\n\n" + orders).layout()).isEqualTo(new Layout(5, true, 0, 0, false));
        assertThat(dialect(orders + "\n" + people + "\n" + capitals).layout())
                .isEqualTo(new Layout(0, true, 0, 0, true));
        assertThat(dialect(pets + "\n" + capitals).layout().untilBlank()).isTrue();
        assertThat(dialect(orders + "\n4,40\n5,50\n").layout()).isEqualTo(Layout.DEFAULT);
        assertThat(dialect(orders + "\n" + orders).layout()).isEqualTo(new Layout(0, true, 0, 0, true));
        assertThat(dialect(people + "\nCarl,1992\nDora,1993\n").layout()).isEqualTo(Layout.DEFAULT);
        assertThat(dialect(capitals + "\nSpain,Madrid\nPeru,Lima\n").layout()).isEqualTo(Layout.DEFAULT);
        assertThat(dialect("id,note\n1,x\n2,\"a\n\nname,born\nb\"\n3,y\n").layout())
                .isEqualTo(Layout.DEFAULT);
    }

    @Test
    void saysWhichTablesOfAFileAreNotRead() {
        var text = "name,born\nAnn,1990\n\nid,total\n1,10\n2,20\n3,30\n\nx,y,z\n1,2,3\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var sample = new Sample("/a.csv", bytes.length, bytes, bytes, "none");
        var match = new CsvFormat().sniff(sample).orElseThrow();
        assertThat(new CsvFormat().remark(sample, match))
                .contains("it holds several tables: the one from line 4 on is read, these are not: lines 1 to 2,"
                        + " lines 9 to 10");
        var usual = "id,total\n1,10\n\n2,20\n".getBytes(StandardCharsets.UTF_8);
        var one = new Sample("/a.csv", usual.length, usual, usual, "none");
        assertThat(new CsvFormat().remark(one, new CsvFormat().sniff(one).orElseThrow()))
                .isEmpty();
    }

    @Test
    void findsNotesAtTheEndOfALargeFile() {
        var text = new StringBuilder("id,name,kind\n");
        for (int i = 0; i < 9000; i++) {
            text.append(i).append(",somebody,special\n");
        }
        var all = text.append("\nSource: the office\n").toString().getBytes(StandardCharsets.UTF_8);
        var tail = Arrays.copyOfRange(all, all.length - 4000, all.length);
        var sample = new Sample("/a.csv", all.length, Arrays.copyOf(all, 65536), tail, "none");
        assertThat(new CsvFormat(Map.of()).sniff(sample))
                .hasValueSatisfying(found -> assertThat(found.dialect()).containsEntry("footerRecords", "1"));
    }

    @Test
    void findsSpellingsOfNullAmongNumbersOnly() {
        assertThat(dialect("id,price,name\n1,2.5,NA\n2,N/A,x\n3,4.5,y\n4,-,z\n5,6.5,NA\n")
                        .notation()
                        .missing())
                .containsExactly("-", "N/A");
        assertThat(dialect("id,name\n1,\\N\n2,x\n3,y\n").notation().nulls()).containsExactly("\\N");
    }

    @Test
    void findsTheEncoding() {
        var text = "id;name;price\n1;Käse;2\n2;Brötchen;3\n3;Öl;4\n";
        assertThat(sniff(text.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .dialect()
                        .encoding()
                        .charset())
                .isEqualTo("UTF-8");
        assertThat(sniff(text.getBytes(StandardCharsets.ISO_8859_1))
                        .orElseThrow()
                        .dialect()
                        .encoding()
                        .charset())
                .isEqualTo("ISO-8859-1");
        assertThat(sniff(text.replace("Käse", "“Käse”").getBytes(Charset.forName("windows-1252")))
                        .orElseThrow()
                        .dialect()
                        .encoding()
                        .charset())
                .isEqualTo("windows-1252");
        assertThat(sniff(text.getBytes(StandardCharsets.UTF_16LE))
                        .orElseThrow()
                        .dialect()
                        .encoding()
                        .charset())
                .isEqualTo("UTF-16LE");
        assertThat(sniff(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))
                        .orElseThrow()
                        .dialect()
                        .encoding()
                        .charset())
                .isEqualTo("UTF-16BE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n",
                "[{\"a\": 1, \"b\": 2},\n {\"a\": 3, \"b\": 4}]\n",
                "<rows>\n<row a=\"1\" b=\"2\"/>\n<row a=\"3\" b=\"4\"/>\n</rows>\n",
                "2024-01-01 12:00:00,123 INFO started it\n2024-01-01 12:00:01,456 WARN went on\n"
                        + "2024-01-01 12:00:02,789 INFO ended it\n",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 2326\n"
                        + "127.0.0.1 - - [10/Oct/2000:13:55:37 -0700] \"GET /b HTTP/1.0\" 200 2327\n",
                "Dear Sir, I write to you today about the thing.\nIt was cold, and we were many people there.\n"
                        + "Yours, the friend of the family and dog.\n",
                "name\nAnn\nBen\n",
                "id,name\n",
                "name: Ann\nage: 30\ncity: Berlin\n",
                "ab:cd\nef:gh\nij:kl\n",
                "He went out\nIt was cold\nWe all slept\nThey came home\n",
                "# a page\n\nwith some words; not many\n\n* and a list\n* of two\n",
                "# Data\n\n| path | rows |\n|---|---:|\n| a.json | 12 |\n| b.json | 13 |\n\n| figure | value |\n|:--|--:|\n"
                        + "| ids | 5 |\n| names | 6 |\n",
                "| path | rows |\n| --- | --- |\n| a.json | 12 |\n| b.json | 13 |\n",
                "How to run it\nfirst of all\nwith some words\nin a line\n\na,1,x\nb,2,y\n\nWhat comes out\nis this here\n"
                        + "and no more\n\nk,7,z\nl,8,w\n",
                "package a.b;\n\nimport c.d;\nimport e.f;\n\nfinal class X {\n    private int one;\n    private int two;\n}\n",
                "x = f(a, 1, 2);\ny = f(b, 3, 4);\nz = f(c, 5, 6);\n",
                "INSERT INTO t VALUES (1, 'x', 2.5);\nINSERT INTO t VALUES (2, 'y', 3.5);\n",
                "WORDS = (\n    'one',\n    'two',\n    'three',\n)\n",
                ".a { margin: 0; padding: 1px; }\n.b { margin: 1; padding: 2px; }\n",
                "java.lang.IllegalStateException: broken\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n\tat a.B.e(B.java:3)\n",
                "10.0.0.1 - - [1/Jan/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"X (a; b)\"\n"
                        + "10.0.0.2 - - [1/Jan/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 6 \"-\" \"X (a; b)\"\nbroken\n",
                "Ann: well then, good night\nBen: I do not know, it is early\nAnn: as you like, my dear\n",
                "+one more, in here\n-one less, out there\n+two more, in here\n-two less, out there\n"
            })
    void leavesOtherTextAlone(String text) {
        assertThat(sniff(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id;age\n1;(0,10]\n2;(10,20]\n3;[20,30)\n",
                "id|size|note\n1|5\" pipe|x\n2|6\" pipe|y\n",
                "id,comment\n1,\n2,\n3,\n",
                "  1, 2.5\n 10, 3.5\n100, 4.5\n",
                "name, city, state\nSmith, New York, NY\nMiller, Los Angeles, CA\n",
                "id,call\n1,\"f(a, b)\"\n2,\"g(c, d)\"\n"
            })
    void takesTablesThatLookABitLikeCode(String text) {
        assertThat(sniff(text.getBytes(StandardCharsets.UTF_8))).isPresent();
    }

    @Test
    void saysWhy() {
        var found = sniff("id;name;price\n1;Ann;2,5\n2;Ben;3,5\n".getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(found.evidence())
                .contains("no byte beyond ASCII", "';' makes 3 cells of 100% of 3 records")
                .anyMatch(sentence -> sentence.startsWith("a header (weight"))
                .anyMatch(sentence -> sentence.contains("numbers with the decimal mark ','"));
    }

    @Test
    void looksAtPartOfALargeFile() {
        var text = new StringBuilder("id,name\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(",\"name, of ").append(i).append("\"\n");
        }
        var head = text.substring(0, 60_001).getBytes(StandardCharsets.UTF_8);
        var match = new CsvFormat(Map.of()).sniff(new Sample("/a.csv", 1 << 30, head, new byte[0], "none"));
        assertThat(match).hasValueSatisfying(found -> {
            assertThat(found.certainty()).isEqualTo(1);
            assertThat(found.dialect()).isEqualTo(Map.of("delimiter", ",", "header", "true", "quoteChar", "\""));
        });
    }

    @Test
    void standsAsAMap() {
        var syntax = new Syntax('\t', '\'', '\\', '#', true, false);
        var notation = new CellNotation(
                List.of("\\N"),
                List.of("-", "N/A"),
                ',',
                '.',
                DateOrder.DAY_FIRST,
                new FlagWords(List.of("ja", "y"), List.of("n", "nein")));
        var encoding = new TextEncoding("windows-1252", true);
        var declared = new Declared(List.of("id", "name"), List.of("long", "string"), Declared.OPEN_CSV);
        var columns = new ColumnNotations(Map.of(
                "first, day", new ColumnNotation('.', Syntax.NONE, DateOrder.MONTH_FIRST, false),
                "paid", new ColumnNotation(',', ' ', DateOrder.ISO, true)));
        var dialect = new Dialect(encoding, syntax, new Layout(3, false, 1, 2, true), notation, columns, declared);
        assertThat(Dialect.of(dialect.toMap())).isEqualTo(dialect);
        assertThat(Dialect.of(Dialect.DEFAULT.toMap())).isEqualTo(Dialect.DEFAULT);
        assertThat(Dialect.DEFAULT.toMap()).isEqualTo(Map.of("delimiter", ",", "header", "true"));
        var none = new Syntax('|', Syntax.NONE, Syntax.NONE, Syntax.NONE, false);
        var plain = new Dialect(encoding, none, Layout.DEFAULT, CellNotation.DEFAULT);
        assertThat(Dialect.of(plain.toMap())).isEqualTo(plain);
    }
}
