// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.util.LibraryLoaderUtil;

/** The disk is full, for outputs or for the state: the run says so, and the next one, on a disk with room, ends what it has begun. */
@Tag("chaos")
class FullDiskIT {
    private static final int MANY_ROWS = 60_000;

    @TempDir
    private Path folder;

    @Test
    void inTheMiddleOfAnOutput() throws Exception {
        var world = world(SinkKind.PARQUET, SinkKind.JSON);
        world.addInput(MANY_ROWS);
        assertSaysSoAndGoesOn(world, 2_500, 1);
    }

    @Test
    void whenTheStateIsMade() throws Exception {
        var world = world(SinkKind.JSON);
        world.addInput();
        assertSaysSoAndGoesOn(world, 80, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 50, 60, 80})
    void inTheMiddleOfTheState(int kilobytes) throws Exception {
        // Parquet would want room for its libraries
        var world = world(SinkKind.JSON, SinkKind.CSV_PARTITIONS);
        world.addInput();
        assertThat(world.run().exitCode()).isZero();
        world.addInput();
        assertSaysSoAndGoesOn(world, kilobytes, 1, 2, 7);
    }

    private World world(SinkKind... sinks) throws IOException {
        return new World(folder.resolve("w"), "", List.of(sinks));
    }

    private void assertSaysSoAndGoesOn(World world, int kilobytes, Integer... exitCodes) throws Exception {
        var stopped = world.startOnFullDisk(kilobytes, Map.of("MASTIC_OPTS", sqlite()))
                .outcome();
        assertThat(stopped.exitCode()).as(stopped.err()).isIn((Object[]) exitCodes);
        assertThat(stopped.err())
                .doesNotContain("\tat ")
                .containsPattern("mastic: Cannot .*" + folder.getFileName()
                        + "/w/.* (cannot grow or be written|File too large|bytes are free)");
        var next = world.run();
        assertThat(next.exitCode()).as(next.err()).isZero();
        world.assertExactlyOnce("a full disk from " + kilobytes + " KB on: " + stopped + "; then " + next);
    }

    /** The driver's library, which it cannot write where files must be small. */
    private String sqlite() throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (var library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            Files.copy(library, folder.resolve(name));
        }
        return "-XX:TieredStopAtLevel=1 -Dorg.sqlite.lib.path=" + folder + " -Dorg.sqlite.lib.name=" + name;
    }
}
