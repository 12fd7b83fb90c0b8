// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.Access;
import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.AccessTokens.Token;
import dev.mastic.catalog.Role;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the tokens by which others prove to {@code mastic serve} who they are. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Keep the tokens by which others prove to mastic serve who they are.",
        subcommands = {TokenCommand.Create.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
public final class TokenCommand extends Group {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A verb on the tokens of the state. */
    abstract static class OnTokens extends Verb {
        @Override
        protected final ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                execute(console, new AccessTokens(workspace.parts().the(Catalog.class)));
                return ExitCode.OK;
            }
        }

        abstract void execute(Console console, AccessTokens tokens);
    }

    @Command(name = "create", description = "Make a token. Its secret is shown now and never again.")
    static final class Create extends OnTokens {
        @Parameters(paramLabel = "NAME", description = "Whom it is for.")
        private String name;

        @Option(names = "--role", required = true, paramLabel = "ROLE", description = "reader, writer or admin.")
        private String role;

        @Option(
                names = "--database",
                paramLabel = "DATABASE",
                description = "The database that the role is for; may be repeated. Default: all.")
        private List<String> databases = List.of();

        @Override
        void execute(Console console, AccessTokens tokens) {
            var small = databases.stream()
                    .map(database -> database.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            var access = new Access(name, role(), small);
            var secret = tokens.create(access);
            switch (options().output()) {
                case json ->
                    console.print(
                            json(access).put("token", name + "~" + secret).put("credential", name + ":" + secret));
                case csv, table ->
                    console.pairs(
                            options().output(),
                            List.of(
                                    List.of("for", "value"),
                                    List.of("bearer token", name + "~" + secret),
                                    List.of("OAuth2 client id", name),
                                    List.of("OAuth2 client secret", secret)));
            }
            console.say(
                    "this is the only time that the secret is shown; mastic catalog token revoke " + name + " ends it");
        }

        private Role role() {
            try {
                return Role.valueOf(role.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        "Cannot make token '" + name + "': there is no role '" + role
                                + "' (expected reader, writer or admin)",
                        e);
            }
        }
    }

    @Command(name = "list", description = "All tokens, without their secrets.")
    static final class ListAll extends OnTokens {
        @Override
        void execute(Console console, AccessTokens tokens) {
            var all = tokens.list();
            if (options().output() == Console.Output.json) {
                var document = JSON.createObjectNode();
                var array = document.putArray("tokens");
                all.forEach(token -> array.add(
                        json(token.access()).put("created", token.created().toString())));
                console.print(document);
                return;
            }
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("token", "role", "databases", "created"));
            all.forEach(token -> rows.add(row(token)));
            console.rows(options().output(), rows);
        }

        private static List<String> row(Token token) {
            var access = token.access();
            return List.of(
                    access.who(),
                    access.role().name().toLowerCase(Locale.ROOT),
                    access.isEverywhere() ? "all" : String.join(" ", new TreeSet<>(access.databases())),
                    token.created().toString());
        }
    }

    @Command(name = "revoke", description = "End a token at once, with all that was given for it.")
    static final class Revoke extends OnTokens {
        @Parameters(paramLabel = "NAME", description = "Whom it is for.")
        private String name;

        @Override
        void execute(Console console, AccessTokens tokens) {
            if (!tokens.revoke(name)) {
                var known = tokens.list().stream()
                        .map(token -> token.access().who())
                        .toList();
                throw new UsageException(
                        "Cannot revoke token '" + name + "': no such token " + Suggestion.among(name, known));
            }
            console.say("revoked token " + name);
        }
    }

    private static ObjectNode json(Access access) {
        var json = JSON.createObjectNode()
                .put("name", access.who())
                .put("role", access.role().name().toLowerCase(Locale.ROOT));
        var databases = json.putArray("databases");
        new TreeSet<>(access.databases()).forEach(databases::add);
        return json;
    }
}
