// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.connectors.jdbc.CatalogConnection;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.crawl.CrawlerJson;
import dev.mastic.submit.definition.Definition;
import dev.mastic.submit.definition.Difference;
import dev.mastic.submit.definition.WrittenConnection;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Connections that are kept in the catalog. Their secrets are shown nowhere. */
@Command(
        name = "connection",
        mixinStandardHelpOptions = true,
        description = "Keep connections to databases in the catalog, which jobs name.",
        subcommands = {
            ConnectionCommand.Create.class,
            ConnectionCommand.Alter.class,
            ConnectionCommand.ListAll.class,
            ConnectionCommand.Show.class,
            ConnectionCommand.Test.class,
            ConnectionCommand.Drop.class
        })
final class ConnectionCommand extends Group {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;
    private static final String NAME = "The name of a connection.";

    /** What a connection is told to be. */
    static final class ConnectionOptions {
        @Option(
                names = "--jdbc",
                paramLabel = "URL",
                description = "Where the database is: jdbc:postgresql://HOST:PORT/DATABASE, or jdbc:sqlite:FILE.")
        private String url;

        @Option(names = "--user", paramLabel = "NAME", description = "Who asks the database.")
        private String user;

        @Option(
                names = "--password",
                paramLabel = "REFERENCE",
                description = "Where the password is: secret:env:NAME or secret:file:PATH.")
        private String password;

        @Option(
                names = "--keep-password",
                description = "Keep the password itself in the catalog, as it is now, and not where it is.")
        private boolean keepPassword;

        @Option(names = "--comment", paramLabel = "TEXT", description = "What it is.")
        private String comment;

        WrittenConnection written() {
            return new WrittenConnection(url, user, password, keepPassword, comment);
        }
    }

    private static CatalogObject kept(Catalog catalog, String name) {
        return catalog.objects()
                .find(key(name))
                .orElseThrow(() -> new UsageException("No such connection: '" + name + "' "
                        + Suggestion.among(
                                name,
                                all(catalog).stream()
                                        .map(each -> each.key().name())
                                        .toList())));
    }

    private static List<CatalogObject> all(Catalog catalog) {
        return Page.all(PAGE, page -> catalog.objects().page(ObjectKind.CONNECTION, ObjectKey.Owner.NOTHING, "", page));
    }

    private static ObjectKey key(String name) {
        return ObjectKey.of(ObjectKind.CONNECTION, name);
    }

    private static CatalogChange.Named named(String name) {
        return new CatalogChange.Named("connection", name);
    }

    @Command(name = "create", description = "Keep a connection to a database. Nothing is opened: test does that.")
    static final class Create extends CatalogChange {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name;

        @Mixin
        private final ConnectionOptions options = new ConnectionOptions();

        @Override
        Prepared prepare(Workspace workspace, Catalog catalog) {
            if (catalog.objects().find(key(name)).isPresent()) {
                throw new AlreadyExistsException("Connection", name);
            }
            var json = options.written().create(name, here());
            CatalogConnection.parse(name, json);
            return new Prepared(
                    named(name),
                    "created",
                    Difference.between(Definition.NONE, Definition.ofConnection(json)),
                    () -> OptionalLong.of(
                            catalog.objects().create(key(name), json).version()));
        }
    }

    @Command(name = "alter", description = "Change a connection; what no option speaks of stays.")
    static final class Alter extends CatalogChange {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name;

        @Mixin
        private final ConnectionOptions options = new ConnectionOptions();

        @Override
        Prepared prepare(Workspace workspace, Catalog catalog) {
            var before = kept(catalog, name);
            var json = options.written().alter(name, before.json(), here());
            CatalogConnection.parse(name, json);
            var differences = new ArrayList<>(
                    Difference.between(Definition.ofConnection(before.json()), Definition.ofConnection(json)));
            if (differences.isEmpty() && !json.equals(before.json())) {
                differences.add(new Difference("property " + ConnectionJson.PASSWORD, "***", "*** (another one)"));
            }
            return new Prepared(
                    named(name),
                    "altered",
                    differences,
                    () -> OptionalLong.of(catalog.objects()
                            .update(key(name), json, before.version())
                            .version()));
        }
    }

    @Command(name = "drop", description = "Forget a connection. Jobs that name it can no longer be started.")
    static final class Drop extends CatalogChange {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name;

        @Override
        Prepared prepare(Workspace workspace, Catalog catalog) {
            var before = kept(catalog, name);
            return new Prepared(
                    named(name),
                    "dropped",
                    Difference.between(Definition.ofConnection(before.json()), Definition.NONE),
                    () -> {
                        catalog.objects().drop(before.key());
                        return OptionalLong.empty();
                    });
        }
    }

    /** A command that changes nothing. */
    abstract static class Look extends Verb {
        @Override
        protected final ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                execute(console, workspace.parts().the(Catalog.class));
                return ExitCode.OK;
            }
        }

        abstract void execute(Console console, Catalog catalog);
    }

    @Command(name = "list", description = "All connections, without their secrets.")
    static final class ListAll extends Look {
        @Override
        void execute(Console console, Catalog catalog) {
            var kept = all(catalog);
            if (options().output() == Console.Output.json) {
                console.print(CrawlerJson.list("connections", kept, ConnectionCommand::node));
            } else {
                console.rows(options().output(), rows(kept));
            }
        }

        private static List<List<String>> rows(List<CatalogObject> kept) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("connection", "type", "url", "user", "version"));
            kept.forEach(each -> {
                var node = node(each);
                var properties = node.path(ConnectionJson.PROPERTIES);
                rows.add(List.of(
                        each.key().name(),
                        node.path(ConnectionJson.TYPE).asText(),
                        properties.path(ConnectionJson.URL).asText(),
                        properties.path(ConnectionJson.USER).asText(),
                        String.valueOf(each.version())));
            });
            return rows;
        }
    }

    @Command(name = "show", description = "One connection as Glue shows it, without its secrets.")
    static final class Show extends Look {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name;

        @Override
        void execute(Console console, Catalog catalog) {
            var node = node(kept(catalog, name));
            if (options().output() == Console.Output.json) {
                console.print(node);
            } else {
                console.pairs(options().output(), CrawlerJson.properties(node));
            }
        }
    }

    @Command(name = "test", description = "Connect, and say what was reached.")
    static final class Test extends Look {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name;

        @Option(
                names = "--timeout",
                paramLabel = "SECONDS",
                description = "After so many seconds it is given up. Default: ${DEFAULT-VALUE}.")
        private int timeout = 10;

        @Override
        void execute(Console console, Catalog catalog) {
            if (timeout < 1) {
                throw new UsageException(
                        "Cannot test connection '" + name + "': --timeout must be at least 1 (got " + timeout + ")");
            }
            var reached = CatalogConnection.of(catalog, name).test(Duration.ofSeconds(timeout));
            switch (options().output()) {
                case json ->
                    console.print(
                            JSON.createObjectNode().put("connection", name).put("reached", reached));
                case csv -> console.csv(List.of(List.of("connection", "reached"), List.of(name, reached)));
                case table -> console.show("connection " + name + " reaches " + reached);
            }
        }
    }

    private static ObjectNode node(CatalogObject kept) {
        return ConnectionJson.parse(ConnectionJson.masked(kept.json()))
                .put("CreationTime", kept.created().toString())
                .put("LastUpdatedTime", kept.updated().toString());
    }
}
