// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteFileTest extends RelationalStoreTest {
    @Override
    String newPlace() {
        return dir.resolve("new/folders/mastic.db").toString();
    }

    @Override
    Backend backend(String place) {
        return SqliteFile.at(Path.of(place));
    }

    @Override
    void migrate(String place, int version) {
        Schema.migrate(backend(place).dataSource(), Dialect.SQLITE, List.of(), version);
    }

    @Test
    void leavesOneFileBehind() throws Exception {
        RelationalStore.open(newPlace()).close();
        try (var files = Files.list(dir.resolve("new/folders"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("mastic.db");
        }
    }

    @Test
    void takesUrlsOfFiles() {
        var file = dir.resolve("by url.db");
        RelationalStore.open(file.toUri().toString()).close();
        try (var store = RelationalStore.open("jdbc:sqlite:" + file)) {
            assertThat(store.location()).isEqualTo(file.toString());
        }
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        var file = junk(dir.resolve("notes.txt"), "Not a database, but long enough to look like one. ".repeat(50));
        assertThatThrownBy(() -> RelationalStore.open(file.toString()))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageStartingWith("Cannot open the state in " + file + ": it is no SQLite database");
        assertThat(file).content().startsWith("Not a database");
    }

    @Test
    void refusesTheDatabaseOfAnotherProgram() throws Exception {
        var file = dir.resolve("other.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("create table songs (title text)");
        }
        assertThatThrownBy(() -> RelationalStore.open(file.toString()))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("another program");
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> RelationalStore.open(dir.toString()))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("it is a folder");
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws Exception {
        var file = junk(dir.resolve("file"), "");
        assertThatThrownBy(() -> RelationalStore.open(file.resolve("mastic.db").toString()))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("its folder cannot be made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/x?password=hidden",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite:/tmp/x.db?cache=shared",
                "s3a://bucket/mastic.db",
                ""
            })
    void refusesWhatItCannotKeepStateIn(String where) {
        assertThatThrownBy(() -> RelationalStore.open(where))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("jdbc:postgresql://HOST/DATABASE")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void finishesAMigrationThatWasCutOff() throws Exception {
        var file = dir.resolve("mastic.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
        }
        Files.createFile(Path.of(file + ".migrating"));
        try (var store = RelationalStore.open(file.toString())) {
            assertThat(number(store, "select count(*) from runs")).isZero();
        }
    }

    @Test
    void saysHowMuchSpaceIsFreeWhenTheDiskIsFull() {
        try (var store = RelationalStore.open(newPlace())) {
            assertThatThrownBy(() -> store.change(handle -> {
                        // as on a disk that has no page left
                        handle.createQuery("pragma max_page_count = 1")
                                .mapTo(Integer.class)
                                .one();
                        handle.execute("insert into databases (name, definition) values ('a', zeroblob(10000000))");
                    }))
                    .isInstanceOf(StoreFailedException.class)
                    .hasMessageContaining("mastic.db: the file cannot grow")
                    .hasMessageContaining(" bytes are free");
        }
    }

    @Test
    void saysWhatToDoWithADamagedFile() throws Exception {
        var file = dir.resolve("mastic.db");
        try (var store = RelationalStore.open(file.toString())) {
            store.change(handle -> handle.execute(
                    "insert into databases (name, definition) values ('a', '" + "x".repeat(200_000) + "')"));
        }
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
        Files.write(file, bytes);
        assertThatThrownBy(() -> {
                    try (var store = RelationalStore.open(file.toString())) {
                        number(store, "select count(*) from databases");
                    }
                })
                .hasMessageContaining(file + ": the file is damaged")
                .hasMessageContaining("mastic bookmark adopt");
    }

    @Test
    void readersDoNotWaitForAWriter() {
        var place = newPlace();
        try (var store = RelationalStore.open(place);
                var other = RelationalStore.open(place)) {
            store.change(handle -> {
                handle.execute("insert into databases (name, definition) values ('a', '{}')");
                // Were the writer in its way, the reader would fail after the busy timeout.
                assertThat(number(other, "select count(*) from databases")).isZero();
            });
        }
    }
}
