// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {
    @ParameterizedTest
    @CsvSource({
        "/jobs, data, /jobs/data",
        "/jobs, ../data/./in, /data/in",
        "/jobs, /data/../in, /in",
        "/jobs, s3a://lake/../in, s3a://lake/../in",
        "/jobs, jdbc:sqlite:x.db, jdbc:sqlite:x.db",
        "s3a://jobs/daily, data, s3a://jobs/daily/data",
        "s3a://jobs/daily/, data, s3a://jobs/daily/data",
        "s3a://jobs/daily, /data, /data",
        "/jobs, c:data, /jobs/c:data"
    })
    void resolvesWhatIsWrittenAgainstItsBase(String base, String written, String place) {
        assertThat(Location.resolve(base, written)).isEqualTo(place);
    }

    @Test
    void resolvesAgainstTheWorkingFolderWithoutABase() {
        assertThat(Location.resolve("", "data"))
                .isEqualTo(Path.of("data").toAbsolutePath().toString());
    }

    @ParameterizedTest
    @CsvSource({"/a, b, /a/b", "/a/, b, /a/b", "s3a://a/, b/c, s3a://a/b/c"})
    void appendsWithExactlyOneSlash(String parent, String child, String place) {
        assertThat(Location.child(parent, child)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"/a/b, b", "/a/b/, b", "s3a://bucket/x.csv, x.csv", "alone, alone"})
    void namesTheLastPart(String location, String name) {
        assertThat(Location.name(location)).isEqualTo(name);
    }
}
