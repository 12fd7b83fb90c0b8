// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.engine.OnLocked;
import dev.mastic.submit.verb.Launcher;
import dev.mastic.submit.verb.Termination;
import dev.mastic.submit.verb.TimeLength;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command of Mastic for cron. Ends with the command's own exit code, whatever it is. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run a command: one of a name at a time, with a log, and silent unless it fails.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "    0:the command has succeeded, or another is alive and --on-locked is skip",
            "    5:another of this name is alive",
            "  124:the command was stopped after --timeout",
            "other:that of the command"
        })
final class CronRun implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Pattern NAME = Pattern.compile("[^/.\\p{Cntrl}][^/\\p{Cntrl}]*");

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description =
                    "The name of the lock and of the logs. Default: the command and its first argument, as in run-orders.")
    private String job;

    @Option(
            names = "--log",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the logs and the lock lie; made when it is missing.")
    private Path log;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "How many logs are kept, with that of this run. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30")
    private int keep;

    @Option(
            names = "--keep-size",
            paramLabel = "SIZE",
            converter = LogSize.class,
            description =
                    "How much earlier logs may take together, such as 500m; older ones go first. Default: no limit.")
    private Long keepSize;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeLength.class,
            description = "Stop the command after this time, with exit code 124. Default: never.")
    private Duration timeout;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = TimeLength.class,
            description =
                    "How long a command that is stopped may take to end before it is killed. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30s")
    private Duration grace;

    @Option(
            names = "--on-locked",
            paramLabel = "wait|skip|fail",
            description = "What to do while another of this name is alive. Default: fail, with exit code 5.")
    private OnLocked onLocked = OnLocked.FAIL;

    @Parameters(arity = "1..*", paramLabel = "-- COMMAND ARGUMENT", description = "A command of mastic, after --.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        if (keep < 1) {
            throw new UsageException("Cannot keep " + keep + " logs: expected --keep of at least 1");
        }
        var launcher = Launcher.ofThisProcess();
        var logs = new CronLogs(log.toAbsolutePath().normalize(), name());
        var exit = new int[] {ExitCode.OK.number()};
        // what it answers does not hold: the codes of commands are more than ours
        Termination.waitsFor(stopping -> {
            exit[0] = run(launcher, logs, stopping);
            return ExitCode.OK;
        });
        return exit[0];
    }

    private int run(Launcher launcher, CronLogs logs, BooleanSupplier stopping) {
        logs.makeFolder();
        try (var lock = new CronLock(logs.lock())) {
            boolean isTaken = lock.take();
            while (!isTaken && onLocked == OnLocked.WAIT && !stopping.getAsBoolean()) {
                LockSupport.parkNanos(this, LOOK.toNanos());
                isTaken = lock.take();
            }
            if (isTaken) {
                return stopping.getAsBoolean() ? ExitCode.OK.number() : run(launcher, logs, lock, stopping);
            }
        }
        if (onLocked == OnLocked.FAIL) {
            System.err.println("mastic: Cannot start '" + logs.name()
                    + "': another one of this name is alive; let it end," + " or give --on-locked skip or wait");
            return ExitCode.LOCKED.number();
        }
        return ExitCode.OK.number();
    }

    private int run(Launcher launcher, CronLogs logs, CronLock lock, BooleanSupplier stopping) {
        var file = logs.next(Instant.now(), keep, Optional.ofNullable(keepSize));
        var begun = Instant.now();
        var child = new CronChild(launcher.start(words, Map.of(), file), grace);
        lock.holds(child.process());
        var ended = child.await(Optional.ofNullable(timeout), stopping);
        var seconds = Duration.between(begun, Instant.now()).toSeconds();
        if (ended.exitCode() != ExitCode.OK.number()) {
            System.err.println("mastic: '" + logs.name() + "' " + ended.words() + " after " + seconds
                    + " s; the end of its log " + file + ":");
            CronLogs.tail(file).forEach(System.err::println);
        }
        return ended.exitCode();
    }

    private String name() {
        var name = Optional.ofNullable(job).orElseGet(this::nameOfCommand);
        if (!NAME.matcher(name).matches()) {
            throw new UsageException("Cannot name a log '" + name
                    + "': it must be a file's name (expected --job without /" + " and not beginning with a dot)");
        }
        return name;
    }

    private String nameOfCommand() {
        var name = new StringBuilder(words.get(0));
        if (words.size() > 1 && !words.get(1).startsWith("-")) {
            var file = Optional.ofNullable(Path.of(words.get(1)).getFileName());
            file.ifPresent(path -> name.append('-').append(path.toString().replaceFirst("\\.[^.]+$", "")));
        }
        return name.toString();
    }
}
