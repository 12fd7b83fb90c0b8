// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As cron starts it: by a shell in {@code /} with an empty environment. No cron daemon is needed for that. */
class CronIT {
    private static final int TRIES = 3000;
    private static final String SERVE = "serve --port 0 --db state.db";

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    private record Ended(int exitCode, String out, String err) {}

    private Process cron(String options, String command) throws IOException {
        var line = Distribution.ofThisBuild().launcher() + " cron run --log '" + folder.resolve("log") + "' " + options
                + " -- "
                + command.replace("state.db", folder.resolve("state.db").toString());
        var process = new ProcessBuilder("env", "-i", "/bin/sh", "-c", "exec " + line)
                .directory(Path.of("/").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        started.add(process);
        return process;
    }

    private Ended ended(Process process) throws Exception {
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private List<Path> logs() throws IOException {
        if (!Files.exists(folder.resolve("log"))) {
            return List.of();
        }
        try (var files = Files.list(folder.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    private String log() throws IOException {
        var all = new StringBuilder();
        for (var log : logs()) {
            all.append(Files.readString(log));
        }
        return all.toString();
    }

    /** The server that a command has started, once it serves. */
    private ProcessHandle served(Process cron) throws Exception {
        for (int i = 0; i < TRIES && !log().contains("mastic serves"); i++) {
            assertThat(cron.isAlive())
                    .as(Files.readString(folder.resolve("err")))
                    .isTrue();
            Thread.sleep(20);
        }
        var children = cron.children().toList();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    @AfterEach
    void leaveNothingRunning() {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void runsAJobFromTheRootWithAnEmptyEnvironmentAndIsSilent() throws Exception {
        var job = Files.writeString(
                Files.createDirectories(folder.resolve("Aufträge")).resolve("größe.conf"), """
            job {
              name = größe
              sources { orders { path = "in" } }
              sinks { files { in = orders, path = "out", format = json } }
            }
            """);
        Files.writeString(
                Files.createDirectories(folder.resolve("Aufträge/in")).resolve("ä.json"), "{\"name\":\"Øre\"}\n");

        var done = ended(cron("--on-locked skip", "run '" + job + "'"));

        assertThat(done).isEqualTo(new Ended(0, "", ""));
        assertThat(logs()).singleElement().asString().contains("/run-größe-");
        assertThat(log()).contains("größe: succeeded");
        assertThat(folder.resolve("log/run-größe.lock")).isEmptyFile();
        try (var out = Files.walk(folder.resolve("Aufträge/out"))) {
            var text = out.filter(file -> file.toString().endsWith(".json"))
                    .map(CronIT::text)
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo("{\"name\":\"Øre\"}\n");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailureSaysWhereItsLogIsAndHowItEnds() throws Exception {
        var failed = ended(cron("--job nightly", "run /no/such/job.conf --db state.db"));

        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines().toList())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0))
                        .matches("mastic: 'nightly' ended with exit code 2 after \\d+ s; the end of its log "
                                + logs().get(0) + ":"))
                .endsWith("mastic: No such job file: /no/such/job.conf");
    }

    @Test
    void stopsACommandAfterItsTime() throws Exception {
        var stopped = ended(cron("--timeout 4s", SERVE));

        assertThat(stopped.exitCode()).isEqualTo(124);
        assertThat(stopped.err()).startsWith("mastic: 'serve' reached its time limit after ");
    }

    @Test
    void oneOfANameRunsAlsoWhenItsKeeperIsKilledAndTheNextIsFreeAtOnce() throws Exception {
        var first = cron("", SERVE);
        var server = served(first);

        assertThat(ended(cron("", "doctor"))).isEqualTo(new Ended(0, "", "")); // another name
        var refused = ended(cron("--job serve", "doctor"));
        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err()).contains("Cannot start 'serve': another one of this name is alive");
        assertThat(ended(cron("--job serve --on-locked skip", "doctor"))).isEqualTo(new Ended(0, "", ""));

        first.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();
        assertThat(ended(cron("--job serve", "doctor")).exitCode()).isEqualTo(5);
        var waiting = cron("--job serve --on-locked wait", "doctor");

        server.destroyForcibly();
        server.onExit().get(1, TimeUnit.MINUTES);
        assertThat(ended(waiting)).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void tellsItsCommandToEnd() throws Exception {
        var cron = cron("", SERVE);
        var server = served(cron);

        cron.destroy();

        assertThat(ended(cron).exitCode()).isEqualTo(143);
        assertThat(Optional.of(server).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
