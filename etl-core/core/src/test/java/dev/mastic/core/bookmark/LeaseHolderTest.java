// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseHolderTest {
    private final LeaseHolder here = LeaseHolder.here();

    @Test
    void readsThisProcessBack() {
        assertThat(LeaseHolder.parse(here.toString())).contains(here);
        assertThat(here.process()).isEqualTo(ProcessHandle.current().pid());
    }

    @Property(tries = 200)
    void readsAnyHolderBack(
            @ForAll @LongRange(min = 0) long process, @ForAll @LongRange(min = 0, max = 1L << 36) long started) {
        var holder = new LeaseHolder("host/1a2b/4026531836", process, started);
        assertThat(LeaseHolder.parse(holder.toString())).contains(holder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "somebody",
                "host process x since 2026-01-01T00:00:00Z",
                "host process 1 since yesterday",
                "host process 99999999999999999999 since 2026-01-01T00:00:00Z",
                "my host process 1 since 2026-01-01T00:00:00Z"
            })
    void knowsNothingOfHoldersOfAnotherForm(String text) {
        assertThat(LeaseHolder.parse(text)).isEmpty();
    }

    @Test
    void isNotGoneWhileItRuns() {
        assertThat(here.isGone()).isFalse();
    }

    @Test
    void isGoneWhenItsProcessHasEnded() throws IOException, InterruptedException {
        var child = new ProcessBuilder("sleep", "60").start();
        try {
            var started = child.info().startInstant().orElseThrow().getEpochSecond();
            var holder = new LeaseHolder(here.machine(), child.pid(), started);
            assertThat(holder.isGone()).as("while the child runs").isFalse();
            child.destroyForcibly().waitFor();
            assertThat(holder.isGone()).as("after its end").isTrue();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void isGoneWhenItsNumberBelongsToALaterProcess() {
        assertThat(new LeaseHolder(here.machine(), here.process(), here.started() - 60).isGone())
                .isTrue();
    }

    @Test
    void isNeverGoneOnAnotherMachine() {
        assertThat(new LeaseHolder("elsewhere", here.process(), here.started() - 60).isGone())
                .isFalse();
    }
}
