// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The frames of a job by the names that a test may give them: those of its sinks, then its sources, steps and outputs. */
final class RehearsedFrames {
    private final Map<String, DynamicFrame> byName = new LinkedHashMap<>();
    private final List<DynamicFrame> written = new ArrayList<>();

    RehearsedFrames(JobPlan plan, Wiring<DynamicFrame> frames) {
        for (var sink : plan.sinks()) {
            frames.select(sink.in()).forEach((frame, value) -> {
                byName.put(frame.isEmpty() ? sink.name() : sink.name() + "." + frame, value);
                written.add(value);
            });
        }
        frames.known().forEach(byName::putIfAbsent);
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Optional<DynamicFrame> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Who may have refused rows of what the sinks take and of the frames that were looked at. What was not looked at is computed now, as a
     * run would to write it. Runs Spark jobs.
     */
    List<FaultSource> computed(Collection<DynamicFrame> looked) {
        var sources = new LinkedHashSet<FaultSource>();
        looked.forEach(frame -> sources.addAll(frame.faultSources()));
        for (var frame : written) {
            if (!looked.contains(frame)) {
                frame.toDF().write().format("noop").mode("overwrite").save();
            }
            sources.addAll(frame.faultSources());
        }
        return List.copyOf(sources);
    }
}
