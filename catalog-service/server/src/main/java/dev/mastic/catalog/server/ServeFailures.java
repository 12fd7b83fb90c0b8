// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what keeps the server from starting into one message on stderr and an exit code, as the other verbs do. */
record ServeFailures(String verb) implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean debug = command.getCommand() instanceof Serve serve && serve.debug();
        boolean ours = failure instanceof EtlException;
        System.err.println("mastic: " + (ours ? failure.getMessage() : "internal error: " + failure));
        if (debug) {
            failure.printStackTrace();
        } else if (!ours) {
            System.err.println("  run again with --debug to see where");
        }
        return (failure instanceof EtlException known ? known.exitCode() : ExitCode.INTERNAL).number();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        System.err.println("mastic: " + failure.getMessage().replaceFirst("^Error: ", ""));
        System.err.println("  mastic " + verb + " --help tells how it is used");
        return ExitCode.USAGE.number();
    }
}
