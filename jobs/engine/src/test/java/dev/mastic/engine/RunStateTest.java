// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the random schedules meet too seldom. */
class RunStateTest {
    private static final Run RUN = new Run("job", "crashed", new Token(1));
    private static final Answer DONE = new Answer.Done();

    @Test
    void leavesNoRowsOfOtherVersionsBesideThoseThatAreVisible() {
        var verified = stagedAgain().after(new Answer.Changed());

        assertThat(verified.step()).isEqualTo(Step.DISCARD);
        var ended = verified.after(DONE);
        assertThat(ended.step()).isEqualTo(Step.END);
        assertThat(ended.why()).contains(Ending.UNKNOWN);
        assertThat(ended.sinks()).containsEntry("a", Held.COMMITTED).containsEntry("b", Held.ABSENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "UNKNOWN"})
    void leavesNoRowsThatNobodyHasVerified(Ending how) {
        var failed = stagedAgain().after(new Answer.Failed(how));

        assertThat(failed.step()).isEqualTo(Step.DISCARD);
        assertThat(failed.after(DONE).why()).contains(how);
    }

    @Test
    void touchesNothingOnceItIsOvertaken() {
        assertThat(stagedAgain().after(new Answer.Failed(Ending.OVERTAKEN)).step())
                .isEqualTo(Step.END);
    }

    /** A run of which one sink is visible, and the other was staged once more. */
    private static RunState stagedAgain() {
        var staged = RunState.left(RUN, Phase.STAGED)
                .after(new Answer.Holding(Map.of("a", Held.COMMITTED, "b", Held.ABSENT)))
                .after(new Answer.Holding(Map.of("b", Held.COMPLETE)));
        assertThat(staged.step()).isEqualTo(Step.VERIFY);
        return staged;
    }
}
