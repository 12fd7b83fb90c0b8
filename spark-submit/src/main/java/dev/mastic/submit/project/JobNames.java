// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.project;

import dev.mastic.core.failure.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a new job and its class are called.
 *
 * @param job such as {@code my-job}
 * @param packageName such as {@code com.example}
 * @param type the name of the class, such as {@code MyJob}
 */
record JobNames(String job, String packageName, String type) {
    private static final Pattern JOB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String DEFAULT_PACKAGE = "com.example";
    /** Names that the class itself speaks of. */
    private static final List<String> TAKEN = List.of("EtlJob");

    /**
     * The names that follow from the folder.
     *
     * @throws UsageException if they cannot be those of a job, a package or a class
     */
    static JobNames of(Path folder, String packageName, JobKind kind) {
        var job = Optional.ofNullable(folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
        if (!JOB.matcher(job).matches()) {
            throw new UsageException("Cannot make job '" + job
                    + "': its name has other signs than small letters, digits and single dashes between them"
                    + " (expected a name such as my-job)");
        }
        if (kind == JobKind.HOCON && packageName != null) {
            throw new UsageException("Cannot use --package: a job file has no package (expected --job java)");
        }
        var type = type(job);
        if (TAKEN.contains(type)) {
            throw new UsageException("Cannot make job '" + job + "': its class would be " + type
                    + ", which is a name of Mastic's; name it otherwise");
        }
        return new JobNames(job, packageName(Optional.ofNullable(packageName).orElse(DEFAULT_PACKAGE)), type);
    }

    /** The folders of the package. */
    String packageFolder() {
        return packageName.replace('.', '/');
    }

    private static String packageName(String name) {
        if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
            throw new UsageException("Cannot use package '" + name
                    + "': it is no name of Java (expected words with dots between them, none a word of the language,"
                    + " such as com.example)");
        }
        if (name.equals("java") || name.startsWith("java.")) {
            throw new UsageException("Cannot use package '" + name
                    + "': Java keeps java for itself (expected one such as " + DEFAULT_PACKAGE + ")");
        }
        return name;
    }

    /** The word Job stands at its end, so that it is never a name of Java's. */
    private static String type(String job) {
        var name = Arrays.stream(job.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        return name.endsWith("Job") ? name : name + "Job";
    }
}
