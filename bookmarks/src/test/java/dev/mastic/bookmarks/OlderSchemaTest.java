// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalEvent;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A state that an earlier version has written, when bookmarks had no past. */
@ExtendWith(PostgresExtension.class)
class OlderSchemaTest {
    private static final String VERSION = "2";
    private static final Run FIRST = new Run("people", "first", new Token(1));
    private static final FileItem READ = new FileItem("/in/a.json", 7, 1_000, Optional.empty(), List.of());
    private static final FileItem NEW = new FileItem("/in/b.json", 7, 2_000, Optional.empty(), List.of());

    @Test
    void aFileOfAnEarlierVersionIsReadAndGoneOnWith(@TempDir Path folder) throws SQLException {
        var file = folder.resolve("mastic.db").toString();
        write(
                "jdbc:sqlite:" + file,
                Map.of("identity", "integer primary key", "bytes", "blob", "clustered", "without rowid"));
        goOn(file);
    }

    @Test
    void aServerOfAnEarlierVersionIsReadAndGoneOnWith(PostgresUrl url) throws SQLException {
        var state = url.url() + "&currentSchema=mastic";
        write(
                state,
                Map.of(
                        "identity",
                        "bigint generated always as identity primary key",
                        "bytes",
                        "bytea",
                        "clustered",
                        ""));
        goOn(state);
    }

    /** One run that has read a file, another source of rows, and what was told of it then. */
    private static void write(String url, Map<String, String> placeholders) throws SQLException {
        var flyway = Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:dev/mastic/database/migration")
                .placeholders(placeholders)
                .target(MigrationVersion.fromVersion(VERSION));
        (url.startsWith("jdbc:sqlite:") ? flyway : flyway.schemas("mastic"))
                .load()
                .migrate();
        var slice = Slice.of("people", new Items.Files(List.of(READ)), new Advance.Files());
        try (var connection = DriverManager.getConnection(url)) {
            run(connection, "insert into leases values ('people', 1, 'first', 'a host', 0)");
            run(
                    connection,
                    "insert into journal values ('people', 1, 'first', 'ADVANCED', 5, 6, null, ?, ?, ?)",
                    RunCodec.writeReceipts(Map.of()),
                    RunCodec.writeSinks(List.of()),
                    RunCodec.writeSlices(List.of(slice)));
            run(
                    connection,
                    "insert into journal_events (job, token, at, what, detail) values"
                            + " ('people', 1, 5, 'planned', ''), ('people', 1, 5, 'sliced', 'people: 1 new files')");
            run(
                    connection,
                    "insert into bookmarks (job, source, kind, run_id, updated, position) values"
                            + " ('people', 'people', 'files', 'first', 6, null),"
                            + " ('people', 'orders', 'snapshot', 'first', 6, ?)",
                    RunCodec.writePosition(new Position.Snapshot(42)));
            run(
                    connection,
                    "insert into ledger_files (bookmark_id, path_hash, version_hash, token)"
                            + " select id, ?, ?, 1 from bookmarks where source = 'people'",
                    READ.pathHash(),
                    READ.versionHash());
        }
    }

    private static Lease advance(BookmarkStore store) {
        var lease = store.acquire("people", "second", "here", Duration.ofMinutes(1));
        var slice = Slice.of("people", new Items.Files(List.of(NEW)), new Advance.Files());
        store.plan(lease, JournalEntry.planned(lease.run(), List.of(slice), List.of()));
        store.mark(lease, lease.run(), Phase.STAGED, Map.of());
        store.mark(lease, lease.run(), Phase.COMMITTED, Map.of());
        store.advance(lease, lease.run());
        return lease;
    }

    private static FileLedger ledger(BookmarkStore store) {
        return ((Position.Files) store.position("people", "people").orElseThrow()).seen();
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static void goOn(String where) {
        try (var stores = new Stores(where)) {
            var store = new RelationalBookmarkStore(stores.open());
            assertThat(store.history("people")).extracting(JournalLine::run).containsExactly(FIRST);
            assertThat(store.entry(FIRST).orElseThrow().slice("people")).isPresent();
            assertThat(store.events(FIRST)).extracting(JournalEvent::what).containsExactly("planned", "sliced");
            assertThat(store.position("people", "orders")).contains(new Position.Snapshot(42));
            assertThat(ledger(store).state(READ)).isEqualTo(FileLedger.State.SEEN);

            var lease = advance(store);

            assertThat(ledger(store).state(NEW)).isEqualTo(FileLedger.State.SEEN);
            store.administration().rewind(lease, Optional.of("people"), FIRST);
            assertThat(ledger(store).state(READ)).isEqualTo(FileLedger.State.SEEN);
            assertThat(ledger(store).state(NEW)).isEqualTo(FileLedger.State.NEW);
            assertThat(store.bookmarks(Optional.of("people")))
                    .extracting(Bookmark::source, Bookmark::position)
                    .contains(tuple("people", "1 file"));
        }
    }
}
