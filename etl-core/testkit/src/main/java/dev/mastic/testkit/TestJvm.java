// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another JVM like the one of this test, with its class path and its options: they suit a short life. */
public final class TestJvm {
    private TestJvm() {}

    /** What starts a class there; {@code options} come before those of this JVM. */
    public static List<String> command(List<String> options, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a class there, with more environment variables. */
    public static ChildProcess start(Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        return Distribution.child(environment, command(List.of(), main, arguments));
    }

    /** Starts a class there that waits when it has reached a failpoint. */
    public static ChildProcess startUntil(String failpoint, Class<?> main, String... arguments) throws IOException {
        return Distribution.childUntil(failpoint, command(List.of(), main, arguments));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
