// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks at bookmarks and changes them. */
@Command(
        name = "bookmark",
        mixinStandardHelpOptions = true,
        description = "Look at what jobs have read, and change it.",
        subcommands = {
            BookmarkCommand.ListAll.class,
            BookmarkCommand.Show.class,
            BookmarkWhy.class,
            BookmarkReset.class,
            BookmarkRewind.class,
            BookmarkMarkSeen.class,
            BookmarkAdopt.class,
            BookmarkExport.class,
            BookmarkImport.class
        })
public final class BookmarkCommand extends Group {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Command(name = "list", description = "The bookmarks of all jobs.")
    static final class ListAll extends Verb {
        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var bookmarks = workspace.parts().the(BookmarkStore.class).bookmarks(Optional.empty());
                if (options().output() == Console.Output.json) {
                    var jobs = new LinkedHashMap<String, List<Bookmark>>();
                    bookmarks.forEach(b -> jobs.computeIfAbsent(b.job(), job -> new ArrayList<>())
                            .add(b));
                    var document = JSON.createObjectNode();
                    document.set("jobs", TableJson.array(jobs.entrySet(), job -> node(job.getKey(), job.getValue())));
                    console.print(document);
                } else {
                    print(options(), console, bookmarks);
                }
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "show", description = "The bookmarks of one job.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "JOB", description = "The name of a job.")
        private String job;

        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var store = workspace.parts().the(BookmarkStore.class);
                var bookmarks = BookmarkNames.of(store, job);
                if (options().output() == Console.Output.json) {
                    console.print(node(job, bookmarks));
                } else {
                    print(options(), console, bookmarks);
                }
                return ExitCode.OK;
            }
        }
    }

    private static ObjectNode node(String job, List<Bookmark> bookmarks) {
        var node = JSON.createObjectNode().put("job", job);
        node.set("sources", TableJson.array(bookmarks, bookmark -> JSON.createObjectNode()
                .put("name", bookmark.source())
                .put("kind", bookmark.kind())
                .put("position", bookmark.position())
                .put("files", bookmark.files())
                .put("runId", bookmark.runId())
                .put("updated", bookmark.updated().toString())));
        return node;
    }

    private static void print(CommonOptions options, Console console, List<Bookmark> bookmarks) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("job", "source", "kind", "position", "run", "updated"));
        bookmarks.forEach(b -> rows.add(List.of(
                b.job(),
                b.source(),
                b.kind(),
                b.position(),
                b.runId(),
                b.updated().toString())));
        if (options.output() == Console.Output.csv) {
            console.csv(rows);
        } else {
            console.table(rows);
        }
    }
}
