// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mastic.core.failure.EtlException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a command prints: data to stdout, talk to stderr. */
public final class Console {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The forms of what goes to stdout. */
    public enum Output {
        table,
        json,
        csv
    }

    private final PrintStream data;
    private final PrintStream talk;
    private final boolean quiet;

    public Console(boolean quiet) {
        this.data = System.out;
        this.talk = System.err;
        this.quiet = quiet;
    }

    /** A line of talk, unless the command is quiet. */
    public void say(String line) {
        if (!quiet) {
            talk.println(TerminalText.lines(line));
        }
    }

    /** A line about something that went wrong, also of a quiet command. */
    public void warn(String line) {
        talk.println("mastic: " + TerminalText.lines(line));
    }

    /** A line of data for people. */
    public void show(String line) {
        data.println(TerminalText.lines(line));
    }

    /** A line of data as it is, for programs. */
    public void print(String line) {
        data.println(line);
    }

    /** One JSON document. */
    public void print(JsonNode document) {
        try {
            data.println(TerminalText.json(JSON.writeValueAsString(document)));
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot print JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Rows as comma-separated values; the first row holds the names. */
    public void csv(List<List<String>> rows) {
        rows.forEach(row -> data.println(row.stream().map(Console::csv).collect(Collectors.joining(","))));
    }

    public static String csv(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** Rows in columns; the first row holds the names. */
    public void table(List<List<String>> rows) {
        new TextTable(rows).lines().forEach(data::println);
    }

    /** Rows in the form that was asked for; the first row holds the names. */
    public void rows(Output form, List<List<String>> rows) {
        if (form == Output.csv) {
            csv(rows);
        } else {
            table(rows);
        }
    }

    /** The same for names and their values, which are what was asked for: none is cut. */
    public void pairs(Output form, List<List<String>> rows) {
        if (form == Output.csv) {
            csv(rows);
        } else {
            new TextTable(rows, Integer.MAX_VALUE).lines().forEach(data::println);
        }
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
