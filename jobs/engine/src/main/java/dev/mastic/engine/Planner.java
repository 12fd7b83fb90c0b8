// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.typesafe.config.ConfigObject;
import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.io.Check;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a plan of a written job; notes every problem that can be told without data. Starts no Spark. */
public final class Planner {
    /** The name of the sink that takes refused rows. */
    static final String FAULTS = "faults";

    private final JobSpec spec;
    private final Parts parts;
    private final Problems problems;
    /** What stands for the sources of a job that writes nothing; empty for a real run. */
    private final Optional<Map<String, Source>> given;

    private Planner(JobSpec spec, Parts parts, Problems problems, Optional<Map<String, Source>> given) {
        this.spec = spec;
        this.parts = parts;
        this.problems = problems;
        this.given = given;
    }

    /** The plan of a job file; usable only when no problem was noted. */
    public static JobPlan plan(JobSpec spec, Parts parts, Problems problems) {
        return new Planner(spec, parts, problems, Optional.empty()).plan(Optional.empty());
    }

    /** The plan of a job class; usable only when no problem was noted. */
    public static JobPlan plan(EtlJob job, Arguments arguments, Parts parts, Problems problems) {
        return new Planner(job.spec(arguments), parts, problems, Optional.empty())
                .plan(Optional.of(new JavaStep(job, arguments)));
    }

    /**
     * The plan of a job over given sources, whose rows are not written; its own sources and sinks are checked and not made.
     *
     * @param given one for each source of the job
     */
    static JobPlan rehearse(TestedJob job, Map<String, Source> given, Parts parts, Problems problems) {
        return new Planner(job.spec(), parts, problems, Optional.of(Map.copyOf(given))).plan(job.code());
    }

    private JobPlan plan(Optional<JavaStep> code) {
        if (code.isPresent()) {
            return plan(List.of(), code);
        }
        var steps = steps();
        new References(spec, steps, problems).check();
        return plan(steps, code);
    }

    private JobPlan plan(List<PlannedStep> steps, Optional<JavaStep> java) {
        var sources = spec.sources().stream().flatMap(s -> source(s).stream()).toList();
        checkAnythingStartsARun();
        checkBookmarks();
        var all = new ArrayList<>(steps);
        java.ifPresent(step -> all.add(step.planned(spec)));
        var sinks = spec.sinks().stream().flatMap(s -> sink(s, all).stream()).toList();
        var faults = spec.faults().flatMap(f -> output(FAULTS, "", f.kind(), f.settings()));
        var gates = spec.quality().stream().flatMap(g -> gate(g, all).stream()).toList();
        gates.forEach(gate -> checkShown(gate, sinks));
        return new JobPlan(spec, sources, all, sinks, faults, gates);
    }

    private Optional<PlannedGate> gate(JobSpec.QualitySpec written, List<PlannedStep> steps) {
        var writtenFrames =
                spec.sinks().stream().map(sink -> in(sink, steps)).distinct().toList();
        var on = written.on().map(name -> name.equals(Wiring.PREVIOUS) ? last(steps) : name);
        var only = writtenFrames.size() == 1 && !Wiring.isCollection(writtenFrames.get(0))
                ? Optional.of(writtenFrames.get(0))
                : Optional.<String>empty();
        var frame = on.or(() -> only);
        if (frame.isEmpty() || writtenFrames.stream().noneMatch(in -> Wiring.takes(in, frame.get()))) {
            problems.add(
                    origin(written.settings()),
                    frame.map(name -> "quality is of rows that are written, and no sink writes '" + name + "'")
                            .orElse("quality does not say of which frame"),
                    "write on = …; " + Suggestion.hint(frame.orElse(""), writtenFrames));
            return Optional.empty();
        }
        return make(Check.class, written.check(), written.settings())
                .map(check -> new PlannedGate(frame.get(), written.whenFailed(), check, origin(written.settings())));
    }

    private void checkShown(PlannedGate gate, List<PlannedOutput> sinks) {
        var writers = sinks.stream()
                .filter(sink -> Wiring.takes(sink.in(), gate.on()))
                .toList();
        if (!writers.isEmpty() && writers.stream().noneMatch(PlannedOutput::showsStagedRows)) {
            problems.add(
                    gate.origin(),
                    "Cannot check the rows of '" + gate.on() + "' before the commit: sink '"
                            + writers.get(0).name()
                            + "' writes files on S3, which nobody can read until they are complete",
                    "write an Iceberg table, or part the rows by a step evaluate-data-quality before the sink");
        }
    }

    private void checkAnythingStartsARun() {
        if (spec.sources().isEmpty()) {
            problems.add(spec.place().origin(), "the job has no source");
        } else if (spec.bookmarks() != JobSpec.Bookmarks.DISABLED
                && spec.sources().stream().allMatch(s -> s.read() == Read.ALL)) {
            problems.add(
                    spec.place().origin(),
                    "every source is read = all, so that nothing ever starts a run",
                    "make one of them read = new, or write bookmarks = disabled");
        }
        if (spec.sinks().isEmpty()) {
            problems.add(spec.place().origin(), "the job has no sink");
        }
    }

    private Optional<PlannedSource> source(JobSpec.SourceSpec written) {
        if (given.isPresent()) {
            read(Source.class, written.kind(), written.settings());
            return Optional.ofNullable(given.get().get(written.name())).map(source -> planned(written, source));
        }
        return make(Source.class, written.kind(), written.settings()).map(source -> planned(written, source));
    }

