// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GrokPatternTest {
    /** Every name in Glue's list. */
    private static final List<String> GLUE = List.of(("BASE10NUM BASE16FLOAT BASE16NUM BOOLEAN CISCOMAC CISCOTIMESTAMP "
                    + "COMBINEDAPACHELOG COMMONAPACHELOG COMMONAPACHELOG_DATATYPED COMMONMAC DATA DATE_EU DATE_US "
                    + "DATESTAMP_EU DATESTAMP_EVENTLOG DATESTAMP_OTHER DATESTAMP_RFC2822 DATESTAMP_RFC822 DATESTAMP_US "
                    + "DAY GREEDYDATA HOST HOSTNAME HOSTPORT HOUR HTTPDATE INT IP IPORHOST IPV4 IPV6 ISO8601_SECOND "
                    + "ISO8601_TIMEZONE LOGLEVEL MAC MESSAGESLOG MINUTE MONTH MONTHDAY MONTHNUM MONTHNUM2 NONNEGINT "
                    + "NOTSPACE NUMBER PATH POSINT PROG QS QUOTEDSTRING SECOND SPACE SYSLOGBASE SYSLOGFACILITY SYSLOGHOST "
                    + "SYSLOGPROG SYSLOGTIMESTAMP TIME TIMESTAMP_ISO8601 TTY TZ UNIXPATH URI URIHOST URIPARAM URIPATH "
                    + "URIPATHPARAM URIPROTO USER USERNAME UUID WINDOWSMAC WINPATH WORD YEAR")
            .split(" "));

    private static List<String> values(String pattern, String line) {
        var cells = new LineMatcher(GrokPattern.of(pattern, ""), StandardCharsets.UTF_8);
        var bytes = ("..." + line).getBytes(StandardCharsets.UTF_8);
        var problem = cells.match(bytes, 3, bytes.length);
        if (problem != null) {
            return List.of(problem);
        }
        return IntStream.range(0, cells.names().size())
                .mapToObj(i -> cells.names().get(i) + "="
                        + new String(
                                cells.bytes(),
                                cells.starts()[i],
                                cells.ends()[i] - cells.starts()[i],
                                StandardCharsets.UTF_8))
                .toList();
    }

    private static void assertRefused(String pattern, String custom, String message) {
        assertThatThrownBy(() -> GrokPattern.of(pattern, custom))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void knowsEveryPatternOfGlue() {
        assertThat(GLUE).hasSize(74).allSatisfy(name -> GrokPattern.of("%{" + name + "}", ""));
    }

    @Test
    void dropsWhatGlueCallsUnwanted() {
        assertThat(GrokPattern.of("%{USER:user} %{IP} %{HOST}", "").names()).containsExactly("user");
    }

    @Test
    void matchesWholeLines() {
        assertThat(values("%{INT:x}", "17")).containsExactly("x=17");
        assertThat(values("%{INT:x}", "17 ")).containsExactly("does not match %{INT:x} from character 3 on: ' '");
        assertThat(values("%{INT:x}", "a17")).containsExactly("does not match %{INT:x} from character 1 on: 'a17'");
        assertThat(values("%{INT:x} %{INT:y}", "17")).containsExactly("does not match %{INT:x} %{INT:y} up to its end");
        assertThat(values("%{GREEDYDATA:x}", "")).containsExactly("empty line");
    }

    @Test
    void takesColumnsInTheOrderOfThePattern() {
        assertThat(values("%{WORD:b} (?:%{INT:n}|%{WORD:a}) (?<own>x+)", "k 7 xx"))
                .containsExactly("b=k", "n=7", "a=", "own=xx");
    }

    @Test
    void givesOneColumnToGroupsOfOneName() {
        assertThat(values("(?:<%{DATA:x}>|%{WORD:x})", "<a b>")).containsExactly("x=a b");
        assertThat(values("(?:<%{DATA:x}>|%{WORD:x})", "ab")).containsExactly("x=ab");
    }

    @Test
    void findsTextBeyondAsciiWhereItStands() {
        assertThat(values("%{NOTSPACE:a} %{NOTSPACE:b}", "é😀ß 漢字")).containsExactly("a=é😀ß", "b=漢字");
    }

    @Property
    void findsAnyTextWhereItStands(@ForAll @StringLength(min = 1, max = 30) String text) {
        var line = text.replaceAll("[\\r\\n\\u0085\\u2028\\u2029|\\p{Cs}]", "_");
        assertThat(values("%{DATA:a}\\|%{DATA:b}", line + "|ä")).containsExactly("a=" + line, "b=ä");
    }

    @Test
    void refusesBytesThatAreNoText() {
        var cells = new LineMatcher(GrokPattern.of("%{GREEDYDATA:x}", ""), StandardCharsets.UTF_8);
        assertThat(cells.match(new byte[] {'a', (byte) 0xFF}, 0, 2)).isEqualTo("text that is not UTF-8");
    }

    @Test
    void declaresTypesAsGlueDoes() {
        var pattern = GrokPattern.of(
                "%{INT:a:int} %{INT:b;long} %{WORD:c} %{HTTPDATE:d} %{DATA:e:date;yyyy.MM.dd HH:mm} %{WORD:f:string}",
                "");
        assertThat(pattern.types())
                .containsEntry("a", Type.Primitive.INT)
                .containsEntry("b", Type.Primitive.LONG)
                .doesNotContainKey("c")
                .containsEntry("d", Type.Primitive.TIMESTAMP)
                .containsEntry("e", Type.Primitive.TIMESTAMP)
                .containsEntry("f", Type.Primitive.STRING);
        assertThat(pattern.layouts()).containsOnlyKeys("d", "e").containsEntry("e", "yyyy.MM.dd HH:mm");
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertRefused("%{INT:x} %{NOSUCH:y}", "", "no pattern is called 'NOSUCH'");
        assertRefused("%{INT:x} %{NOSUCH:y}", "", "at character 10 of the pattern");
        assertRefused("%{INT:x:itn}", "", "no type is called 'itn'");
        assertRefused("%{INT:x:int;yyyy}", "", "only a date has a layout");
        assertRefused("%{DATA:x:date;MMM dd}", "", "tells no day");
        assertRefused("%{DATA:x:date;bbb}", "", "is no layout");
        assertRefused("a %{INT", "", "'%{INT' refers to nothing");
        assertRefused("(%{INT:x}", "", "it is no regular expression: Unclosed group");
        assertRefused("%{A:x}", "A %{B}\nB %{A}", "'A' is defined by itself, at character 1 of line 2 of the custom");
        assertRefused("%{A:x}", "A a\n\nB", "line 3 of the custom patterns");
    }

    @Test
    void refusesPatternsThatGrowWithoutEnd() {
        var custom = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            custom.add("P" + i + " %{P" + (i + 1) + "}%{P" + (i + 1) + "}");
        }
        custom.add("P40 x");
        assertRefused("%{P0:x}", custom.stream().collect(Collectors.joining("\n")), "it grows beyond");
    }

    @Test
    void leavesGroupsInClassesAndEscapesAlone() {
        assertThat(values("\\(?<%{INT:x}[(?<a>]", "<5(")).containsExactly("x=5");
        assertThat(values("\\Q%{INT:x}\\E%{INT:x}", "%{INT:x}5")).containsExactly("x=5");
    }

    @Test
    void stopsPatternsThatGoBackAndForth() {
        var line = "a".repeat(200) + "!";
        assertThat(values("(?:(?:a+)+)+", line)).singleElement().asString().startsWith("matching takes more than ");
        assertThat(values("(?:.*,){20}x", "1,".repeat(300)))
                .singleElement()
                .asString()
                .contains("steps by");
    }

    @Test
    void stopsRepetitionsThatAreNestedTooDeep() {
        assertThat(values("(?:a|b)*c", "ab".repeat(200_000)))
                .singleElement()
                .asString()
                .containsAnyOf("too long for the repetitions", "steps by");
    }
}
