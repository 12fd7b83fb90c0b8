// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.MasticIcebergCatalog;
import dev.mastic.catalog.server.auth.Bearers;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.auth.GuardedCatalog;
import dev.mastic.catalog.server.auth.Keys;
import dev.mastic.catalog.server.auth.SignatureV4;
import dev.mastic.catalog.server.auth.Signatures;
import dev.mastic.catalog.server.auth.SignedBearers;
import dev.mastic.catalog.server.auth.StoredKey;
import dev.mastic.catalog.server.glue.GlueFace;
import dev.mastic.catalog.server.http.Binding;
import dev.mastic.catalog.server.http.Face;
import dev.mastic.catalog.server.http.HealthFace;
import dev.mastic.catalog.server.http.HttpServer;
import dev.mastic.catalog.server.http.Limits;
import dev.mastic.catalog.server.iceberg.AllowedFileIO;
import dev.mastic.catalog.server.iceberg.AllowedLocations;
import dev.mastic.catalog.server.iceberg.IcebergFace;
import dev.mastic.catalog.server.iceberg.IcebergProperties;
import dev.mastic.catalog.server.iceberg.IcebergTables;
import dev.mastic.catalog.server.page.PageFace;
import dev.mastic.catalog.server.run.AllowedScripts;
import dev.mastic.catalog.server.run.Children;
import dev.mastic.catalog.server.run.Crawls;
import dev.mastic.catalog.server.run.MasticCommand;
import dev.mastic.catalog.server.run.Schedules;
import dev.mastic.catalog.server.run.StoppedSchedules;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Project;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main class of the server's JVM: {@code mastic serve}. Says one line when it answers; SIGTERM ends it after what is in flight. */
@Command(
        name = "mastic serve",
        mixinStandardHelpOptions = true,
        description =
                "Serves the catalog over HTTP: the page and the Glue protocol at /, Iceberg REST under /iceberg, health at"
                        + " /health.")
