// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.plugin.Registry;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Workspace;
import dev.mastic.submit.verb.WrittenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Custom classifiers that are kept in the catalog. */
@Command(
        name = "classifier",
        mixinStandardHelpOptions = true,
        description = "Keep custom classifiers, which crawlers name.",
        subcommands = {
            ClassifierCommand.Create.class,
            ClassifierCommand.ListAll.class,
            ClassifierCommand.Show.class,
            ClassifierCommand.Delete.class
        })
public final class ClassifierCommand extends Group {

    @Command(name = "create", description = "Keep the classifiers of a file, and replace those of their names.")
    static final class Create extends CrawlerCommand.OnStore {
        @Parameters(paramLabel = "FILE", description = "A crawler file, or Glue's JSON in a .json file.")
        private Path file;

        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            var kept =
                    read().stream().map(classifier -> keep(store, classifier)).toList();
            if (kept.isEmpty()) {
                throw new UsageException("Cannot keep classifiers of " + file + ": it has none");
            }
            print(options(), console, kept);
        }

        private List<ClassifierSpec> read() {
            if (!WrittenFile.isJson(file)) {
                return CrawlCommand.read(file).classifiers();
            }
            var classifier = ClassifierCodec.read(WrittenFile.text(file));
            Registry.fromClasspath()
                    .get(Classifier.class, classifier.kind())
                    .settings()
                    .of("classifier '" + classifier.name() + "'", classifier.settings());
            return List.of(classifier);
        }
    }

    @Command(name = "list", description = "All custom classifiers.")
    static final class ListAll extends CrawlerCommand.OnStore {
        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            print(options(), console, store.classifiers());
        }
    }

    @Command(name = "show", description = "One classifier, as Glue shows it.")
    static final class Show extends CrawlerCommand.OnStore {
        @Parameters(paramLabel = "NAME", description = "The name of a classifier.")
        private String name;

        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            var node = CrawlerJson.of(store.classifier(name));
            if (options().output() == Console.Output.json) {
                console.print(node);
            } else {
                console.pairs(options().output(), CrawlerJson.properties(node));
            }
        }
    }

    @Command(name = "delete", description = "Forget a classifier.")
    static final class Delete extends CrawlerCommand.OnStore {
        @Parameters(paramLabel = "NAME", description = "The name of a classifier.")
        private String name;

        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            store.deleteClassifier(name);
            console.say("deleted classifier " + name);
        }
    }

    /** Keeps a classifier as it is written; one that is kept so already stays. */
    static KeptClassifier keep(CrawlerStore store, ClassifierSpec classifier) {
        return store.findClassifier(classifier.name())
                .map(before ->
                        before.classifier().equals(classifier) ? before : store.update(classifier, before.version()))
                .orElseGet(() -> store.create(classifier));
    }

    private static void print(CommonOptions options, Console console, List<KeptClassifier> kept) {
        if (options.output() == Console.Output.json) {
            console.print(CrawlerJson.list("classifiers", kept, CrawlerJson::of));
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("classifier", "kind", "version", "updated"));
        kept.forEach(classifier -> rows.add(List.of(
                classifier.name(),
                classifier.classifier().kind(),
                String.valueOf(classifier.version()),
                classifier.updated().toString())));
        console.rows(options.output(), rows);
    }
}
