// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import dev.mastic.core.JobSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.engine.RunInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a run reads, and what it does with bookmarks; Glue's names of these options are understood, too. */
final class BookmarkOptions {
    @Option(
            names = {"--bookmarks", "--job-bookmark-option"},
            paramLabel = "USE",
            converter = Use.class,
            description = "enabled, disabled or paused; or Glue's job-bookmark-enable, -disable, -pause."
                    + " Default: what the job says.")
    private JobSpec.Bookmarks use;

    @Option(
            names = {"--from", "--job-bookmark-from"},
            paramLabel = "RUN",
            description = "With paused bookmarks: leave out what was read up to the end of this run.")
    private String from;

    @Option(
            names = {"--to", "--job-bookmark-to"},
            paramLabel = "RUN",
            description = "With paused bookmarks: leave out what was read after the end of this run.")
    private String to;

    @Option(
            names = "--redo",
            paramLabel = "RUN",
            description = "Read again what this run has read, and replace its output; bookmarks stay.")
    private String redo;

    /** What becomes of the bookmarks, if it is another use than the job's own. */
    Optional<JobSpec.Bookmarks> use() {
        return Optional.ofNullable(use);
    }

    /**
     * What is read.
     *
     * @throws UsageException if the options contradict each other
     */
    RunInput input() {
        if ((from == null) != (to == null)) {
            throw new UsageException("Cannot use " + (from == null ? "--to" : "--from")
                    + " alone: a range of runs needs both --from and --to");
        } else if (from != null && redo != null) {
            throw new UsageException("Cannot use --redo with --from and --to: a repeated run reads its own rows");
        } else if (from != null) {
            return new RunInput.Between(from, to);
        }
        return redo == null ? new RunInput.Next() : new RunInput.Again(redo);
    }

    /** The word for a use of bookmarks, as the job file or Glue writes it. */
    static final class Use implements ITypeConverter<JobSpec.Bookmarks> {
        private static final List<String> GLUE =
                List.of("job-bookmark-enable", "job-bookmark-disable", "job-bookmark-pause");

        @Override
        public JobSpec.Bookmarks convert(String text) {
            var word = text.toLowerCase(Locale.ROOT);
            return Arrays.stream(JobSpec.Bookmarks.values())
                    .filter(known -> known.toString().equals(word)
                            || GLUE.get(known.ordinal()).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected enabled, disabled or paused, or Glue's "
                            + String.join(", ", GLUE) + " (got '" + text + "')"));
        }
    }
}
