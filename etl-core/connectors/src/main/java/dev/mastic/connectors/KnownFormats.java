// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The formats of this process, each made with the same options, which are the settings of its factory.
 *
 * @param options as the user wrote them; they win over what a format finds in a file
 */
record KnownFormats(Parts parts, ConfigObject options) {
    private static final Logger LOG = LoggerFactory.getLogger(KnownFormats.class);
    private static final int SNIFFED_FILES = 5;
    /** Much text can be cut at some character, such as a log at its commas. */
    private static final String LEAST_TELLING = "csv";

    /** The formats with their default settings. */
    KnownFormats(Parts parts) {
        this(parts, ConfigFactory.empty().root());
    }

    /**
     * Refuses options that the format does not have, or, where none is named, no format has together.
     *
     * @throws ConfigProblemsException with the place of each
     */
    void check(Optional<String> name) {
        var problems = new Problems();
        var format = name.flatMap(known -> parts.registry().find(Format.class, known));
        format.ifPresent(known -> known.settings().read(options, "", problems));
        if (name.isEmpty() && usable().findAny().isEmpty()) {
            checkEach(problems);
        }
        problems.throwIfAny("the options of a format");
        // what a format itself refuses of its options comes out here too
        format.ifPresent(this::make);
    }

    private void checkEach(Problems problems) {
        var known = parts.registry()
                .all(Format.class)
                .flatMap(factory -> factory.settings().names().stream())
                .distinct()
                .toList();
        options.forEach((key, value) -> {
            if (!known.contains(key)) {
                problems.add(
                        Origin.of(value.origin()),
                        "no format has an option '" + key + "'",
                        Suggestion.hint(key, known));
            }
        });
        if (problems.isEmpty()) {
            var keys = String.join(", ", options.keySet());
            problems.add(Origin.of(options.origin()), "no format has all of these options: " + keys, "set format");
        }
    }

    /**
     * The format of this name.
     *
     * @param purpose what fails without it, such as {@code read sales.orders}
     */
    Format get(String name, String purpose) {
        var factory = parts.registry().find(Format.class, name).orElseThrow(() -> {
            var names = parts.registry().names(Format.class);
            return new UsageException(
                    "Cannot " + purpose + ": no such format: '" + name + "' " + Suggestion.among(name, names));
        });
        return make(factory);
    }

    /** That no format knows files, of which this is the first, and what to do. */
    String unknown(String path) {
        if (options.isEmpty()) {
            return "no format knows its files (first: " + path + "): mend them, or set format to one of "
                    + String.join(", ", parts.registry().names(Format.class));
        }
        return "no format knows its files with " + String.join(", ", options.keySet()) + " (first: " + path
                + "): see whether they have what the options say; formats that take these options: "
                + String.join(", ", usable().map(Factory::name).toList());
    }

    /** The names of the formats that can be written. */
    List<String> written() {
        return usable().filter(factory -> make(factory).writer().isPresent())
                .map(Factory::name)
                .toList();
    }

    /**
     * What the first readable files are: each file is of the format that is most certain of it, of equal ones CSV is the last and else the first by name, and all
     * are of the format that has most of their bytes, so that a note beside the data does not decide.
     *
     * @return empty if no format knows any of them
     * @throws EtlException if not one of them can be opened
     */
    Optional<Match> sniff(List<FileItem> files, Configuration configuration) {
        var formats = usable().map(this::make).toList();
        var matches = new ArrayList<Match>();
        var failures = new ArrayList<EtlException>();
        var samples = files.stream()
                .flatMap(file -> sample(new InputFile(file, configuration), failures).stream())
                .limit(SNIFFED_FILES)
                .toList();
        if (samples.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        var bytes = new TreeMap<String, Long>();
        for (var sample : samples) {
            best(formats.stream()
                            .flatMap(format -> format.sniff(sample).stream())
                            .toList())
                    .ifPresent(match -> {
                        matches.add(match);
                        bytes.merge(match.format(), sample.size(), Long::sum);
                    });
        }
        long most = bytes.values().stream().mapToLong(Long::longValue).max().orElse(0);
        var format =
                bytes.keySet().stream().filter(name -> bytes.get(name) == most).findFirst();
        return best(matches.stream()
                .filter(match -> match.format().equals(format.orElseThrow()))
                .toList());
    }

    /** What the first readable files are for one format; without a dialect where it does not know them. */
    Match sniff(String name, Format format, List<FileItem> files, Configuration configuration) {
        var matches = files.stream()
                .flatMap(file -> sample(new InputFile(file, configuration), new ArrayList<>()).stream())
                .limit(SNIFFED_FILES)
                .flatMap(sample -> format.sniff(sample).stream())
                .toList();
        return best(matches).orElseGet(() -> new Match(name, 1, "none", Map.of()));
    }

    private static Optional<Match> best(List<Match> matches) {
        return matches.stream()
                .min(Comparator.comparingDouble(Match::certainty)
                        .reversed()
                        .thenComparing(match -> match.format().equals(LEAST_TELLING))
                        .thenComparing(Match::format));
    }

    private static Optional<Sample> sample(InputFile file, List<EtlException> failures) {
        try {
            return Optional.of(file.sample());
        } catch (EtlException e) {
            // reading refuses it as a fault; here another file can tell the format
            failures.add(e);
            LOG.warn("Passed over while looking for the format: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Those that need no more than the options, and know each of them. */
    private Stream<Factory<Format>> usable() {
        return parts.registry().all(Format.class).filter(this::takesOptions);
    }

    private boolean takesOptions(Factory<Format> factory) {
        return factory.settings().names().containsAll(options.keySet())
                && factory.settings().settings().stream()
                        .allMatch(setting -> !setting.isRequired() || options.containsKey(setting.name()));
    }

    private Format make(Factory<Format> factory) {
        var problems = new Problems();
        var settings = factory.settings().read(options, "", problems);
        problems.throwIfAny("format " + factory.name());
        return parts.create(Format.class, factory.name(), settings);
    }
}
