// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import picocli.CommandLine;

/** A verb that only holds others. */
public abstract class Group implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Override
    public void run() {
        var known = String.join(", ", command.subcommands().keySet());
        throw new CommandLine.ParameterException(
                command.commandLine(), "'" + command.qualifiedName() + "' needs one of: " + known);
    }
}
