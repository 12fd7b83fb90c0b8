// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TerminalText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into one message on stderr and an exit code; a stack trace is shown only with {@code --debug}. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Pattern ERROR = Pattern.compile("^Error: ");
    private static final String STOPPED = "stopped: the process was told to end";

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean debug = parsed.originalArgs().contains("--debug");
        var message = Termination.isEnding() ? sayStopped() : say(failure, debug);
        if (debug) {
            failure.printStackTrace();
        }
        if (command.getCommand() instanceof Verb verb && verb.options().output() == Console.Output.json) {
            verb.failure(code(failure), message)
                    .ifPresent(new Console(verb.options().quiet())::print);
        }
        return code(failure).number();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        System.err.println("mastic: " + TerminalText.lines(message(failure)));
        if (failure instanceof UnmatchedArgumentException unmatched && !isCommand(unmatched)) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                System.err.println("  did you mean: " + String.join(", ", suggestions) + "?");
            }
        }
        var name = command.getCommandSpec().qualifiedName();
        System.err.println("  " + name + " --help tells how it is used");
        return ExitCode.USAGE.number();
    }

    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched && isCommand(unmatched)) {
            var name = unmatched.getUnmatched().get(0);
            var known = failure.getCommandLine().getSubcommands().keySet();
            return "No such command: '" + name + "' " + Suggestion.among(name, known);
        }
        // of options that are maps the parser says it twice
        var said = failure.getMessage().replace("option option", "option");
        return failure.getValue() != null
                        && failure.getArgSpec() instanceof OptionSpec option
                        && option.type().isEnum()
                ? noSuchValue(option, failure.getValue())
                : ERROR.matcher(said).replaceFirst("");
    }

    /** As a value is written on the command line. */
    private static String noSuchValue(OptionSpec option, String value) {
        var known = Arrays.stream(option.type().getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return "Invalid value for option '" + option.longestName() + "': no such value '" + value + "' "
                + Suggestion.among(value, known);
    }

    /** Whether the first word that was not understood stands where a command is expected. */
    private static boolean isCommand(UnmatchedArgumentException unmatched) {
        return !unmatched.getCommandLine().getSubcommands().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-");
    }

    /** What failed then is only what Spark's own hook has stopped. */
    private static String sayStopped() {
        System.err.println("mastic: " + STOPPED);
        return STOPPED;
    }

    /** Says on stderr what failed. */
    static String say(Throwable failure, boolean debug) {
        var message = message(failure, debug);
        System.err.println("mastic: " + TerminalText.lines(message));
        return message;
    }

    /** What is said of a failure. */
    public static String message(Throwable failure, boolean debug) {
        if (failure instanceof EtlException) {
            return failure.getMessage();
        }
        var root = root(failure);
        var hint = debug ? "" : " (run again with --debug to see where)";
        var what = isSpark(failure)
                ? "Spark failed: "
                : "internal error: " + root.getClass().getSimpleName() + ": ";
        return what + String.valueOf(root.getMessage()).lines().findFirst().orElse("") + hint;
    }

    /** How a command that ends with this failure exits. */
    public static ExitCode code(Throwable failure) {
        if (failure instanceof EtlException etl) {
            return etl.exitCode();
        }
        return isSpark(failure) ? ExitCode.FAILED : ExitCode.INTERNAL;
    }

    private static boolean isSpark(Throwable failure) {
        return failure.getClass().getName().startsWith("org.apache.spark.")
                || Arrays.stream(failure.getStackTrace()).limit(1).anyMatch(frame -> frame.getClassName()
                        .startsWith("org.apache.spark."));
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
