// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.config.Location;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.core.io.Source;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the rows of files or tables. */
@Command(name = "cat", description = "Print the rows of files or tables, as NDJSON.")
final class CatCommand extends Verb {
    @Parameters(arity = "1..*", paramLabel = "PATH|TABLE", description = "A path that exists, else database.table.")
    private List<String> targets;

    @Option(names = "--format", paramLabel = "FORMAT", description = "The format of the files. Default: found out.")
    private String format;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows in all.")
    private Integer limit;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "Where refused rows go, as NDJSON. Default: the first on stderr.")
    private Path faults;

    @Override
    ExitCode execute(Console console) {
        if (limit != null && limit < 0) {
            throw new UsageException("Cannot print " + limit + " rows (--limit expects 0 or more)");
        }
        try (var workspace = openHere();
                var refused = new RefusedRows(Optional.ofNullable(faults), console)) {
            var spark = Sessions.lazy("mastic cat", workspace.project(), options());
            var printer = new RowPrinter(console, options().output(CommonOptions.Output.json));
            int left = Optional.ofNullable(limit).orElse(Integer.MAX_VALUE);
            boolean unreadable = false;
            for (var target : targets) {
                var frame = read(target, workspace, spark);
                int printed = printer.print(limited(frame.toDF(), left));
                // without a row that can be read there are no columns
                unreadable |= printed == 0 && frame.schema().fields().isEmpty();
                left -= printed;
                refused.addAll(frame);
            }
            return unreadable || refused.anyWholeFile() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    /** Rows, one a line: none is the right document of a failure. */
    @Override
    Optional<ObjectNode> failure(ExitCode code, String message) {
        return Optional.empty();
    }

    private static Dataset<Row> limited(Dataset<Row> rows, int most) {
        return most == Integer.MAX_VALUE ? rows : rows.limit(Math.max(0, most));
    }

    private DynamicFrame read(String target, Workspace workspace, LazySpark spark) {
        var here = Path.of("").toAbsolutePath().toString();
        boolean isPath = exists(Location.resolve(here, target)) || target.contains("/");
        if (!isPath && !target.contains(".")) {
            throw new UsageException(
                    "No such file or folder: " + target + ", and no table (a table is database.table)");
        }
        Map<String, Object> settings = new LinkedHashMap<>(Map.of(isPath ? "path" : "table", target));
        Optional.ofNullable(format).filter(f -> isPath).ifPresent(f -> settings.put("format", f));
        var factory = workspace.parts().registry().get(Source.class, isPath ? "path" : "table");
        var problems = new Problems();
        var checked = factory.settings().read(ConfigValueFactory.fromMap(settings, "mastic cat"), here, problems);
        problems.throwIfAny("mastic cat");
        var source = factory.create(checked, workspace.parts());
        var slice = source.slice(target, Bounds.all());
        return source.read(
                spark, slice, FrameContext.outsideJobs(workspace.parts().registry()));
    }

    private static boolean exists(String location) {
        try {
            var path = new org.apache.hadoop.fs.Path(location);
            return path.getFileSystem(new Configuration()).exists(path);
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (java.io.IOException e) {
            throw new EtlException("Cannot look at " + location + ": " + e.getMessage(), e);
        }
    }
}
