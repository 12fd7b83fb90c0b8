// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailpointsTest {
    private static final String ONE = "file-sink.before-intent";
    private static final String OTHER = "file-sink.after-rename";

    private final AtomicInteger halts = new AtomicInteger();

    @Test
    void doesNothingUnlessArmed() {
        Failpoints.hit(ONE);
        var points = new Failpoints("", halts::incrementAndGet);
        points.reach(ONE);
        assertThat(halts).hasValue(0);
    }

    @Test
    void haltsAtTheNamedPointOnly() {
        var points = new Failpoints(ONE, halts::incrementAndGet);
        points.reach(OTHER);
        assertThat(halts).hasValue(0);
        points.reach(ONE);
        assertThat(halts).hasValue(1);
    }

    @Test
    void haltsAtTheNthHitOfEachPoint() {
        var points = new Failpoints(ONE + ":2, " + OTHER + ":3", halts::incrementAndGet);
        points.reach(ONE);
        points.reach(OTHER);
        points.reach(OTHER);
        assertThat(halts).hasValue(0);
        points.reach(ONE);
        assertThat(halts).hasValue(1);
        points.reach(OTHER);
        assertThat(halts).hasValue(2);
    }

    @Test
    void refusesNamesThatNoCodeHas() {
        assertThatThrownBy(() -> new Failpoints("file-sink.before-intend", halts::incrementAndGet))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'file-sink.before-intent'?");
        assertThatThrownBy(() -> Failpoints.hit("elsewhere")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Failpoints(ONE + ":0", halts::incrementAndGet))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("n from 1");
    }
}
