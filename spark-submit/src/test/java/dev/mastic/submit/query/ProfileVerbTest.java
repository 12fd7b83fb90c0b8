// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileVerbTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatTheColumnsAreLike() {
        var shell = new Shell(folder);
        var file = shell.write("people.json", "{\"id\":1,\"name\":\"<b>\"}\n{\"id\":2,\"name\":\"<b>\"}\n{\"id\":4}\n")
                .toString();
        assertThat(shell.mastic("profile", file, "--output", "json").succeeded().document())
                .hasToString("{\"rows\":3,\"columns\":[{\"name\":\"id\",\"type\":\"int\",\"nulls\":0,\"distinct\":3,"
                        + "\"distinctIsExact\":true,\"min\":\"1\",\"max\":\"4\",\"mean\":2.33333333333,"
                        + "\"standardDeviation\":1.24721912892,\"minLength\":null,\"maxLength\":null,\"top\":["
                        + "{\"value\":\"1\",\"count\":1},{\"value\":\"2\",\"count\":1},{\"value\":\"4\",\"count\":1}]},"
                        + "{\"name\":\"name\",\"type\":\"string\",\"nulls\":1,\"distinct\":1,\"distinctIsExact\":true,"
                        + "\"min\":\"<b>\",\"max\":\"<b>\",\"mean\":null,\"standardDeviation\":null,\"minLength\":3,"
                        + "\"maxLength\":3,\"top\":[{\"value\":\"<b>\",\"count\":2}]}]}");
        var page = shell.file("page.html");
        var shown = shell.mastic("profile", file, "--html", page.toString()).succeeded();
        assertThat(shown.lines())
                .containsExactly(
                        file + ": 3 rows",
                        "column  type    nulls  distinct  min  max  mean           most frequent",
                        "id      int     0      3         1    4    2.33333333333",
                        "name    string  1      1         <b>  <b>                 <b> (2)");
        assertThat(shell.read("page.html")).contains("&lt;b&gt;", "<style>").doesNotContain("<b>", "<script", "http");
        shell.mastic("profile", "nosuch.json").failed(2, "nosuch.json");
        shell.mastic("profile", file, "--html", shell.file("no/such.html").toString())
                .failed(2, "no such folder");
        Shell.raw("profile").failed(2, "PATH|TABLE");
    }
}
