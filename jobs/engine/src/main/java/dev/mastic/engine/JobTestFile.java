// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import dev.mastic.core.Arguments;
import dev.mastic.core.config.HoconFile;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tests of a job, as they stand in a file beside it.
 *
 * @param job the job as the command line names one, from the folder of the file; empty for the file of the same name
 * @param overrides {@code key=value} texts, which win over the job file
 * @param arguments of the job
 */
public record JobTestFile(
        Path file, Optional<String> job, List<String> overrides, Arguments arguments, List<JobTest> tests) {
    /** How the name of such a file ends. */
    public static final String ENDING = ".test.conf";

    private static final Setting<String> JOB =
            Setting.string("job").doc("The job: FILE, JAR, JAR#CLASS or #CLASS. Default: the file of the same name.");
    private static final Setting<List<String>> SET =
            Setting.stringsOrNone("set").defaultsTo(List.of()).doc("Overrides of the job file, key=value.");
    private static final Setting<ConfigObject> ARGUMENTS =
            Setting.block("arguments").defaultsTo(ConfigFactory.empty().root()).doc("The arguments of the job.");
    private static final Setting<ConfigObject> TESTS =
            Setting.block("tests").required().doc("The tests, by their name.");
    private static final SettingsSpec SPEC = SettingsSpec.of(JOB, SET, ARGUMENTS, TESTS);

    /**
     * Reads a file of tests. Starts no Spark.
     *
     * @param problems where everything wrong is noted; the result is usable only when nothing was
     * @throws UsageException if there is no such file
     */
    public static Optional<JobTestFile> read(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("No such file of tests: " + file);
        }
        return new HoconFile(file).read(List.of(), Map.of(), problems).map(root -> {
            var base = file.toAbsolutePath().getParent().toString();
            var checked = SPEC.read(root.root().withoutKey("args"), base, problems);
            var arguments = new LinkedHashMap<String, String>();
            checked.get(ARGUMENTS).forEach((key, value) -> arguments.put(key, String.valueOf(value.unwrapped())));
            var tests = HoconFile.inOrder(
                            checked.find(TESTS).orElse(ConfigFactory.empty().root()))
                    .flatMap(entry -> JobTest.read(entry.getKey(), entry.getValue(), base, problems).stream())
                    .toList();
            return new JobTestFile(file, checked.find(JOB), checked.get(SET), new Arguments(arguments), tests);
        });
    }

    /** The job as the command line names one. */
    public String jobName() {
        var folder = file.toAbsolutePath().getParent();
        if (job.isEmpty()) {
            var name = file.getFileName().toString();
            return folder.resolve(name.substring(0, name.length() - ENDING.length()) + ".conf")
                    .toString();
        }
        return job.get().startsWith("#") ? job.get() : folder.resolve(job.get()).toString();
    }
}
