// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Verdict;
import dev.mastic.engine.VerdictJson;
import dev.mastic.quality.DataQuality;
import dev.mastic.quality.RowCounts;
import dev.mastic.quality.Ruleset;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.VerdictText;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.WrittenFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rules of data quality on files and tables. */
@Command(
        name = "dq",
        mixinStandardHelpOptions = true,
        description = "Hold files or tables against rules of data quality.",
        subcommands = DqCommand.Run.class)
public final class DqCommand extends Group {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Command(name = "run", description = "Say of each rule whether it holds. Exits with 3 if one does not.")
    static final class Run extends Verb {
        @Parameters(paramLabel = "PATH|TABLE", description = "A path that exists, else database.table.")
        private String target;

        @Option(
                names = "--rules",
                required = true,
                paramLabel = "FILE|TEXT",
                description = "The rules in DQDL: a file that exists, else the rules themselves.")
        private String rules;

        @Option(
                names = "--rows",
                paramLabel = "FILE",
                description = "Where all rows go as NDJSON, each with the rules that it keeps and breaks.")
        private Path rowsFile;

        @Option(
                names = "--reference",
                paramLabel = "NAME=PATH|TABLE",
                description = "Rows that rules compare with, under a name; may be repeated.")
        private Map<String, String> references = new LinkedHashMap<>();

        @Mixin
        private FileOptions files = new FileOptions();

        @Override
        protected ExitCode execute(Console console) {
            var ruleset = ruleset();
            refuseMissingReferences(ruleset);
            var quality = new DataQuality(ruleset);
            try (var workspace = openHere();
                    var file = rowsFile == null ? null : RowsFile.open(rowsFile);
                    var refused = new RefusedRows(Optional.empty(), console)) {
                var spark = Sessions.lazy("mastic dq", workspace.project(), options());
                var reading = new Reading(workspace, spark, "mastic dq");
                var frame = reading.read(target, files.settings());
                var frames = Frames.of(target, frame);
                for (var reference : references.entrySet()) {
                    frames = with(frames, reference.getKey(), reading.read(reference.getValue()));
                }
                var verdict = quality.verdict(frames);
                var counts = counts(quality.rows(frame), Optional.ofNullable(file));
                refused.addAll(frame);
                print(console, verdict, counts);
                if (refused.anyWholeFile()) {
                    return ExitCode.FAILED;
                }
                return verdict.passed() ? ExitCode.OK : ExitCode.QUALITY_FAILED;
            }
        }

        /** Told before a row is read. */
        private void refuseMissingReferences(Ruleset ruleset) {
            for (var name : ruleset.references()) {
                if (!references.containsKey(name)) {
                    throw new UsageException("Cannot compare with '" + name + "': no such reference "
                            + Suggestion.among(name, references.keySet()) + ": say where its rows are, --reference "
                            + name + "=PATH|TABLE");
                }
            }
        }

        private static Frames with(Frames frames, String name, DynamicFrame reference) {
            if (frames.names().contains(name) || name.equals("primary")) {
                throw new UsageException("Cannot call a reference '" + name + "': the name is taken");
            }
            return frames.with(name, reference);
        }

        /** What is no file is rules, unless it looks like a file. */
        private Ruleset ruleset() {
            if (isFile(rules)) {
                return Ruleset.parse(Path.of(rules).getFileName().toString(), WrittenFile.text(Path.of(rules)));
            } else if (rules.matches("\\S*[./]\\S*")) {
                throw new UsageException("No such file of rules: " + rules);
            }
            return Ruleset.parse("--rules", rules);
        }

        private static boolean isFile(String text) {
            try {
                return Files.isRegularFile(Path.of(text));
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static RowCounts counts(DynamicFrame rows, Optional<RowsFile> file) {
            return file.map(out -> out.write(rows)).orElseGet(() -> RowCounts.of(rows));
        }

        private void print(Console console, Verdict verdict, RowCounts rows) {
            switch (options().output()) {
                case json -> {
                    var document = JSON.createObjectNode();
                    VerdictJson.fill(document.putArray("rules"), verdict);
                    document.putObject("rows").put("passed", rows.passed()).put("failed", rows.failed());
                    console.print(document);
                }
                case csv -> console.csv(VerdictText.rows(verdict));
                case table -> {
                    VerdictText.print(console, target, verdict);
                    console.show("rows that pass: " + Console.count(rows.passed()) + ", that fail: "
                            + Console.count(rows.failed()) + " (by the rules about single rows)");
                }
            }
        }
    }
}