public final class Serve implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}; 0: any that is free.")
    private int port = 8650;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "The address to listen at. Default: ${DEFAULT-VALUE}; one that others can reach needs --keys or --authenticate.")
    private String host = "127.0.0.1";

    @Option(
            names = "--db",
            paramLabel = "FILE|URL",
            description = "The state. Default: MASTIC_DB, else mastic.db beside the nearest mastic.conf, else here.")
    private String db;

    @Option(
            names = "--warehouse",
            paramLabel = "FOLDER",
            description = "Where Iceberg tables lie. Default: MASTIC_WAREHOUSE, else warehouse/ beside the state.")
    private String warehouse;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "Who may use the server: a file like ~/.aws/credentials. Without it, any request of this machine.")
    private Path keys;

    @Option(
            names = "--allow-location",
            paramLabel = "FOLDER",
            description =
                    "A folder in which clients may have Iceberg tables, beside the warehouse; may be given several times."
                            + " Default: everywhere, unless callers have to prove who they are.")
    private List<String> allowed = List.of();

    @Option(
            names = "--allow-script",
            paramLabel = "FOLDER",
            description = "A folder whose job files and jars clients may have run; may be given several times. Default:"
                    + " everywhere, unless callers have to prove who they are; then none.")
    private List<Path> scripts = List.of();

    @Option(
            names = "--authenticate",
            description = "Only those may use the server who have a token of mastic catalog token, or a key of --keys.")
    private boolean authenticate;

    @ArgGroup
    private TlsOptions tls;

    /** ServeFailures looks for it among the arguments. */
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--debug", description = "Show where an error comes from.")
    private boolean debug;

    /** Serves until it is told to end. */
    public static void main(String[] arguments) {
        var failures = new ServeFailures("serve");
        int code = new CommandLine(new Serve())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(arguments);
        System.exit(code);
    }

    /** Whether errors are shown with where they come from. */
    boolean debug() {
        return debug;
    }

    @Override
    public Integer call() throws InterruptedException {
        var running = start();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "mastic-serve-end"));
        System.out.println("mastic serves " + running.location() + " at "
                + running.server().url());
        new CountDownLatch(1).await();
        return 0;
    }

    /** Begins to serve. */
    Running start() {
        var binding = new Binding(
                host, port, isAuthenticated(), Optional.ofNullable(tls).map(TlsOptions::context));
        var known = keys == null ? Keys.none() : Keys.read(keys);
        var project = Project.of(Path.of(""), Optional.ofNullable(db), Optional.ofNullable(warehouse));
        var parts = new ServerParts(Map.of("db", project.db(), "warehouse", project.warehouse(), "face", "server"));
        var children = children(project, parts);
        var schedules = schedules(parts, children.crawls());
        var faces = isAuthenticated()
                ? faces(parts, project, children, new SignatureV4(known, Clock.systemUTC()), bearers(known, parts))
                : faces(parts, project, children, Signatures.ANY, Bearers.ANY);
        var server = HttpServer.start(binding, Limits.standard(), faces);
        return new Running(server, schedules, children, parts);
    }

    /** A server that answers; {@link #close} ends it after what is in flight. */
    record Running(HttpServer server, Schedules schedules, Children children, ServerParts parts)
            implements AutoCloseable {
        String location() {
            return parts.the(RelationalStore.class).location();
        }

        @Override
        public void close() {
            schedules.close();
            server.close();
            children.close();
            parts.close();
        }
    }

    private Children children(Project project, ServerParts parts) {
        var command = MasticCommand.ofThisServer(project.db(), project.warehouse());
        return Children.of(
                parts.the(CrawlerStore.class), parts.the(Catalog.class).objects(), command, allowedScripts());
    }

    private static Schedules schedules(ServerParts parts, Crawls crawls) {
        var stopped = new StoppedSchedules(parts.the(Catalog.class).objects());
        return new Schedules(parts.the(CrawlerStore.class), stopped::has, crawls::start, Clock.systemUTC()).begin();
    }

    private static Bearers bearers(Keys known, ServerParts parts) {
        var catalog = parts.the(Catalog.class);
        var key = new StoredKey(catalog.objects(), "bearers");
        return new SignedBearers(known, new AccessTokens(catalog), key, Clock.systemUTC());
    }

    private List<Face> faces(
            ServerParts parts, Project project, Children children, Signatures signatures, Bearers bearers) {
        var callers = new Callers();
        var catalog = parts.the(Catalog.class);
        var audit = new AuditLog(catalog, Clock.systemUTC());
        var guarded = new GuardedCatalog(catalog, callers, audit);
        var files = new AllowedFileIO(MasticIcebergCatalog.files(hadoop(project)), locations(project));
        var tables = IcebergTables.of(guarded, project.warehouse(), files, IcebergProperties.of(project.spark()));
        var crawlers = parts.the(CrawlerStore.class);
        var pages = new PageFace.Sources(guarded, parts.the(RunHistory.class), crawlers, files);
        return List.of(
                new HealthFace(parts.the(RelationalStore.class)::check),
                new GlueFace(guarded, crawlers, children, signatures, callers, audit),
                new IcebergFace(tables, bearers, callers),
                new PageFace(pages, bearers, callers));
    }

    private AllowedScripts allowedScripts() {
        return scripts.isEmpty() && !isAuthenticated() ? AllowedScripts.everywhere() : AllowedScripts.below(scripts);
    }

    private boolean isAuthenticated() {
        return authenticate || keys != null;
    }

    private AllowedLocations locations(Project project) {
        if (allowed.isEmpty() && !isAuthenticated()) {
            return AllowedLocations.everywhere();
        }
        var folders = new ArrayList<>(allowed);
        folders.add(project.warehouse());
        return new AllowedLocations(folders);
    }

    private static Configuration hadoop(Project project) {
        var configuration = new Configuration();
        project.hadoop().forEach(configuration::set);
        return configuration;
    }
}
