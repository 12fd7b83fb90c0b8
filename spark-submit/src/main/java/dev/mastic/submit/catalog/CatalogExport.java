// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import dev.mastic.catalog.CatalogDocument;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the catalog for another store. */
@Command(
        name = "export",
        description =
                "Write the catalog, or one database, as one JSON document: the newest definitions, partitions, crawlers,"
                        + " classifiers, and connections without their secrets.")
final class CatalogExport extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "DATABASE",
            description = "Only this database, without crawlers and the like.")
    private String database;

    @Option(names = "--to", paramLabel = "FILE", description = "The file to write. Default: stdout.")
    private Path to;

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            if (to == null) {
                write(workspace, System.out);
            } else {
                writeFile(workspace);
                console.say((database == null ? "The catalog" : "Database " + database) + " is in " + to);
            }
            return ExitCode.OK;
        }
    }

    private void write(Workspace workspace, OutputStream out) {
        var catalog = workspace.parts().the(Catalog.class);
        if (database == null) {
            var store = workspace.parts().the(CrawlerStore.class);
            CatalogDocument.write(
                    catalog,
                    store.classifiers().stream().map(KeptClassifier::classifier).toList(),
                    store.crawlers().stream().map(KeptCrawler::crawler).toList(),
                    out);
        } else {
            CatalogDocument.write(catalog, database, out);
        }
    }

    /** A file that is there is whole. */
    private void writeFile(Workspace workspace) {
        var target = to.toAbsolutePath();
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
                write(workspace, out);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UsageException("Cannot write " + to + ": " + IoReason.of(e), e);
        }
    }
}
