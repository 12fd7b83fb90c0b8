// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import dev.mastic.core.bookmark.BookmarkAdministration;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.ExportHeader;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Moved;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.verb.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an exported state over. */
@Command(name = "import", description = "Take over the bookmarks of a job that were exported from another state.")
final class BookmarkImport extends BookmarkChange {
    @Parameters(paramLabel = "FILE", description = "What mastic bookmark export has written.")
    private Path file;

    @Option(names = "--replace", description = "Also where the state knows the job: its bookmarks are made anew.")
    private boolean replace;

    @Override
    Prepared prepare(Workspace workspace) {
        var job = header().job();
        if (!replace && BookmarkNames.isKnown(workspace.parts().the(BookmarkStore.class), job)) {
            throw new UsageException("Cannot import the bookmarks of job '" + job + "': the state in "
                    + workspace.project().state() + " knows it (--replace makes its bookmarks anew)");
        }
        return Prepared.of(job, this::load);
    }

    private ExportHeader header() {
        try (var in = open()) {
            return ExportHeader.read(in);
        } catch (EtlException e) {
            throw new UsageException("Cannot import " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<Moved> load(BookmarkAdministration administration, Lease lease) {
        try (var in = open()) {
            return administration.load(lease, in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private EtlException unreadable(IOException e) {
        return new UsageException("Cannot import " + file + ": " + IoReason.of(e), e);
    }
}
