// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Intent;
import dev.mastic.core.io.RememberedOutput;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * What each committed output of a table was made from, one packed file for each below {@code _mastic/slices}. A file is written when the
 * output is staged, beside its {@link StagedNote}, and goes with it when the output is discarded; the note of a committed output goes alone,
 * and at the latest before the next output of the same sink is committed. So an output is committed if its file is there without a note, or
 * if the table says so, whatever snapshots have expired.
 */
record SliceArchive(Table table) {
    private static final String FOLDER = "slices";
    private static final String SUFFIX = ".json.gz";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One file: whose output it is, how much it is, and what it was made from. */
    private record Entry(Run run, String sink, FrameCount count, String slices) {
        RememberedOutput remembered(Optional<String> snapshotId) {
            return new RememberedOutput(
                    run, sink, RunCodec.readSlices(slices), new Receipt(List.of(count), snapshotId));
        }
    }

    void write(Output output, Receipt receipt) {
        var place = place(output);
        var header = RunCodec.node(output.run())
                .put("sink", output.sink())
                .put("rows", receipt.rows())
                .put("files", receipt.files());
        try (var out = new OutputStreamWriter(
                new GZIPOutputStream(table.io().newOutputFile(place).createOrOverwrite()), StandardCharsets.UTF_8)) {
            out.write(header + "\n" + RunCodec.writeSlices(output.slices()) + "\n");
        } catch (IOException e) {
            throw new EtlException("Cannot write " + place + ": " + e.getMessage(), e);
        }
    }

    boolean has(Output output) {
        return table.io().newInputFile(place(output)).exists();
    }

    void delete(Output output) {
        StagedNote.deleteIfThere(table.io(), place(output));
    }

    /** The committed outputs of a job, in the order of their tokens; none where the storage cannot list files. */
    List<RememberedOutput> outputs(String job) {
        var log = CommitLog.of(table);
        return places(job).stream()
                .map(this::read)
                .filter(entry -> entry.run().job().equals(job))
                .filter(entry -> isCommitted(entry, log))
                .map(entry ->
                        entry.remembered(log.find(entry.run(), entry.sink()).flatMap(CommittedOutput::snapshotId)))
                .sorted(Comparator.comparing((RememberedOutput remembered) ->
                                remembered.run().token())
                        .thenComparing(RememberedOutput::sink))
                .toList();
    }

    private boolean isCommitted(Entry entry, CommitLog log) {
        var output = new Output(entry.run(), entry.sink(), List.of(), Optional.empty());
        return log.find(entry.run(), entry.sink()).isPresent() || !new StagedNote(table, output).isThere();
    }

    private List<String> places(String job) {
        if (!(table.io() instanceof SupportsPrefixOperations io)) {
            return List.of();
        }
        try {
            return StreamSupport.stream(io.listPrefix(folder()).spliterator(), false)
                    .map(FileInfo::location)
                    .filter(location -> Location.name(location).startsWith(OutputName.ofJob(job)))
                    .filter(location -> location.endsWith(SUFFIX))
                    .toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof FileNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private Entry read(String place) {
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(table.io().newInputFile(place).newStream()), StandardCharsets.UTF_8))) {
            var header = JSON.readTree(in.readLine());
            var count = new FrameCount(
                    "", header.path("rows").asLong(), header.path("files").asLong());
            return new Entry(RunCodec.run(header), header.path("sink").asText(), count, in.readLine());
        } catch (IOException e) {
            throw new EtlException("Cannot read " + place + ": " + e.getMessage(), e);
        }
    }

    private String place(Output output) {
        return Location.child(folder(), OutputName.of(output) + SUFFIX);
    }

    private String folder() {
        return Location.child(Location.child(table.location(), Intent.FOLDER), FOLDER);
    }
}
