// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.mastic.core.Arguments;
import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.HoconFile;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Thresholds;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a job file in HOCON, noting every problem with its line. */
public final class JobFile {
    private static final Setting<String> NAME =
            Setting.string("name").required().doc("The name of the job; bookmarks and runs are kept under it.");
    private static final Setting<JobSpec.Bookmarks> BOOKMARKS = Setting.oneOf("bookmarks", JobSpec.Bookmarks.class)
            .defaultsTo(JobSpec.Bookmarks.ENABLED)
            .doc("What a run does with its bookmarks.");
    private static final Setting<ConfigObject> SOURCES =
            Setting.block("sources").required().doc("What the job reads, by name.");
    private static final Setting<ConfigList> STEPS = Setting.of("steps", JobFile::list)
            .defaultsTo(ConfigValueFactory.fromIterable(List.of()))
            .doc("What is done to the frames, from top to bottom.");
    private static final Setting<ConfigObject> SINKS =
            Setting.block("sinks").required().doc("What the job writes, by name.");
    private static final Setting<ConfigObject> FAULTS = Setting.block("faults").doc("Where refused rows go.");
    private static final Setting<ConfigObject> RETRY = Setting.block("retry").doc("When a failed run is tried again.");
    private static final Setting<ConfigObject> NOTIFICATIONS =
            Setting.block("notifications").doc("Who is told how a run has ended.");
    private static final Setting<List<ConfigObject>> QUALITY = Setting.of("quality", (value, base) -> blocks(value))
            .defaultsTo(List.of())
            .doc("What must hold of rows before they are committed; one block, or a list of them.");
    private static final SettingsSpec JOB =
            SettingsSpec.of(NAME, BOOKMARKS, SOURCES, STEPS, SINKS, FAULTS, QUALITY, RETRY, NOTIFICATIONS);

    private static final Setting<String> ON =
            Setting.string("on").doc("The frame that is looked at; one that a sink writes.");
    private static final Setting<JobSpec.WhenFailed> WHEN_FAILED = Setting.oneOf(
                    "when-failed", JobSpec.WhenFailed.class)
            .defaultsTo(JobSpec.WhenFailed.STOP)
            .doc("Whether a run stops before it commits rows that do not keep the rules, or reports it and goes on.");
    private static final Setting<String> CHECK =
            Setting.string("check").defaultsTo(JobSpec.QualitySpec.DQDL).doc("The name of a check.");
    private static final SettingsSpec GATE = SettingsSpec.of(ON, WHEN_FAILED, CHECK);

    private static final Setting<Read> READ = Setting.oneOf("read", Read.class)
            .defaultsTo(Read.NEW)
            .doc("Whether a run takes what is new, or everything.");
    private static final Setting<String> TRANSFORMATION_CTX = Setting.string("transformation-ctx")
            .doc("The name that the bookmark of the source is kept under; by default the name of the source.");
    private static final SettingsSpec SOURCE = SettingsSpec.of(READ, TRANSFORMATION_CTX);
    private static final Setting<String> IN = Setting.string("in").doc("The frame that is written; step.* for all.");
    private static final Setting<List<String>> INPUTS = Setting.strings("in").defaultsTo(List.of());
    private static final Setting<String> STEP_NAME = Setting.string("name");
    private static final Setting<String> TRANSFORM =
            Setting.string("transform").required().doc("The name of a transform.");
    private static final Setting<Long> STAGE_THRESHOLD = Setting.number("stage-threshold", 0)
            .defaultsTo(0L)
            .doc("How many rows the step may refuse before the run fails; 0 for any number.");
    private static final Setting<Long> TOTAL_THRESHOLD = Setting.number("total-threshold", 0)
            .defaultsTo(0L)
            .doc("How many rows the step and everything above it may refuse before the run fails; 0 for any number.");
    private static final Setting<String> INFO = Setting.string("info")
            .defaultsTo("")
            .doc("A text that stands beside the reason of each row that the step refuses.");
    private static final SettingsSpec STEP =
            SettingsSpec.of(STEP_NAME, INPUTS, TRANSFORM, STAGE_THRESHOLD, TOTAL_THRESHOLD, INFO);
    private static final Setting<Double> MAX = Setting.of("max", (value, base) -> share(value));

    private final Registry registry;
    private final Problems problems;
    private final String base;

    private JobFile(Registry registry, Problems problems, String base) {
        this.registry = registry;
        this.problems = problems;
        this.base = base;
    }

