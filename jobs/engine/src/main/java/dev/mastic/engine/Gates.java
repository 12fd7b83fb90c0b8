// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import java.util.List;
import java.util.stream.Stream;

/** Asks the gates of a plan about the rows that are staged: what is checked is what will be written, and nothing is computed for it again. */
record Gates(JobPlan plan, StagedRun staged, LazySpark spark) {
    /** Asks all of them. Runs Spark jobs. */
    List<GateReport> ask() {
        return plan.gates().stream().map(this::ask).toList();
    }

    private GateReport ask(PlannedGate gate) {
        var verdict = gate.check().check(rows(gate.on()));
        return new GateReport(
                gate.on(), gate.whenFailed(), verdict, gate.origin().toString());
    }

    /** The rows of a frame, from the first sink that has staged it and shows it. */
    private Frames rows(String key) {
        return plan.sinks().stream()
                .filter(sink -> Wiring.takes(sink.in(), key) && sink.showsStagedRows())
                .flatMap(sink -> rows(sink, key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sink has staged " + key));
    }

    private Stream<Frames> rows(PlannedOutput sink, String key) {
        return staged.bySink().get(sink.name()).rows(spark).asMap().entrySet().stream()
                .filter(frame -> sink.keyOf(frame.getKey()).equals(key))
                .map(frame -> Frames.of(key, frame.getValue()));
    }
}
