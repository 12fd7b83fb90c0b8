// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.FileCodecs;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file: what the classifiers say it is, and which kinds of value are in it. The outcome depends on the file alone, not on the
 * thread or the process.
 */
record FileLook(LookPlan plan, Classifiers classifiers, FileCodecs codecs) {
    private static final Logger LOG = LoggerFactory.getLogger(FileLook.class);
    private static final int SHOWN = 24;

    Configuration configuration() {
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
                    + plan.fileTime().toSeconds() + " s (" + FolderCrawlerFactory.FILE_TIME.name() + ")");
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
    Outcome.Read read(FileItem file, Match match, String classifier) {
        return read(new InputFile(file, codecs), match, classifier);
    }

    private Outcome.Read read(InputFile file, Match match, String classifier) {
        return new Outcome.Read(match, classifier, format(match).observe(file, match, plan.maxBytes()));
    }

    /** What reads files of this kind. */
    Format format(Match match) {
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
        return read(input, found.get().match(), found.get().by());
    }

    private static String gone(FileItem file) {
        return "Cannot read " + file.path() + ": it is gone since it was listed";
    }

    private boolean isGone(FileItem file) {
        try {
            var path = new Path(file.path());
            return !path.getFileSystem(configuration()).exists(path);
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
