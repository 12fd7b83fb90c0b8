// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the columns of files are found that no catalog describes.
 *
 * @param declared the columns as the user wrote them: then no file is read for its types
 * @param infer how much of each text file is read otherwise
 * @param evolve whether columns that are in the files, and not declared, come in behind those that are
 */
record PathColumns(Optional<Type.Struct> declared, Infer infer, boolean evolve, Configuration configuration) {
    private static final Logger LOG = LoggerFactory.getLogger(PathColumns.class);
    /** The one format whose values have no types of their own. */
    private static final String CSV = "csv";

    /** How much of a text file decides about its columns. */
    enum Infer {
        /** Every row. */
        ALL(Long.MAX_VALUE),
        /** The first 10 MB. */
        SAMPLE(10L * 1024 * 1024),
        /** Names only, as far as the sample shows them: each value of a CSV file is the text that stands there. */
        NONE(10L * 1024 * 1024);

        private final long bytes;

        Infer(long bytes) {
            this.bytes = bytes;
        }
    }

    /** What was found: the columns in the files, and those from the folders. */
    record Found(Type.Struct fileType, Type.Struct partitionType) {}

    /**
     * The columns of files that lie under partition folders with these keys. Of a column with the name of a key, the folders decide; its
     * type is the declared one, else string. Starts no Spark.
     *
     * @throws EtlException if not one of the files can be read
     */
    Found of(List<FileItem> files, Format format, Match match, List<String> keys) {
        var columns = columns(files, format, match);
        var fileType = new Type.Struct(columns.fields().stream()
                .filter(field -> keys.stream().noneMatch(field.name()::equalsIgnoreCase))
                .toList());
        var partitionType = new Type.Struct(
                keys.stream().map(key -> new Type.Field(key, keyType(key))).toList());
        return new Found(fileType, partitionType);
    }

    private Type.Struct columns(List<FileItem> files, Format format, Match match) {
        if (declared.isEmpty()) {
            var found = observe(files, format, match).type();
            return infer == Infer.NONE && match.format().equals(CSV) ? texts(found) : found;
        }
        return evolve ? evolved(declared.get(), files, format, match) : declared.get();
    }

    private static Type.Struct texts(Type.Struct found) {
        return new Type.Struct(found.fields().stream()
                .map(field -> new Type.Field(field.name(), Type.Primitive.STRING))
                .toList());
    }

    /** Reading refuses files that cannot be read; they have nothing new. */
    private Type.Struct evolved(Type.Struct known, List<FileItem> files, Format format, Match match) {
        var fields = new ArrayList<>(known.fields());
        try {
            if (!files.isEmpty()) {
                observe(files, format, match).type().fields().stream()
                        .filter(field -> known.field(field.name()).isEmpty())
                        .forEach(fields::add);
            }
        } catch (EtlException e) {
            LOG.warn("Passed over while looking for new columns: {}", e.getMessage());
        }
        return new Type.Struct(fields);
    }

    private Type keyType(String key) {
        return declared.stream()
                .flatMap(columns -> columns.fields().stream())
                .filter(field -> field.name().equalsIgnoreCase(key))
                .map(Type.Field::type)
                .findFirst()
                .orElse(Type.Primitive.STRING);
    }

    private MarkedChoices observe(List<FileItem> files, Format format, Match match) {
        var failures = new ArrayList<EtlException>();
        var found = new ArrayList<Format.Inference>();
        for (var seen : observeEach(files, format, match)) {
            seen.failure().ifPresentOrElse(failures::add, () -> found.add(seen.inference()));
        }
        if (failures.size() == files.size()) {
            throw failures.get(0);
        }
        // reading refuses these files as faults
        failures.forEach(e -> LOG.warn("Passed over while looking for columns: {}", e.getMessage()));
        return MarkedChoices.of(found);
    }

    private record Seen(Format.Inference inference, Optional<EtlException> failure) {}

    /** One task a file on all cores; the answers stand in the order of the files. */
    private List<Seen> observeEach(List<FileItem> files, Format format, Match match) {
        int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
        if (threads < 2) {
            return files.stream().map(file -> observe(file, format, match)).toList();
        }
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var tasks = files.stream()
                    .map(file -> CompletableFuture.supplyAsync(() -> observe(file, format, match), pool))
                    .toList();
            return tasks.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            pool.shutdownNow();
        }
    }

    private Seen observe(FileItem file, Format format, Match match) {
        try {
            var seen = format.observe(new InputFile(file, configuration), match, infer.bytes);
            return new Seen(seen, Optional.empty());
        } catch (EtlException e) {
            return new Seen(new Format.Inference(Observed.nothing(), 0), Optional.of(e));
        }
    }
}
