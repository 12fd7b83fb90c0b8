// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import dev.mastic.core.Arguments;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.engine.SourceFiles;
import dev.mastic.submit.run.RunCommand;
import dev.mastic.submit.run.WrittenJob;
import dev.mastic.submit.verb.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts files as read that no run has read. */
@Command(
        name = "mark-seen",
        description =
                "Count files as read: those of paths for one source, or all that the sources of a job file hold now.")
final class BookmarkMarkSeen extends BookmarkChange {
    @Parameters(index = "0", paramLabel = "JOB", description = "The name of a job.")
    private String job;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "PATH", description = "Files, or folders of files.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--source", paramLabel = "SOURCE", description = "The source whose bookmark is moved.")
    private String source;

    @Option(names = "--file", paramLabel = "FILE", description = "Take the sources of this job file instead of paths.")
    private String file;

    @Override
    Workspace workspace() {
        return file == null
                ? openHere()
                : Workspace.open(options().project(written().home()));
    }

    private WrittenJob written() {
        return WrittenJob.of(file, List.of(), Arguments.parse(List.of()));
    }

    @Override
    Prepared prepare(Workspace workspace) {
        if ((file == null) == paths.isEmpty()) {
            throw new UsageException(
                    "Cannot tell which files to mark: give paths with --source, or a job file with --file");
        }
        var bySource = file == null ? ofPaths(workspace) : ofJobFile(workspace);
        var store = workspace.parts().the(BookmarkStore.class);
        return new Prepared(
                job,
                (administration, lease) -> bySource.entrySet().stream()
                        .flatMap(files -> administration.markSeen(lease, files.getKey(), files.getValue()).stream())
                        .toList(),
                undo(store, job),
                List.of());
    }

    private Map<String, Items.Files> ofPaths(Workspace workspace) {
        if (source == null) {
            throw new UsageException("Cannot mark files as read: say of which source with --source");
        }
        var here = Path.of("").toAbsolutePath().toString();
        var files = new TreeMap<String, FileItem>();
        for (var path : paths) {
            FileListing.list(Location.resolve(here, path), workspace.parts().the(Configuration.class))
                    .forEach(found -> files.put(found.path(), found));
        }
        return Map.of(source, new Items.Files(List.copyOf(files.values())));
    }

    private Map<String, Items.Files> ofJobFile(Workspace workspace) {
        var plan = RunCommand.planned(written(), workspace);
        if (!plan.job().equals(job)) {
            throw new UsageException(
                    "Cannot mark files of job '" + job + "': " + file + " is job '" + plan.job() + "'");
        }
        var bySource = new TreeMap<>(SourceFiles.of(plan).bySource());
        Optional.ofNullable(source).ifPresent(name -> {
            if (!bySource.containsKey(name)) {
                throw new UsageException("No source '" + name + "' with a ledger of files in " + file + " "
                        + Suggestion.among(name, bySource.keySet()));
            }
            bySource.keySet().retainAll(List.of(name));
        });
        return bySource;
    }
}
