// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedScriptsTest {
    @TempDir
    private Path dir;

    @Test
    void onlyWhatLiesInTheFoldersIsRun() throws Exception {
        var jobs = Files.createDirectories(dir.resolve("jobs/daily")).getParent();
        Files.createDirectories(dir.resolve("jobs2"));
        var allowed = AllowedScripts.below(List.of(jobs));
        assertThatCode(() -> allowed.require(jobs + "/daily/a.conf")).doesNotThrowAnyException();
        assertThatCode(() -> allowed.require(jobs + "/a.jar#x.Y")).doesNotThrowAnyException();
        for (var script :
                List.of("/a.conf", dir + "/jobs2/a.conf", jobs + "/../a.conf", jobs + "/daily/../../a.conf")) {
            assertThatThrownBy(() -> allowed.require(script))
                    .as(script)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--allow-script");
        }
    }

    @Test
    void linksAreWhereTheyLeadTo() throws Exception {
        var jobs = Files.createDirectories(dir.resolve("jobs"));
        var outside = Files.writeString(dir.resolve("outside.conf"), "");
        var link = Files.createSymbolicLink(jobs.resolve("inside.conf"), outside);
        var linked = Files.createSymbolicLink(dir.resolve("linked"), jobs);
        assertThatThrownBy(() -> AllowedScripts.below(List.of(jobs)).require(link.toString()))
                .isInstanceOf(UsageException.class);
        Files.writeString(jobs.resolve("a.conf"), "");
        assertThatCode(() -> AllowedScripts.below(List.of(linked)).require(jobs + "/a.conf"))
                .doesNotThrowAnyException();
    }

    @Test
    void noFolderAllowsNothingAndNoListAll() {
        assertThatThrownBy(() -> AllowedScripts.below(List.of()).require("/a.conf"))
                .isInstanceOf(UsageException.class);
        assertThatCode(() -> AllowedScripts.everywhere().require("/a.conf")).doesNotThrowAnyException();
    }
}
