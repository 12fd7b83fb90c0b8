// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.Origin;
import dev.mastic.core.frame.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A job as it was written, in HOCON or in Java: nothing is resolved or opened yet. Immutable; the methods return new specs.
 *
 * @param name the name of the job; bookmarks and runs are kept under it
 * @param faults where refused rows go; without it any fault stops the run before commit
 * @param quality what must hold of staged rows
 * @param place where the job was written, and the folder that relative paths start from
 * @param operations what is done around its runs
 */
public record JobSpec(
        String name,
        Bookmarks bookmarks,
        List<SourceSpec> sources,
        List<StepSpec> steps,
        List<SinkSpec> sinks,
        Optional<FaultsSpec> faults,
        List<QualitySpec> quality,
        Place place,
        Operations operations) {
    /** What a run does with its bookmarks. */
    public enum Bookmarks {
        /** Read what is new, and move the bookmarks. */
        ENABLED,
        /** Read everything, and leave the bookmarks alone. */
        DISABLED,
        /** Read what is new, and leave the bookmarks alone. */
        PAUSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where a job was written.
     *
     * @param base the folder that relative paths start from
     */
    public record Place(Origin origin, String base) {}

    /**
     * One source.
     *
     * @param bookmark the name that its bookmark is kept under, which is Glue's {@code transformation_ctx}
     * @param kind the name of the source's factory
     * @param settings the block as written, without {@code read} and {@code transformation-ctx}
     */
    public record SourceSpec(String name, String bookmark, String kind, Read read, ConfigObject settings) {}

    /**
     * The common tail of Glue's transforms.
     *
     * @param thresholds how many rows may be refused before the run fails
     * @param info a text that stands beside the reason of each row that the step refuses; may be empty
     */
    public record Tail(Thresholds thresholds, String info) {
        /** No limit and no text. */
        public static final Tail NONE = new Tail(Thresholds.UNLIMITED, "");
    }

    /**
     * One step.
     *
     * @param name how later steps and sinks refer to it; empty when only the next step does
     * @param in the frames that go in; empty for the step above
     * @param transform the name of the transform's factory
     * @param tail what every step may say besides
     * @param settings the block as written, without {@code name}, {@code in}, {@code transform} and the tail
     */
    public record StepSpec(Optional<String> name, List<String> in, String transform, Tail tail, ConfigObject settings) {
        public StepSpec {
            in = List.copyOf(in);
        }

        public Origin origin() {
            return Origin.of(settings.origin());
        }
    }

    /**
     * One sink.
     *
     * @param in the frame that is written, or {@code step.*} for all outputs of a step
     * @param kind the name of the sink's factory
     * @param settings the block as written, without {@code in}
     */
    public record SinkSpec(String name, String in, String kind, ConfigObject settings) {}

    /**
     * Where refused rows go.
     *
     * @param maxShare the share of the rows read by new sources, 0 to 1, beyond which the run fails
     * @param settings the settings of the sink that takes them
     */
    public record FaultsSpec(Optional<Double> maxShare, String kind, ConfigObject settings) {}

    /**
     * What is done around the runs of a job, as it was written: the command that runs it reads the blocks.
     *
     * @param retry when a failed run is tried again
     * @param notifications who is told how a run has ended
     */
    public record Operations(Optional<ConfigObject> retry, Optional<ConfigObject> notifications) {
        /** Nothing is tried again, and nobody is told. */
        public static final Operations NONE = new Operations(Optional.empty(), Optional.empty());
    }

    /** What becomes of a run whose rows do not keep the rules. */
    public enum WhenFailed {
        /** Nothing is committed, and the run fails. */
        STOP,
        /** The run goes on, and its report says so. */
        REPORT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What must hold of rows before they are committed.
     *
     * @param on the frame that is looked at, which a sink writes; empty for the one that is written
     * @param check the name of the check's factory
     * @param settings the block as written, without {@code on}, {@code when-failed} and {@code check}
     */
    public record QualitySpec(Optional<String> on, WhenFailed whenFailed, String check, ConfigObject settings) {
        /** The check that is meant where none is named: rules in DQDL. */
        public static final String DQDL = "dqdl";
    }

    public JobSpec {
        Objects.requireNonNull(name, "name");
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
        sinks = List.copyOf(sinks);
        quality = List.copyOf(quality);
    }

    /** A job of this name that reads and writes nothing yet, built by Java code. */
    public static JobSpec named(String name) {
        var place = new Place(Origin.of("job '" + name + "'"), "");
        return new JobSpec(
                name,
                Bookmarks.ENABLED,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                place,
                Operations.NONE);
    }

    /** The job with one more source, such as {@link Sources#table}. */
    public JobSpec source(String sourceName, Sources.Written source) {
        var more = new ArrayList<>(sources);
        more.add(new SourceSpec(
                sourceName,
                source.bookmark().orElse(sourceName),
                source.kind(),
                source.read(),
                source.settings(sourceName)));
        return new JobSpec(name, bookmarks, more, steps, sinks, faults, quality, place, operations);
    }

    /** The job with one more sink, such as {@link Sinks#files}; it writes the frame of its own name unless it says another. */
    public JobSpec sink(String sinkName, Sinks.Written sink) {
        var more = new ArrayList<>(sinks);
        more.add(new SinkSpec(sinkName, sink.from().orElse(sinkName), sink.kind(), sink.settings(sinkName)));
        return new JobSpec(name, bookmarks, sources, steps, more, faults, quality, place, operations);
    }

    /** The job with another use of its bookmarks. */
    public JobSpec bookmarks(Bookmarks use) {
        return new JobSpec(name, use, sources, steps, sinks, faults, quality, place, operations);
    }

    /**
     * The job with a place for refused rows.
     *
     * @param maxShare 0 to 1, of the rows read by new sources
     */
    public JobSpec faults(String path, double maxShare) {
        var sink = Sinks.files(path).format("json");
        var spec = new FaultsSpec(Optional.of(maxShare), sink.kind(), sink.settings("faults"));
        return new JobSpec(name, bookmarks, sources, steps, sinks, Optional.of(spec), quality, place, operations);
    }

    /**
     * The job, whose failed runs are tried again.
     *
     * @param settings as in the block {@code retry} of a job file
     */
    public JobSpec retry(Map<String, ?> settings) {
        return operations(new Operations(Optional.of(written("retry", settings)), operations.notifications));
    }

    /**
     * The job that tells somebody how its runs end.
     *
     * @param settings as in the block {@code notifications} of a job file
     */
    public JobSpec notifications(Map<String, ?> settings) {
        return operations(new Operations(operations.retry, Optional.of(written("notifications", settings))));
    }

    private JobSpec operations(Operations others) {
        return new JobSpec(name, bookmarks, sources, steps, sinks, faults, quality, place, others);
    }

    private ConfigObject written(String block, Map<String, ?> settings) {
        return ConfigValueFactory.fromMap(settings, block + " of job '" + name + "'");
    }

    /**
     * The job with rules in DQDL that must hold of the rows of a frame, or nothing is committed.
     *
     * @param frame that a sink writes
     */
    public JobSpec quality(String frame, String... rules) {
        var more = new ArrayList<>(quality);
        var settings = ConfigValueFactory.fromMap(Map.of("rules", List.of(rules)), "quality of " + frame);
        more.add(new QualitySpec(Optional.of(frame), WhenFailed.STOP, QualitySpec.DQDL, settings));
        return new JobSpec(name, bookmarks, sources, steps, sinks, faults, more, place, operations);
    }
}
