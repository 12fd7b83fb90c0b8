// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.AdoptedRun;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.RememberedOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a job has read, from the memory of its sinks: what a lost state is made again from.
 *
 * @param runs in the order of their tokens
 * @param notes what people should know of the sinks and sources that could not be asked
 */
public record Adoption(List<AdoptedRun> runs, List<String> notes) {
    private static final Comparator<Run> BY_TOKEN = Comparator.comparing(Run::token);

    public Adoption {
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /**
     * Asks the sinks of a job. Every file whose rows they hold counts as read. Starts no Spark.
     *
     * @param believed only these sinks are asked; empty for all
     * @throws UsageException if no sink remembers what was read, or if one lacks a run that another holds: then the rows of that run are in
     *     a part of the targets only, and any bookmark would lose or double some
     */
    public static Adoption of(JobPlan plan, Set<String> believed) {
        var asked = asked(plan, believed);
        var notes = new ArrayList<String>();
        var memories = new LinkedHashMap<String, Map<Run, RememberedOutput>>();
        for (var output : asked) {
            var memory = memory(plan, output);
            boolean forgetful =
                    memory.isEmpty() && output.sink().latest(plan.job()).isPresent();
            if (forgetful) {
                notes.add("sink '" + output.name() + "' does not remember what was read: the others are believed");
            } else {
                memories.put(output.name(), memory);
            }
        }
        if (memories.values().stream().allMatch(Map::isEmpty)) {
            throw new UsageException(
                    "Cannot adopt job '" + plan.job() + "': none of its sinks remembers what was read ("
                            + asked.stream().map(PlannedOutput::name).collect(Collectors.joining(", "))
                            + "); mark what they hold by hand: mastic bookmark mark-seen " + plan.job()
                            + " --source SOURCE PATH");
        }
        refuseDisagreement(plan, memories);
        var runs = runs(plan, memories.values());
        plan.sources().stream()
                .filter(source -> plan.readOf(source) == Read.NEW)
                .map(PlannedSource::name)
                .filter(name -> runs.stream().noneMatch(run -> has(run, name)))
                .forEach(name -> notes.add(
                        "source '" + name + "' is in no run that they remember: it is read from its beginning"));
        return new Adoption(runs, notes);
    }

    /** Makes the targets known again where a catalog was lost with the state; comes before the bookmarks. Starts no Spark. */
    public static void restoreTargets(JobPlan plan) {
        plan.outputs().forEach(output -> output.sink().restore());
    }

    private static boolean has(AdoptedRun run, String source) {
        return run.slices().stream().anyMatch(slice -> slice.source().equals(source));
    }

    private static List<PlannedOutput> asked(JobPlan plan, Set<String> believed) {
        var names = plan.outputs().stream().map(PlannedOutput::name).toList();
        believed.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new UsageException("No such sink: '" + name + "' " + Suggestion.among(name, names));
        });
        return plan.outputs().stream()
                .filter(output -> believed.isEmpty() || believed.contains(output.name()))
                .toList();
    }

    private static Map<Run, RememberedOutput> memory(JobPlan plan, PlannedOutput output) {
        var memory = new TreeMap<Run, RememberedOutput>(BY_TOKEN);
        output.sink().outputs(plan.job()).stream()
                .filter(remembered -> remembered.sink().equals(output.name()))
                .forEach(remembered -> memory.put(remembered.run(), remembered));
        return memory;
    }

    /** A sink may be younger than the others, and a run without faults leaves none. */
    private static void refuseDisagreement(JobPlan plan, Map<String, Map<Run, RememberedOutput>> memories) {
        var faults = plan.faults().map(PlannedOutput::name).orElse("");
        memories.forEach((holder, held) -> memories.forEach((other, known) -> held.keySet().stream()
                .filter(run -> !other.equals(faults) && !known.containsKey(run) && isSince(known, run))
                .findFirst()
                .ifPresent(run -> {
                    throw new UsageException("Cannot adopt job '" + plan.job() + "': sink '" + holder
                            + "' holds the output of run " + run.runId() + ", and sink '" + other
                            + "' does not: that run has not ended, or was removed from there by hand."
                            + " Remove its output by hand, or take the word of one of them with --believe "
                            + holder + " or --believe " + other);
                })));
    }

    private static boolean isSince(Map<Run, RememberedOutput> known, Run run) {
        return known.isEmpty() || known.keySet().iterator().next().token().compareTo(run.token()) <= 0;
    }

    private static List<AdoptedRun> runs(JobPlan plan, Collection<Map<Run, RememberedOutput>> memories) {
        var byRun = new TreeMap<Run, RememberedOutput>(BY_TOKEN);
        memories.forEach(byRun::putAll);
        var whole = plan.sources().stream()
                .filter(source -> plan.readOf(source) == Read.ALL)
                .map(PlannedSource::name)
                .collect(Collectors.toSet());
        var ends = byRun.values().stream()
                .flatMap(remembered -> remembered.slices().stream())
                .flatMap(Adoption::end)
                .collect(Collectors.toSet());
        return byRun.values().stream()
                .map(remembered -> new AdoptedRun(
                        remembered.run(),
                        remembered.slices().stream()
                                .filter(slice -> !whole.contains(slice.source()))
                                .map(slice -> counted(slice, remembered.run(), ends))
                                .toList()))
                .toList();
    }

    /** Where a source is read on from. */
    private record End(String source, Object position) {}

    private static Stream<End> end(Slice slice) {
        if (slice.advance() instanceof Advance.To to) {
            var position = to.position() instanceof Position.Rows rows ? rows.last() : to.position();
            return Stream.of(new End(slice.source(), position));
        }
        return Stream.empty();
    }

    /** What a run has repeated, or read without moving its bookmark, counts too, for the targets hold its rows. */
    private static Slice counted(Slice slice, Run run, Set<End> ends) {
        if (slice.items() instanceof Items.Files files) {
            return Slice.of(slice.source(), files, new Advance.Files());
        }
        var reached = new HashSet<Object>();
        if (slice.items() instanceof Items.Rows rows) {
            rows.upTo().ifPresent(reached::add);
        } else if (slice.items() instanceof Items.Snapshots snapshots) {
            snapshots.upTo().ifPresent(id -> reached.add(new Position.Snapshot(id)));
        }
        boolean known = slice.advance() instanceof Advance.To
                || reached.stream().allMatch(position -> ends.contains(new End(slice.source(), position)));
        if (!known) {
            throw new UsageException("Cannot adopt job '" + run.job() + "': run " + run.runId()
                    + " has read source '" + slice.source() + "' without moving its bookmark, further than any run"
                    + " that the sinks remember; where to go on is not known");
        }
        return slice;
    }
}