    /**
     * Reads a job.
     *
     * @param overrides {@code key=value} texts of {@code --set}, which win over the file
     * @param arguments of the job; the file refers to them as {@code ${args.name}}
     * @param problems where everything wrong is noted
     * @return empty when the file cannot be parsed at all
     * @throws UsageException if there is no such file
     */
    public static Optional<JobSpec> read(
            Path file, List<String> overrides, Arguments arguments, Registry registry, Problems problems) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("No such job file: " + file);
        }
        var base = file.toAbsolutePath().getParent().toString();
        return new HoconFile(file)
                .read(overrides, arguments.values(), problems)
                .flatMap(root -> new JobFile(registry, problems, base).job(root, file));
    }

    private Optional<JobSpec> job(Config root, Path file) {
        var origin = new Origin(file.getFileName().toString(), 1);
        if (!root.hasPath("job") || root.getValue("job").valueType() != ConfigValueType.OBJECT) {
            problems.add(origin, "no job", "write: job { name = …, sources { … }, sinks { … } }");
            return Optional.empty();
        }
        var written = JOB.read(root.getObject("job"), base, problems);
        return Optional.of(new JobSpec(
                written.find(NAME).orElse(""),
                written.get(BOOKMARKS),
                entries(written, SOURCES)
                        .flatMap(e -> source(e.getKey(), e.getValue()).stream())
                        .toList(),
                written.get(STEPS).stream()
                        .flatMap(value -> step(value).stream())
                        .toList(),
                entries(written, SINKS)
                        .flatMap(e -> sink(e.getKey(), e.getValue()).stream())
                        .toList(),
                written.find(FAULTS).flatMap(this::faults),
                written.get(QUALITY).stream().map(this::gate).toList(),
                new JobSpec.Place(written.origin(), base),
                new JobSpec.Operations(written.find(RETRY), written.find(NOTIFICATIONS))));
    }

    private Stream<Map.Entry<String, ConfigValue>> entries(Settings written, Setting<ConfigObject> blocks) {
        return written.find(blocks).stream().flatMap(HoconFile::inOrder);
    }

    private Optional<JobSpec.SourceSpec> source(String name, ConfigValue value) {
        return object(value, "source '" + name + "'").flatMap(block -> {
            var own = own(block, SOURCE);
            var bookmark = own.find(TRANSFORMATION_CTX).orElse(name);
            return kind(Source.class, "source '" + name + "'", block)
                    .map(kind -> new JobSpec.SourceSpec(name, bookmark, kind, own.get(READ), without(block, SOURCE)));
        });
    }

    private Optional<JobSpec.SinkSpec> sink(String name, ConfigValue value) {
        return object(value, "sink '" + name + "'").flatMap(block -> {
            var in = own(block, SettingsSpec.of(IN)).find(IN).orElse(Wiring.PREVIOUS);
            return kind(Sink.class, "sink '" + name + "'", block)
                    .map(kind -> new JobSpec.SinkSpec(name, in, kind, block.withoutKey("in")));
        });
    }

    private Optional<JobSpec.FaultsSpec> faults(ConfigObject block) {
        var max = own(block, SettingsSpec.of(MAX)).find(MAX);
        var settings = block.withoutKey("max");
        var json = settings.containsKey("format")
                ? settings
                : settings.withValue("format", ConfigValueFactory.fromAnyRef("json"));
        return kind(Sink.class, "faults", block).map(kind -> new JobSpec.FaultsSpec(max, kind, json));
    }

    private JobSpec.QualitySpec gate(ConfigObject block) {
        var own = own(block, GATE);
        return new JobSpec.QualitySpec(own.find(ON), own.get(WHEN_FAILED), own.get(CHECK), without(block, GATE));
    }

    private Optional<JobSpec.StepSpec> step(ConfigValue value) {
        return object(value, "a step").map(block -> {
            var own = own(block, STEP);
            var settings = without(block, STEP);
            var thresholds = new Thresholds(own.get(STAGE_THRESHOLD), own.get(TOTAL_THRESHOLD));
            var tail = new JobSpec.Tail(thresholds, own.get(INFO));
            return new JobSpec.StepSpec(
                    own.find(STEP_NAME), own.get(INPUTS), own.find(TRANSFORM).orElse(""), tail, settings);
        });
    }

    /** The keys of a block that are the engine's; the rest is the extension's, which checks it. */
    private Settings own(ConfigObject block, SettingsSpec spec) {
        var mine = block;
        for (var key : block.keySet()) {
            mine = spec.names().contains(key) ? mine : mine.withoutKey(key);
        }
        return spec.read(mine, base, problems);
    }

    /** The other keys of a block. */
    private static ConfigObject without(ConfigObject block, SettingsSpec own) {
        var others = block;
        for (var key : own.names()) {
            others = others.withoutKey(key);
        }
        return others;
    }

    /** What a source or sink is follows from its key; of several, it is the one that has settings of the other names. */
    private Optional<String> kind(Class<?> of, String what, ConfigObject block) {
        var kinds = registry.names(of);
        var found = kinds.stream().filter(block::containsKey).toList();
        var whole = found.stream()
                .filter(kind -> registry.get(of, kind).settings().names().containsAll(found))
                .toList();
        if (whole.size() == 1) {
            return Optional.of(whole.get(0));
        }
        var hint = block.keySet().stream()
                .flatMap(key -> Suggestion.nearest(key, kinds).map(near -> "did you mean '" + near + "'?").stream())
                .findFirst()
                .orElse("write one of: " + String.join(", ", kinds));
        var wrong = found.isEmpty() ? "says no place" : "says several places: " + String.join(", ", found);
        problems.add(Origin.of(block.origin()), what + " " + wrong, hint);
        return Optional.empty();
    }

    private Optional<ConfigObject> object(ConfigValue value, String what) {
        if (value instanceof ConfigObject object) {
            return Optional.of(object);
        }
        problems.add(Origin.of(value.origin()), what + " must be a block in braces");
        return Optional.empty();
    }

    private static ConfigList list(ConfigValue value, String base) {
        if (value instanceof ConfigList list) {
            return list;
        }
        throw new IllegalArgumentException("a list of blocks, in brackets");
    }

    private static List<ConfigObject> blocks(ConfigValue value) {
        var values = value instanceof ConfigList list ? List.copyOf(list) : List.of(value);
        if (values.stream().allMatch(ConfigObject.class::isInstance)) {
            return values.stream().map(ConfigObject.class::cast).toList();
        }
        throw new IllegalArgumentException("a block in braces, or a list of them");
    }

    private static double share(ConfigValue value) {
        var text = String.valueOf(value.unwrapped()).trim();
        boolean percent = text.endsWith("%");
        try {
            double number = Double.parseDouble(
                    percent ? text.substring(0, text.length() - 1).trim() : text);
            double share = percent ? number / 100 : number;
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a share such as \"0.1%\"", e);
        }
        throw new IllegalArgumentException("a share between 0% and 100%");
    }
}
