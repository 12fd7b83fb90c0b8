// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.server.page.Document.Section;
import j2html.TagCreator;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final Styles STYLES = new Styles("", "tag");

    @Property(tries = 300)
    void anyTextComesOutAsItIsAndIsNoMarkup(@ForAll String text) {
        var document = new Document(
                "x",
                Section.NONE,
                List.of(),
                TagCreator.p(text).withId("it").withTitle(text).withClass("c"));
        var page = Jsoup.parse(document.html(STYLES));
        var shown = Shown.escaped(text)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&amp;", "&");
        assertThat(page.select("#it")).hasSize(1);
        assertThat(page.getElementById("it").childrenSize()).isZero();
        assertThat(page.getElementById("it").wholeText()).isEqualTo(shown);
        assertThat(page.getElementById("it").attr("title")).isEqualTo(shown);
    }

    @Test
    void whatSteersTheReaderIsSeen() {
        assertThat(Shown.escaped("a\u202egnp.exe\u0000\u200f\tb\n")).isEqualTo("a·gnp.exe··\tb\n");
    }

    @Test
    void numbersAndTimesAreForPeople() {
        assertThat(Shown.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Shown.duration(Duration.ofMillis(12_345))).isEqualTo("12.3 s");
        assertThat(Shown.duration(Duration.ofMinutes(125))).isEqualTo("125 min 0 s");
        assertThat(Shown.moment(Sample.NOON).toString())
                .isEqualTo(
                        "<time datetime=\"2026-11-02T12:00:00Z\" title=\"2026-11-02T12:00:00Z\">2026-11-02 12:00</time>");
    }

    @Test
    void whatIsLongCanBeOpened() {
        assertThat(Shown.code("x".repeat(300)).toString())
                .startsWith("<details")
                .contains("all 300 characters");
        assertThat(Shown.code("").toString()).isEmpty();
        assertThat(Shown.type("struct<a:int,b:int>").toString())
                .isEqualTo("<code>struct&lt;<wbr>a:int,<wbr>b:int&gt;<wbr></code>");
    }
}
