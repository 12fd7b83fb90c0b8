// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import com.fasterxml.jackson.databind.JsonNode;
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
 * A run of a job as the catalog keeps it: Glue's shape, what is to be done if it fails, and where its process is, so that other servers
 * find it.
 *
 * @param script the file that it runs
 * @param retries how often it is run again, should it fail
 * @param place empty until the process has started
 */
public record KeptRun(JobRun run, String script, int retries, Optional<Place> place) {
    private static final Set<JobRunState> GOING_ON =
            Set.of(JobRunState.STARTING, JobRunState.RUNNING, JobRunState.STOPPING, JobRunState.WAITING);

    /** A process and the server that watches it; a process is told from a later one of the same number by when it began. */
    record Place(String host, Started child, Started server, String out, String err) {
        static Place of(Child child) {
            return new Place(
                    here(),
                    Started.of(child.process().toHandle()),
                    Started.of(ProcessHandle.current()),
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

        boolean isHere() {
            return host.equals(here());
        }

        /** Whether another server on this machine watches it. */
        boolean isWatched() {
            return server.alive().isPresent() && !server.equals(Started.of(ProcessHandle.current()));
        }

        Said said() {
            return new Said(Path.of(out), Path.of(err));
        }
    }

    /** A process by its number and when it began. */
    record Started(long pid, String began) {
        static Started of(ProcessHandle handle) {
            return new Started(
                    handle.pid(),
                    handle.info().startInstant().map(Instant::toString).orElse(""));
        }

        private static Started read(JsonNode node) {
            return new Started(node.path("pid").asLong(), node.path("began").asText());
        }

        private void write(ObjectNode node) {
            node.put("pid", pid).put("began", began);
        }

        Optional<ProcessHandle> alive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(each -> of(each).equals(this));
        }
    }

    /** A run that has not begun. */
    public static KeptRun of(JobRun run, String script, int retries) {
        return new KeptRun(run, script, retries, Optional.empty());
    }

    KeptRun with(JobRun other) {
        return new KeptRun(other, script, retries, place);
    }

    KeptRun in(JobRunState state) {
        return with(run.toBuilder().jobRunState(state).build());
    }

    KeptRun at(Place other) {
        return new KeptRun(run, script, retries, Optional.of(other));
    }

    /** Reads what {@link #json} has written. */
    public static KeptRun read(String json) {
        var node = Json.read(json);
        var place = Optional.ofNullable(node.get("place"))
                .map(each -> new Place(
                        each.path("host").asText(),
                        Started.read(each),
                        Started.read(each.path("server")),
                        each.path("out").asText(),
                        each.path("err").asText()));
        return new KeptRun(
                Json.fill(node.get("run"), JobRun.builder()).build(),
                node.path("script").asText(),
                node.path("retries").asInt(),
                place);
    }

    /** This as JSON. */
    public String json() {
        var node = Json.empty().put("script", script).put("retries", retries);
        node.set("run", Json.tree(run));
        place.ifPresent(each -> write(each, node.putObject("place")));
        return node.toString();
    }

    private static void write(Place place, ObjectNode node) {
        place.child().write(node);
        place.server().write(node.putObject("server"));
        node.put("host", place.host()).put("out", place.out()).put("err", place.err());
    }

    /** Whether it has not ended. */
    public boolean isGoingOn() {
        return GOING_ON.contains(run.jobRunState());
    }

    boolean isToStop() {
        return run.jobRunState() == JobRunState.STOPPING;
    }
}
