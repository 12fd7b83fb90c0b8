// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.FileCodecs;
import dev.mastic.core.io.FileSystems;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Format.Unread;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file: what the classifiers say it is, and which kinds of value are in it. The outcome depends on the file alone, not on the
 * thread or the process.
 */
public record FileLook(LookPlan plan, Classifiers classifiers, FileCodecs codecs) {
    private static final Logger LOG = LoggerFactory.getLogger(FileLook.class);
    private static final int SHOWN = 24;

    public Configuration configuration() {
        return codecs.configuration();
    }

    /**
     * What came of it, within the time that one file may take. No failure of the file is thrown.
     *
     * @param workers of which one is busy with the file
     */
    Outcome at(FileItem file, ExecutorService workers) {
        try {
            return new TimeLimit(plan.fileTime(), workers).of(() -> look(file));
        } catch (EtlException e) {
            return Outcome.failed(isGone(file) ? gone(file) : e.getMessage());
        } catch (TimeoutException e) {
            LOG.warn("Gave up {}", file.path(), e);
            return Outcome.failed("Cannot read " + file.path() + ": it took longer than "
                    + plan.fileTime().toSeconds() + " s (" + LookPlan.FILE_TIME.name() + ")");
        } catch (StackOverflowError e) {
            LOG.warn("Cannot read {}", file.path(), e);
            return Outcome.failed("Cannot read " + file.path() + ": its values lie in each other too deep");
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // such as a codec whose native library is missing: one file must not stop the crawl
            LOG.warn("Cannot read {}", file.path(), e);
            return Outcome.failed("Cannot read " + file.path() + ": " + e);
        }
    }

    /**
     * Reads a file as what a classifier has said it is.
     *
     * @throws EtlException if it cannot be read so, or no format has this name
     */
    public Outcome.Read read(FileItem file, Match match, String classifier) {
        return read(new InputFile(file, codecs), match, classifier, "");
    }

    private Outcome.Read read(InputFile file, Match match, String classifier, String remark) {
        var inference = format(match).observe(file, match, plan.maxBytes());
        var remarks = Stream.of(remark, unread(inference.unread()))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        return new Outcome.Read(match, classifier, inference, remarks);
    }

    private static String unread(Unread unread) {
        if (unread.records() == 0) {
            return "";
        }
        var place = unread.line() > 0 ? "line " + unread.line() + ": " : "";
        return unread.records() == 1
                ? "1 record cannot be read (" + place + unread.reason() + ")"
                : unread.records() + " records cannot be read (the first: " + place + unread.reason() + ")";
    }

    /** What reads files of this kind. */
    public Format format(Match match) {
        var format = classifiers.formats().get(match.format());
        if (format == null) {
            throw new EtlException("Cannot read files as " + match.format() + ": no format has this name (got it from a"
                    + " classifier; known: "
                    + String.join(", ", classifiers.formats().keySet()) + ")");
        }
        return format;
    }

    private Outcome look(FileItem file) {
        var input = new InputFile(file, codecs).held();
        var sample = input.sample();
        var found = classifiers.classify(sample);
        if (found.isEmpty()) {
            var asked = "no format knows it (asked: " + String.join(", ", classifiers.names()) + "; it begins with "
                    + beginning(sample) + ")";
            return new Outcome.Refused(asked, true);
        }
        var match = found.get().match();
        return read(input, match, found.get().by(), remark(sample, match));
    }

    /** What is odd about a file: a name that promises what it does not hold, or something in it that is not read. */
    private String remark(Sample sample, Match match) {
        var ending = promised(Location.name(sample.path()))
                .filter(format -> !format.equals(match.format()))
                .map(format ->
                        "its name ends with ." + format + ", its content is " + match.format() + ": read as that");
        return Stream.of(sample.remark(), ending, format(match).remark(sample, match))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    /** The format that a name ends with, perhaps before the ending of a codec. */
    private Optional<String> promised(String name) {
        var parts = name.toLowerCase(Locale.ROOT).split("\\.");
        return IntStream.iterate(parts.length - 1, i -> i > 0 && i >= parts.length - 2, i -> i - 1)
                .mapToObj(i -> parts[i])
                .filter(classifiers.formats()::containsKey)
                .findFirst();
    }

    private static String gone(FileItem file) {
        return "Cannot read " + file.path() + ": it is gone since it was listed";
    }

    private boolean isGone(FileItem file) {
        try {
            var path = new Path(file.path());
            return !FileSystems.of(path, configuration()).exists(path);
        } catch (IOException e) {
            LOG.debug("Cannot ask for {}", file.path(), e);
            return false;
        }
    }

    /** The first characters on one line; what is none of ASCII is a dot. */
    private static String beginning(Sample sample) {
        var text = new StringBuilder("'");
        for (int i = 0; i < Math.min(SHOWN, sample.head().length); i++) {
            byte b = sample.head()[i];
            text.append(b >= ' ' && b < 127 ? (char) b : '.');
        }
        return text.append("'").toString();
    }
}
