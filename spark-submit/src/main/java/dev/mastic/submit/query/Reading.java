// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Location;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileSystems;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.core.io.Source;
import dev.mastic.submit.verb.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Reads what a command names: a path that exists, else a table of the catalog; with the sources that jobs have. */
public record Reading(Workspace workspace, LazySpark spark, String command) {
    /** All rows of a path or a table. Lazy; files may be read for their types. */
    public DynamicFrame read(String target) {
        return read(target, Map.of());
    }

    /**
     * The same with settings of the path source.
     *
     * @throws UsageException if there is neither such a path nor such a table, or if settings of files are given for a table
     */
    public DynamicFrame read(String target, Map<String, Object> ofFiles) {
        if (isPath(target)) {
            return readPath(target, ofFiles);
        }
        if (!target.contains(".")) {
            throw nothing(target);
        }
        if (!ofFiles.isEmpty()) {
            throw new UsageException(
                    "Cannot use --" + ofFiles.keySet().iterator().next() + " on table " + target
                            + ": the catalog says how its files are read");
        }
        try {
            return read("table", Map.of("table", target), target);
        } catch (NoSuchTableException e) {
            var near = nearestFile(target).map(name -> " (did you mean '" + name + "'?)");
            throw new UsageException(e.getMessage() + "; and no such file or folder" + near.orElse(""), e);
        }
    }

    /** All rows of the files below a path, with settings of the path source. */
    DynamicFrame readPath(String path, Map<String, Object> more) {
        var settings = new LinkedHashMap<>(more);
        settings.put("path", path);
        return read("path", settings, path);
    }

    /** Whether a text means a path: it exists, or has a slash. */
    public boolean isPath(String target) {
        return target.contains("/") || exists(Location.resolve(here(), target));
    }

    private DynamicFrame read(String kind, Map<String, Object> settings, String name) {
        var source = source(kind, settings, name);
        var context = FrameContext.outsideJobs(workspace.parts().registry());
        return source.read(spark, source.slice(name, Bounds.all()), context);
    }

    /** What is wrong with the settings has no place in a file. */
    private Source source(String kind, Map<String, Object> settings, String name) {
        var factory = workspace.parts().registry().get(Source.class, kind);
        var problems = new Problems();
        ConfigObject written = ConfigValueFactory.fromMap(settings, command);
        try {
            var checked = factory.settings().read(written, here(), problems);
            problems.throwIfAny(command);
            return factory.create(checked, workspace.parts());
        } catch (ConfigProblemsException e) {
            var why = e.problems().stream()
                    .map(problem -> problem.message() + (problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")"))
                    .collect(Collectors.joining("; "));
            throw new UsageException("Cannot read " + name + ": " + why, e);
        }
    }

    private static UsageException nothing(String target) {
        var near = nearestFile(target)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
        return new UsageException(
                "No such file or folder: " + target + ", and no table (a table is database.table" + near + ")");
    }

    private static Optional<String> nearestFile(String target) {
        var names = Path.of("").toAbsolutePath().toFile().list();
        return Suggestion.nearest(target, names == null ? List.of() : List.of(names));
    }

    private static String here() {
        return Path.of("").toAbsolutePath().toString();
    }

    private boolean exists(String location) {
        try {
            var path = new org.apache.hadoop.fs.Path(location);
            return FileSystems.of(path, workspace.parts().the(Configuration.class))
                    .exists(path);
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (IOException e) {
            throw new EtlException("Cannot look at " + location + ": " + IoReason.of(e), e);
        }
    }
}
