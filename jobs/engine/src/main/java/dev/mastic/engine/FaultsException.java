// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.frame.RowFault;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows were refused, more than the job allows: nothing was committed and no bookmark has moved. */
public final class FaultsException extends EtlException {
    private static final long serialVersionUID = 1L;

    private FaultsException(String message) {
        super(message);
    }

    /** A job without a {@code faults} block stops at the first fault. */
    static FaultsException notAllowed(String job, long count, List<RowFault> examples) {
        return new FaultsException(
                "Cannot commit job '" + job + "': " + rows(count) + " refused, and the job says nowhere where"
                        + " they go:\n" + list(count, examples)
                        + "\nMend the rows, or add to the job: faults { path = \"out/rejects\" }");
    }

    static FaultsException tooMany(String job, long count, double share, double max, List<RowFault> examples) {
        return new FaultsException("Cannot commit job '" + job + "': " + rows(count) + " refused, "
                + percent(share) + " of the new rows (faults.max allows " + percent(max) + "):\n"
                + list(count, examples) + "\nMend the rows, or raise faults.max");
    }

    /**
     * What a step allows.
     *
     * @param setting {@code stage-threshold} or {@code total-threshold}
     */
    record Limit(String setting, long allowed, PlannedStep step) {}

    static FaultsException beyond(String job, Limit limit, long count, List<RowFault> examples) {
        boolean isTotal = limit.setting().startsWith("total");
        return new FaultsException("Cannot commit job '" + job + "': " + rows(count) + " refused "
                + (isTotal ? "up to step '" : "by step '") + limit.step().label() + "' at "
                + limit.step().origin() + " (" + limit.setting() + " allows " + limit.allowed() + "):\n"
                + list(count, examples) + "\nMend the rows, or raise " + limit.setting());
    }

    private static String rows(long count) {
        return Quantity.of(count, "row", "was", "were");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g %%", share * 100);
    }

    private static String list(long count, List<RowFault> examples) {
        var lines = examples.stream().map(FaultsException::line).collect(Collectors.joining("\n"));
        return count > examples.size() ? lines + "\n  … " + (count - examples.size()) + " more" : lines;
    }

    private static String line(RowFault fault) {
        var place = fault.source()
                + (fault.line() == null ? "" : ":" + fault.line())
                + (fault.offset() == null ? "" : " (byte " + fault.offset() + ")");
        var column = fault.column() == null ? "" : " " + fault.column() + ":";
        return "  " + place + " in " + fault.step() + ":" + column + " " + fault.reason();
    }
}
