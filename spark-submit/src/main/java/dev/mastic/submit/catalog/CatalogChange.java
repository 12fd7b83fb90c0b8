// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.definition.Difference;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A verb that changes the catalog, and tells the difference; {@code --dry-run} tells it alone. Data are never touched. */
abstract class CatalogChange extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 50;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    /** What a thing of the catalog is called. */
    record Named(String noun, String name) {
        @Override
        public String toString() {
            return noun + " " + name;
        }
    }

    /**
     * A change that is ready.
     *
     * @param done what becomes of it, such as {@code created}
     * @param act changes it, and answers the version that it has then, where it has one
     * @param notes what people should know
     */
    record Prepared(
            Named thing, String done, List<Difference> differences, Supplier<OptionalLong> act, List<String> notes) {
        Prepared(Named thing, String done, List<Difference> differences, Supplier<OptionalLong> act) {
            this(thing, done, differences, act, List.of());
        }
    }

    /** Reads what is needed for the change, and refuses what cannot be. */
    abstract Prepared prepare(Workspace workspace, Catalog catalog);

    boolean isDryRun() {
        return dryRun;
    }

    @Override
    protected final ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            var prepared = prepare(workspace, workspace.parts().the(Catalog.class));
            boolean acts = !dryRun && !prepared.differences().isEmpty();
            var version = acts ? prepared.act().get() : OptionalLong.empty();
            print(console, prepared, version);
            return ExitCode.OK;
        }
    }

    private void print(Console console, Prepared prepared, OptionalLong version) {
        switch (options().output()) {
            case json -> console.print(document(prepared, version));
            case csv -> console.csv(rows(prepared.differences()));
            case table -> {
                console.show(head(prepared, version));
                lines(prepared.differences(), MOST).forEach(console::show);
            }
        }
        prepared.notes().forEach(note -> console.say("note: " + note));
    }

    private String head(Prepared prepared, OptionalLong version) {
        if (prepared.differences().isEmpty()) {
            return prepared.thing() + ": nothing to change";
        }
        var number = version.isPresent() ? " (version " + version.getAsLong() + ")" : "";
        return prepared.thing()
                + (dryRun ? " would be " + prepared.done() + " (a dry run)" : " " + prepared.done() + number);
    }

    /** At most so many differences, and how many more there are. */
    static Stream<String> lines(List<Difference> differences, int most) {
        var shown = differences.stream().limit(most).flatMap(Difference::lines);
        int left = differences.size() - most;
        return left > 0 ? Stream.concat(shown, Stream.of("  … " + left + " more")) : shown;
    }

    static ObjectNode node(Difference difference) {
        return JSON.createObjectNode()
                .put("what", difference.what())
                .put("before", difference.before())
                .put("after", difference.after());
    }

    static List<List<String>> rows(List<Difference> differences) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("what", "before", "after"));
        differences.forEach(each -> rows.add(List.of(each.what(), each.before(), each.after())));
        return rows;
    }

    private ObjectNode document(Prepared prepared, OptionalLong version) {
        var document = JSON.createObjectNode()
                .put(prepared.thing().noun(), prepared.thing().name())
                .put("change", prepared.differences().isEmpty() ? "unchanged" : prepared.done())
                .put("dryRun", dryRun);
        version.ifPresent(number -> document.put("version", number));
        document.set("differences", TableJson.array(prepared.differences(), CatalogChange::node));
        return document;
    }

    /** Whether a name is that of a table, and not of a database. */
    static boolean isTable(String name) {
        return name.contains(".");
    }

    /** Refuses options that speak of something else than what is named. */
    static void refuse(boolean isGiven, String verb, String name, String options, String of) {
        if (isGiven) {
            throw new UsageException("Cannot " + verb + " " + name + ": " + options + " "
                    + (options.contains(" ") ? "are" : "is") + " for " + of);
        }
    }

    /** The current folder, which written locations start from. */
    static String here() {
        return Path.of("").toAbsolutePath().toString();
    }
}
