// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.definition.ImportDifference;
import dev.mastic.submit.definition.ImportWriting;
import dev.mastic.submit.verb.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes an exported catalog over. */
@Command(
        name = "import",
        description =
                "Make the catalog like an exported document: all of it or nothing. What the catalog has beside it stays.")
final class CatalogImport extends CatalogChange {
    @Parameters(paramLabel = "FILE", description = "What mastic catalog export has written.")
    private Path file;

    @Override
    Prepared prepare(Workspace workspace, Catalog catalog) {
        var crawlers = workspace.parts().the(CrawlerStore.class);
        var difference = new ImportDifference(catalog, crawlers);
        reading(() -> ImportWriting.read(this::open, difference));
        return new Prepared(
                new Named("document", file.toString()),
                "imported",
                difference.list(),
                () -> {
                    reading(() -> ImportWriting.write(this::open, catalog, crawlers));
                    return OptionalLong.empty();
                },
                difference.left().stream()
                        .map(table -> "table " + table
                                + " stays as it is: it is an Iceberg table, and the document has it" + " otherwise")
                        .toList());
    }

    private BufferedInputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private void reading(Runnable work) {
        try {
            work.run();
        } catch (UncheckedIOException e) {
            throw new UsageException("Cannot import " + file + ": " + IoReason.of(e.getCause()), e);
        }
    }
}