    private static PlannedSource planned(JobSpec.SourceSpec written, Source source) {
        return new PlannedSource(
                written.name(), written.bookmark(), written.read(), source, origin(written.settings()));
    }

    /** Two sources under one name would move one bookmark past each other's rows. */
    private void checkBookmarks() {
        var names = new HashMap<String, String>();
        for (var source : spec.sources()) {
            var other = names.putIfAbsent(source.bookmark(), source.name());
            if (other != null) {
                problems.add(
                        origin(source.settings()),
                        "source '" + source.name() + "' keeps its bookmark under the name of source '" + other + "': '"
                                + source.bookmark() + "'",
                        "give each a transformation-ctx of its own");
            }
        }
    }

    private List<PlannedStep> steps() {
        var steps = new ArrayList<PlannedStep>();
        var keys = new HashMap<Integer, String>();
        for (int i = 0; i < spec.steps().size(); i++) {
            var written = spec.steps().get(i);
            var label = written.name().orElse(written.transform() + "#" + (i + 1));
            keys.put(i, label);
            var in = inputs(written, i, keys);
            make(Transform.class, written.transform(), written.settings())
                    .or(() -> Optional.of(new NoTransform()))
                    .ifPresent(transform ->
                            steps.add(new PlannedStep(label, label, in, transform, written.tail(), written.origin())));
        }
        return steps;
    }

    private List<String> inputs(JobSpec.StepSpec step, int index, Map<Integer, String> keys) {
        var written = step.in().isEmpty() ? List.of(Wiring.PREVIOUS) : step.in();
        var resolved = written.stream()
                .map(name -> previous(name, index, keys, step.origin()))
                .toList();
        if (new HashSet<>(resolved).size() < resolved.size()) {
            problems.add(
                    step.origin(),
                    "a frame goes in twice: " + String.join(", ", resolved),
                    "give one a name by a step");
        }
        return resolved;
    }

    private String previous(String name, int index, Map<Integer, String> keys, Origin origin) {
        if (!name.equals(Wiring.PREVIOUS)) {
            return name;
        }
        if (index > 0) {
            return keys.get(index - 1);
        }
        if (spec.sources().size() != 1) {
            problems.add(origin, "the step has no 'in', and there is no step above", "write in = <source>");
        }
        return spec.sources().isEmpty() ? name : spec.sources().get(0).name();
    }

    private Optional<PlannedOutput> sink(JobSpec.SinkSpec written, List<PlannedStep> steps) {
        var in = in(written, steps);
        var planned = output(written.name(), in, written.kind(), written.settings());
        planned.filter(output ->
                        in.endsWith(".*") && !output.sink().capabilities().contains(SinkCapability.SEVERAL_FRAMES))
                .ifPresent(output -> problems.add(
                        output.origin(),
                        "sink '" + written.name() + "' cannot write several frames",
                        "name one of them, or write into a path"));
        return planned;
    }

    private String in(JobSpec.SinkSpec sink, List<PlannedStep> steps) {
        return sink.in().equals(Wiring.PREVIOUS) ? last(steps) : sink.in();
    }

    private String last(List<PlannedStep> steps) {
        if (!steps.isEmpty()) {
            return steps.get(steps.size() - 1).key();
        }
        return spec.sources().isEmpty()
                ? Wiring.PREVIOUS
                : spec.sources().get(0).name();
    }

    private Optional<PlannedOutput> output(String name, String in, String kind, ConfigObject written) {
        if (parts.registry().find(Sink.class, kind).isEmpty()) {
            return Optional.empty();
        }
        return read(Sink.class, kind, written).flatMap(settings -> {
            var made = given.isPresent()
                    ? Optional.<Sink>of(new NoSink())
                    : create(Sink.class, kind, settings, origin(written));
            return made.map(sink ->
                    new PlannedOutput(in, sink, new PlannedSink(name, kind, settings.render()), origin(written)));
        });
    }

    private <T> Optional<T> make(Class<T> kind, String name, ConfigObject written) {
        return read(kind, name, written).flatMap(settings -> create(kind, name, settings, origin(written)));
    }

    private <T> Optional<T> create(Class<T> kind, String name, Settings settings, Origin origin) {
        try {
            return Optional.of(parts.registry().get(kind, name).create(settings, parts));
        } catch (ConfigProblemsException e) {
            problems.addAll(e);
            return Optional.empty();
        } catch (UsageException e) {
            problems.add(origin, e.getMessage());
            return Optional.empty();
        } catch (NoClassDefFoundError e) {
            problems.add(
                    origin,
                    "'" + name + "' needs a class that is not on the class path: "
                            + e.getMessage().replace('/', '.'),
                    "for Iceberg tables give this Spark its Iceberg runtime, with --packages or --jars");
            return Optional.empty();
        }
    }

    /** Checks what was written; empty if anything is wrong with it, which is noted. */
    private Optional<Settings> read(Class<?> kind, String name, ConfigObject written) {
        var factory = parts.registry().find(kind, name);
        if (factory.isEmpty()) {
            var known = parts.registry().names(kind);
            var noun = kind.getSimpleName().toLowerCase(Locale.ROOT);
            problems.add(origin(written), "no such " + noun + ": '" + name + "'", Suggestion.hint(name, known));
            return Optional.empty();
        }
        int before = problems.list().size();
        var settings = factory.get().settings().read(written, spec.place().base(), problems);
        return problems.list().size() > before ? Optional.empty() : Optional.of(settings);
    }

    private static Origin origin(ConfigObject written) {
        return Origin.of(written.origin());
    }
}
