// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.operations.trigger.KeptTrigger;
import dev.mastic.operations.trigger.Trigger;
import dev.mastic.operations.trigger.TriggerCodec;
import dev.mastic.operations.trigger.TriggeredRun;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Triggers as they are printed. */
final class TriggerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TriggerJson() {}

    /** In Glue's words. */
    static ObjectNode node(KeptTrigger kept) {
        var node = TriggerCodec.node(kept.trigger()).put("State", kept.state().name());
        return node.put("NextDue", next(kept).map(Instant::toString).orElse(null));
    }

    static ObjectNode node(TriggeredRun run) {
        return JSON.createObjectNode()
                .put("runId", run.runId())
                .put("job", run.action().job())
                .put("due", run.due().toString())
                .put("started", run.isStarted());
    }

    /** When it is due next; empty for one that goes by no clock, or does not fire. */
    static Optional<Instant> next(KeptTrigger kept) {
        return kept.trigger()
                .schedule()
                .filter(schedule -> kept.state() == Trigger.State.ACTIVATED)
                .flatMap(schedule -> schedule.next(kept.seen()));
    }

    /** By what it fires, for people. */
    static String fires(Trigger trigger) {
        return trigger.schedule()
                .map(schedule -> schedule.expression() + " " + schedule.zone().getId())
                .or(() -> trigger.predicate().map(predicate -> predicate.conditions().stream()
                        .map(condition -> condition.job() + "=" + condition.state())
                        .collect(Collectors.joining(" " + predicate.logical() + " ", "after ", ""))))
                .orElse("on demand");
    }
}
