// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Staged rows do not keep the rules of the job: nothing was committed and no bookmark has moved. */
public final class QualityException extends EtlException {
    private static final long serialVersionUID = 1L;
    private final transient List<GateReport> gates;

    private QualityException(String message, List<GateReport> gates) {
        super(message);
        this.gates = List.copyOf(gates);
    }

    /**
     * The failure of those gates that stop the run.
     *
     * @param gates what all have said
     */
    static QualityException of(String job, List<GateReport> gates) {
        var text = gates.stream()
                .filter(GateReport::stops)
                .map(QualityException::lines)
                .collect(Collectors.joining("\n"));
        return new QualityException(
                "Cannot commit job '" + job + "': its rows break its rules\n" + text
                        + "\nMend the rows or the rules, and run it again: it reads the same; when-failed = report lets"
                        + " such rows pass",
                gates);
    }

    private static String lines(GateReport gate) {
        var lines = new ArrayList<String>();
        int failed = gate.verdict().failed().size();
        lines.add("  " + gate.on() + " at " + gate.origin() + ": " + failed + " of "
                + Quantity.of(gate.verdict().rules().size(), "rule") + (failed == 1 ? " does" : " do") + " not hold");
        gate.verdict()
                .failed()
                .forEach(rule ->
                        lines.add("    " + rule.rule() + ": " + rule.reason().orElse("")));
        return String.join("\n", lines);
    }

    /** What every gate of the job has said. */
    public List<GateReport> gates() {
        return gates;
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.QUALITY_FAILED;
    }
}
