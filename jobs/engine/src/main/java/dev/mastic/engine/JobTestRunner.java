// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Runs tests of jobs: their sources are the rows of the test, their steps run on Spark, and nothing is written. */
public final class JobTestRunner {
    private final Registry registry;
    private final Configuration hadoop;
    private final LazySpark spark;

    public JobTestRunner(Registry registry, Configuration hadoop, LazySpark spark) {
        this.registry = registry;
        this.hadoop = hadoop;
        this.spark = spark;
    }

    /** Runs one test to its end; whatever is wrong or breaks stands in the result. Runs Spark jobs. */
    public JobTestResult run(TestedJob job, JobTest test) {
        long clock = System.nanoTime();
        var problems = new Problems();
        var rehearsal = new Rehearsal(job, test, new PartsOfTests(registry, hadoop), spark, problems);
        var failure = inFolder(rehearsal, test, problems);
        return new JobTestResult(
                test.name(),
                test.origin(),
                problems.list(),
                failure,
                rehearsal.frames(),
                rehearsal.faults(),
                Math.round((System.nanoTime() - clock) / 1e7) / 100.0);
    }

    /** One test that breaks keeps no other from running. */
    private static Optional<RuntimeException> inFolder(Rehearsal rehearsal, JobTest test, Problems problems) {
        try {
            var folder = Files.createTempDirectory("mastic-test");
            try {
                rehearsal.run(folder);
                return Optional.empty();
            } finally {
                delete(folder);
            }
        } catch (ConfigProblemsException e) {
            problems.addAll(e);
            return Optional.empty();
        } catch (UsageException e) {
            problems.add(test.origin(), e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new EtlException("Cannot make a folder for the rows of a test: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : files) {
            Files.delete(file);
        }
    }
}
