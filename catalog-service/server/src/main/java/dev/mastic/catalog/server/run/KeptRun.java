// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;

/**
 * A run of a job as the catalog keeps it: Glue's shape, and where its process is, so that a server that comes later finds it.
 *
 * @param place empty until the process has started
 */
public record KeptRun(JobRun run, Optional<Place> place) {
    private static final Set<JobRunState> GOING_ON =
            Set.of(JobRunState.STARTING, JobRunState.RUNNING, JobRunState.STOPPING, JobRunState.WAITING);

    /** A process, told from a later one of the same number by when it began. */
    record Place(String host, long pid, String began, String out, String err) {
        static Place of(Child child) {
            var handle = child.process().toHandle();
            return new Place(
                    here(),
                    handle.pid(),
                    began(handle),
                    child.out().toString(),
                    child.err().toString());
        }

        static String here() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (IOException e) {
                // Not swallowed: a machine that does not know its name is told from no other.
                return "";
            }
        }

        private static String began(ProcessHandle handle) {
            return handle.info().startInstant().map(Instant::toString).orElse("");
        }

        boolean isHere() {
            return host.equals(here());
        }

        Optional<ProcessHandle> alive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(each -> began(each)
                    .equals(began));
        }

        Said said() {
            return new Said(Path.of(out), Path.of(err));
        }
    }

    /** A run that has not begun. */
    public static KeptRun of(JobRun run) {
        return new KeptRun(run, Optional.empty());
    }

    /** Reads what {@link #json} has written. */
    public static KeptRun read(String json) {
        var node = Json.read(json);
        var place = Optional.ofNullable(node.get("place"))
                .map(each -> new Place(
                        each.path("host").asText(),
                        each.path("pid").asLong(),
                        each.path("began").asText(),
                        each.path("out").asText(),
                        each.path("err").asText()));
        return new KeptRun(Json.fill(node.get("run"), JobRun.builder()).build(), place);
    }

    /** This as JSON. */
    public String json() {
        var node = Json.empty();
        node.set("run", Json.tree(run));
        place.ifPresent(each -> write(each, node.putObject("place")));
        return node.toString();
    }

    private static void write(Place place, ObjectNode node) {
        node.put("host", place.host())
                .put("pid", place.pid())
                .put("began", place.began())
                .put("out", place.out())
                .put("err", place.err());
    }

    /** Whether it has not ended. */
    public boolean isGoingOn() {
        return GOING_ON.contains(run.jobRunState());
    }
}
