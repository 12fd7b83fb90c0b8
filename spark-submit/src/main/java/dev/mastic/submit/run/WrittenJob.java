// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.engine.JobFile;
import dev.mastic.engine.JobPlan;
import dev.mastic.engine.Planner;
import dev.mastic.engine.TestedJob;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** A job as the command line names it: a HOCON file, or a class in a jar or on the class path. */
public interface WrittenJob {
    /** The manifest key by which a jar names its default job. */
    String MANIFEST_KEY = "Mastic-Job";

    /** The folder from which the project is found. */
    Path home();

    /** The plan; usable only when no problem was noted. */
    Optional<JobPlan> plan(Parts parts, Problems problems);

    /** The job as tests run it; usable only when no problem was noted. */
    Optional<TestedJob> tested(Registry registry, Problems problems);

    /**
     * Finds a job.
     *
     * @param text {@code FILE}, {@code JAR}, {@code JAR#CLASS} or {@code #CLASS}
     * @throws UsageException if there is no such file or class, or the class is no job
     */
    static WrittenJob of(String text, List<String> overrides, Arguments arguments) {
        int hash = text.indexOf('#');
        if (hash < 0 && !text.endsWith(".jar")) {
            var file = Path.of(text);
            if (!Files.isRegularFile(file)) {
                throw new UsageException("No such job file: " + text);
            }
            return new InFile(file.toAbsolutePath(), overrides, arguments);
        }
        if (!overrides.isEmpty()) {
            throw new UsageException(
                    "Cannot use --set on a job class: give its arguments after --, such as -- --key value");
        }
        var jar = hash == 0 ? Optional.<Path>empty() : Optional.of(Path.of(hash < 0 ? text : text.substring(0, hash)));
        jar.filter(path -> !Files.isRegularFile(path)).ifPresent(path -> {
            throw new UsageException("No such jar: " + path);
        });
        var name = hash < 0 ? defaultJob(jar.get()) : text.substring(hash + 1);
        return new InClass(load(jar, name), arguments);
    }

    private static String defaultJob(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(MANIFEST_KEY))
                    .orElseThrow(() ->
                            new UsageException("Cannot choose a job in " + jar + ": its manifest names none under "
                                    + MANIFEST_KEY + "; name it: " + jar + "#com.acme.MyJob"));
        } catch (IOException e) {
            throw new UsageException("Cannot read " + jar + ": " + e.getMessage(), e);
        }
    }

    private static EtlJob load(Optional<Path> jar, String name) {
        var loader = jar.map(WrittenJob::loader).orElseGet(Thread.currentThread()::getContextClassLoader);
        // Spark's tasks on this machine find the job's classes through it
        Thread.currentThread().setContextClassLoader(loader);
        try {
            var loaded = Class.forName(name, true, loader);
            if (!EtlJob.class.isAssignableFrom(loaded)) {
                throw new UsageException("Cannot run " + name + ": it is no job (expected a class that implements "
                        + EtlJob.class.getName() + ")");
            }
            return (EtlJob) loaded.getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new UsageException(
                    "No such job class: " + name
                            + jar.map(path -> " in " + path).orElse(""),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new UsageException("Cannot make a " + name + ": it needs a public constructor without parameters", e);
        }
    }

    private static ClassLoader loader(Path jar) {
        try {
            return new URLClassLoader(
                    new URL[] {jar.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
        } catch (MalformedURLException e) {
            throw new UsageException("Cannot read " + jar + ": " + e.getMessage(), e);
        }
    }

    /** A job in a HOCON file. */
    record InFile(Path file, List<String> overrides, Arguments arguments) implements WrittenJob {
        @Override
        public Path home() {
            return file.getParent();
        }

        @Override
        public Optional<JobPlan> plan(Parts parts, Problems problems) {
            return JobFile.read(file, overrides, arguments, parts.registry(), problems)
                    .map(spec -> Planner.plan(spec, parts, problems));
        }

        @Override
        public Optional<TestedJob> tested(Registry registry, Problems problems) {
            return JobFile.read(file, overrides, arguments, registry, problems).map(TestedJob::of);
        }
    }

    /** A job in a class. */
    record InClass(EtlJob job, Arguments arguments) implements WrittenJob {
        @Override
        public Path home() {
            return Path.of("").toAbsolutePath();
        }

        @Override
        public Optional<JobPlan> plan(Parts parts, Problems problems) {
            return Optional.of(Planner.plan(job, arguments, parts, problems));
        }

        @Override
        public Optional<TestedJob> tested(Registry registry, Problems problems) {
            return Optional.of(TestedJob.of(job, arguments));
        }
    }
}
