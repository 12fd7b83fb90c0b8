// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Python with packages of PyPI, made once and kept in the user's cache. Prints once in a JVM which versions are in it.
 *
 * @param home the folder of the virtual environment
 */
public record Venv(Path home) {
    private static final Set<Path> PRINTED = ConcurrentHashMap.newKeySet();

    /**
     * With these packages.
     *
     * @param name of its folder; another list of packages needs another one
     */
    public static Venv of(String name, String... packages) throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("user.home"), ".cache", "mastic", name);
        var venv = new Venv(home);
        var complete = home.resolve("complete");
        if (!Files.exists(complete)) {
            Files.createDirectories(home.getParent());
            run(List.of("python3", "-m", "venv", "--clear", home.toString()));
            var install = new ArrayList<>(List.of(venv.program("pip"), "install", "-q"));
            install.addAll(List.of(packages));
            run(install);
            Files.createFile(complete);
        }
        if (PRINTED.add(home)) {
            System.out.println("Python of " + name + ": " + venv.versions());
        }
        return venv;
    }

    /** With the packages of a file of requirements; other contents make another one. */
    public static Venv ofFile(String name, Path requirements) throws IOException, InterruptedException {
        var contents = Integer.toHexString(Files.readString(requirements).hashCode());
        return of(name + "-" + contents, "-r", requirements.toAbsolutePath().toString());
    }

    /** One of its programs. */
    public String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** The command that runs a script with it. */
    public List<String> python(String script, String... arguments) {
        var command = new ArrayList<>(List.of(program("python"), script));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Those of the packages that no other one asked for. */
    private String versions() throws IOException, InterruptedException {
        var list = List.of(
                program("pip"),
                "list",
                "--not-required",
                "--format=freeze",
                "--exclude",
                "pip",
                "--exclude",
                "setuptools");
        return String.join(" ", run(list).lines().toList());
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + said);
        }
        return said;
    }
}
