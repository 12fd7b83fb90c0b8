// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.Arguments;
import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.SeenFile;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileSystems;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.engine.SourceFiles;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.run.RunCommand;
import dev.mastic.submit.run.WrittenJob;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a file is read by the next run of a job, or is not. */
@Command(name = "why", description = "Say why the next run of a job reads a file, or does not.")
final class BookmarkWhy extends Verb {
    @Parameters(index = "0", paramLabel = "JOB", description = "The name of a job.")
    private String job;

    @Parameters(index = "1", paramLabel = "PATH", description = "A file.")
    private String path;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only this source of the job.")
    private String source;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The job file, whose sources are asked whether the file is one of theirs.")
    private String file;

    /**
     * The answer.
     *
     * @param state new, changed, seen, gone, hidden, empty, uncommitted, other (of none of the sources) or missing
     */
    private record Answer(String state, Optional<String> source, SeenFile seen, String reason) {
        static Answer of(String state, String reason) {
            return new Answer(state, Optional.empty(), SeenFile.NEW, reason);
        }
    }

    /** A source that has a ledger, and whether the file is its own; that is not known without the job file. */
    private record Ledger(String source, SeenFile seen) {}

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = file == null
                ? openHere()
                : Workspace.open(options().project(written().home()))) {
            var store = workspace.parts().the(BookmarkStore.class);
            var listed = Optional.ofNullable(file).map(given -> listed(workspace));
            if (listed.isEmpty()) {
                BookmarkNames.requireJob(store, job);
            }
            var place = Location.resolve(Path.of("").toAbsolutePath().toString(), path);
            print(console, place, answer(store, place, listed));
            return ExitCode.OK;
        }
    }

    private Configuration hadoop() {
        return HadoopPart.with(options().project(Path.of("")).hadoop());
    }

    private WrittenJob written() {
        return WrittenJob.of(file, List.of(), Arguments.parse(List.of()));
    }

    private Map<String, Items.Files> listed(Workspace workspace) {
        var plan = RunCommand.planned(written(), workspace);
        if (!plan.job().equals(job)) {
            throw new UsageException("Cannot ask job '" + job + "': " + file + " is job '" + plan.job() + "'");
        }
        return SourceFiles.of(plan).bySource();
    }

    private Answer answer(BookmarkStore store, String place, Optional<Map<String, Items.Files>> listed) {
        var status = status(place);
        if (status.isPresent() && status.get().isDirectory()) {
            throw new UsageException("Cannot tell why of " + place + ": it is a folder (expected a file)");
        }
        var item = status.map(found -> FileListing.item(found))
                .orElseGet(() -> new FileItem(place, -1, -1, Optional.empty(), List.of()));
        var known = sources(store, listed)
                .map(name -> new Ledger(name, store.administration().seen(job, name, item)))
                .toList();
        var read = known.stream()
                .filter(ledger -> ledger.seen.state() != FileLedger.State.NEW)
                .findFirst();
        if (status.isEmpty()) {
            return read.map(ledger -> answer(ledger, "gone", "it is not there any more; it was read by "))
                    .orElseGet(() -> Answer.of("missing", "no such file"));
        }
        return left(item, place)
                .or(() -> read.map(BookmarkWhy::read))
                .or(() -> listed.filter(files -> isOfNone(files, item))
                        .map(files -> Answer.of(
                                "other",
                                "it is of no source of the job (asked: " + String.join(", ", files.keySet()) + ")")))
                .orElseGet(() -> unread(known));
    }

    private Stream<String> sources(BookmarkStore store, Optional<Map<String, Items.Files>> listed) {
        var all = listed.map(files -> files.keySet().stream())
                .orElseGet(() -> store.bookmarks(Optional.of(job)).stream()
                        .filter(bookmark -> bookmark.kind().equals(Position.Files.KIND))
                        .map(Bookmark::source));
        return all.sorted().filter(name -> source == null || source.equals(name));
    }

    private static boolean isOfNone(Map<String, Items.Files> files, FileItem item) {
        return files.values().stream().flatMap(items -> items.files().stream()).noneMatch(found -> found.path()
                .equals(item.path()));
    }

    private static Answer read(Ledger ledger) {
        return ledger.seen.state() == FileLedger.State.SEEN
                ? answer(ledger, "seen", "this version was read by ")
                : answer(ledger, "changed", "it has changed since an older version was read by ");
    }

    private static Answer answer(Ledger ledger, String state, String words) {
        var when = ledger.seen.when().map(time -> " at " + time).orElse("");
        var reason = words + "run " + ledger.seen.runId().orElse("?") + when;
        return new Answer(state, Optional.of(ledger.source), ledger.seen, reason);
    }

    private Answer unread(List<Ledger> known) {
        var names = known.isEmpty()
                ? "of which no files have been read"
                : "which has read files from "
                        + String.join(", ", known.stream().map(Ledger::source).toList());
        var hint = file == null ? "; --file JOB_FILE tells whether it is of one of its sources" : "";
        return Answer.of("new", "no version of it was read by the job, " + names + hint);
    }

    /** What no source reads, whatever its bookmark says. */
    private Optional<Answer> left(FileItem item, String place) {
        var name = Location.name(item.path());
        if (name.startsWith("_") || name.startsWith(".")) {
            return Optional.of(Answer.of("hidden", "sources skip names that begin with . or _"));
        } else if (item.size() == 0) {
            return Optional.of(Answer.of("empty", "sources skip files of no bytes"));
        }
        boolean pending = FileListing.list(place, hadoop()).isEmpty();
        return pending
                ? Optional.of(Answer.of(
                        "uncommitted", "it is the output of a run that has not ended, which readers do not see"))
                : Optional.empty();
    }

    private Optional<FileStatus> status(String place) {
        var target = new org.apache.hadoop.fs.Path(place);
        try {
            return Optional.of(FileSystems.of(target, hadoop()).getFileStatus(target));
        } catch (FileNotFoundException e) {
            // that is an answer, too
            return Optional.empty();
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(place, e);
        } catch (IOException e) {
            throw new EtlException("Cannot look at " + place + ": " + e.getMessage(), e);
        }
    }

    private void print(Console console, String place, Answer answer) {
        switch (options().output()) {
            case json -> console.print(node(place, answer));
            case csv ->
                console.csv(List.of(
                        List.of("path", "state", "runId", "reason"),
                        List.of(place, answer.state, answer.seen.runId().orElse(""), answer.reason)));
            case table ->
                console.show(place + ": " + answer.state + ": " + answer.reason
                        + answer.source.map(name -> " (source " + name + ")").orElse(""));
        }
    }

    private static ObjectNode node(String place, Answer answer) {
        return new ObjectMapper()
                .createObjectNode()
                .put("path", place)
                .put("state", answer.state)
                .put("runId", answer.seen.runId().orElse(null))
                .put("reason", answer.reason)
                .put("source", answer.source.orElse(null))
                .put("when", answer.seen.when().map(Object::toString).orElse(null));
    }
}
