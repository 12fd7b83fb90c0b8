// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.database.StoreFailedException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits whose answer from the database is lost. */
class UnknownOutcomeTest {
    private static final TableName ROW = TableName.parse("sales.orders");
    private static final Schema SCHEMA = new Schema(NestedField.required(1, "id", Types.LongType.get()));

    /** How the next update fails. */
    private enum Loss {
        NONE,
        ROLLED_BACK,
        BEFORE_IT_COUNTS,
        AFTER_IT_COUNTS
    }

    @TempDir
    Path dir;

    private final AtomicReference<Loss> loss = new AtomicReference<>(Loss.NONE);
    private Stores stores;
    private Catalog rows;
    private MasticIcebergCatalog iceberg;

    @BeforeEach
    void start() {
        stores = Stores.inFile(dir);
        rows = new RelationalCatalog(stores.open());
        iceberg = new MasticIcebergCatalog(lossy(), dir + "/warehouse", new Configuration());
        iceberg.createNamespace(Namespace.of("sales"));
        iceberg.createTable(TableIdentifier.of("sales", "orders"), SCHEMA);
    }

    @AfterEach
    void end() {
        stores.close();
    }

    @Test
    void aCommitThatCountsSucceedsThoughItsAnswerIsLost() throws IOException {
        loss.set(Loss.AFTER_IT_COUNTS);
        setProperty();
        assertThat(rows.get(ROW).version()).isEqualTo(2);
        assertThat(metadataFiles()).isEqualTo(2);
    }

    @Test
    void aCommitWhoseOutcomeIsUnknownDeletesNothing() throws IOException {
        loss.set(Loss.BEFORE_IT_COUNTS);
        assertThatThrownBy(this::setProperty).isInstanceOf(CommitStateUnknownException.class);
        assertThat(rows.get(ROW).version()).isEqualTo(1);
        assertThat(metadataFiles()).isEqualTo(2);
    }

    @Test
    void aCommitThatWasRolledBackIsTriedAgain() throws IOException {
        loss.set(Loss.ROLLED_BACK);
        setProperty();
        assertThat(rows.get(ROW).version()).isEqualTo(2);
        assertThat(metadataFiles()).isEqualTo(2);
    }

    private void setProperty() {
        iceberg.loadTable(TableIdentifier.of("sales", "orders"))
                .updateProperties()
                .set("a", "b")
                .commit();
    }

    private long metadataFiles() throws IOException {
        try (var files = Files.list(dir.resolve("warehouse/sales/orders/metadata"))) {
            return files.filter(path -> path.toString().endsWith(".metadata.json"))
                    .count();
        }
    }

    /** The real catalog, with a wire that can be cut once. */
    private Catalog lossy() {
        return (Catalog) Proxy.newProxyInstance(
                Catalog.class.getClassLoader(), new Class<?>[] {Catalog.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("update")) {
                        return update((Table) arguments[0], (long) arguments[1]);
                    }
                    try {
                        return method.invoke(rows, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private TableVersion update(Table table, long expectedVersion) {
        var now = loss.getAndSet(Loss.NONE);
        var failure = new StoreFailedException("here", "the wire is cut", now != Loss.ROLLED_BACK, null);
        if (now == Loss.ROLLED_BACK || now == Loss.BEFORE_IT_COUNTS) {
            throw failure;
        }
        var updated = rows.update(table, expectedVersion);
        if (now == Loss.AFTER_IT_COUNTS) {
            throw failure;
        }
        return updated;
    }
}
