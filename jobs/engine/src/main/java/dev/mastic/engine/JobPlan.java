// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueType;
import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.io.SinkCapability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A job whose sources, steps and sinks are live objects; holds data, does nothing. */
public final class JobPlan {
    /** The kind of sources and sinks that are tables of the catalog, and their setting that names it. */
    private static final String TABLE = "table";

    private final JobSpec spec;
    private final List<PlannedSource> sources;
    private final List<PlannedStep> steps;
    private final List<PlannedOutput> sinks;
    private final Optional<PlannedOutput> faults;
    private final List<PlannedGate> gates;

    /** A plan that checks no rows. */
    JobPlan(
            JobSpec spec,
            List<PlannedSource> sources,
            List<PlannedStep> steps,
            List<PlannedOutput> sinks,
            Optional<PlannedOutput> faults) {
        this(spec, sources, steps, sinks, faults, List.of());
    }

    JobPlan(
            JobSpec spec,
            List<PlannedSource> sources,
            List<PlannedStep> steps,
            List<PlannedOutput> sinks,
            Optional<PlannedOutput> faults,
            List<PlannedGate> gates) {
        this.spec = spec;
        this.sources = List.copyOf(sources);
        this.steps = List.copyOf(steps);
        this.sinks = List.copyOf(sinks);
        this.faults = faults;
        this.gates = List.copyOf(gates);
    }

    /** The name of the job. */
    public String job() {
        return spec.name();
    }

    /** The same plan with another use of its bookmarks. */
    public JobPlan bookmarks(JobSpec.Bookmarks use) {
        return new JobPlan(spec.bookmarks(use), sources, steps, sinks, faults, gates);
    }

    /** What is done around its runs, as it was written. */
    public JobSpec.Operations operations() {
        return spec.operations();
    }

    /** The folder that relative paths of the job start from. */
    public String base() {
        return spec.place().base();
    }

    JobSpec spec() {
        return spec;
    }

    List<PlannedSource> sources() {
        return sources;
    }

    List<PlannedStep> steps() {
        return steps;
    }

    List<PlannedOutput> sinks() {
        return sinks;
    }

    Optional<PlannedOutput> faults() {
        return faults;
    }

    List<PlannedGate> gates() {
        return gates;
    }

    Optional<Double> maxFaultShare() {
        return spec.faults().flatMap(JobSpec.FaultsSpec::maxShare);
    }

    /** All sinks in the order of their commits. What a target refuses can be taken back while no other is visible: those that may do so are first. */
    List<PlannedOutput> outputs() {
        var all = new ArrayList<PlannedOutput>();
        faults.ifPresent(all::add);
        all.addAll(sinks);
        all.sort(
                Comparator.comparing(output -> !output.sink().capabilities().contains(SinkCapability.REFUSES_COMMITS)));
        return all;
    }

    List<PlannedSink> journalled() {
        return outputs().stream().map(PlannedOutput::journalled).toList();
    }

    /** Whether the steps are Java code, which says what it makes only when it runs. */
    boolean isCode() {
        return steps.stream().anyMatch(step -> step.transform() instanceof JavaStep);
    }

    /** How a source is read under the job's use of bookmarks. */
    Read readOf(PlannedSource source) {
        return spec.bookmarks() == JobSpec.Bookmarks.DISABLED ? Read.ALL : source.read();
    }

    /** The table of the catalog that a source is; empty for others. */
    Optional<String> tableOfSource(String name) {
        return spec.sources().stream()
                .filter(source -> source.name().equals(name))
                .flatMap(source -> table(source.kind(), source.settings()).stream())
                .findFirst();
    }

    /** The table of the catalog that a sink writes; empty for others. */
    Optional<String> tableOfSink(String name) {
        return spec.sinks().stream()
                .filter(sink -> sink.name().equals(name))
                .flatMap(sink -> table(sink.kind(), sink.settings()).stream())
                .findFirst();
    }

    private static Optional<String> table(String kind, ConfigObject settings) {
        return Optional.ofNullable(settings.get(TABLE))
                .filter(value -> kind.equals(TABLE) && value.valueType() == ConfigValueType.STRING)
                .map(value -> (String) value.unwrapped());
    }
}
