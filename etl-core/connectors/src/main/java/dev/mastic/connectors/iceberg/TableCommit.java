// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.Failpoints;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.Tasks;

/** The one commit that makes a change part of its table, together with who made it. Starts no Spark. */
record TableCommit(Table table, Output output, Change change, Receipt staged) {
    /**
     * Commits, and starts over on top of others' commits as often as the table allows.
     *
     * @throws CommitLog.AlreadyCommittedException if this output is there
     * @throws StaleOutputException if the table is another than the output was made for
     */
    CommittedOutput run() {
        var committed = new AtomicReference<CommittedOutput>();
        int retries = PropertyUtil.propertyAsInt(
                table.properties(), TableProperties.COMMIT_NUM_RETRIES, TableProperties.COMMIT_NUM_RETRIES_DEFAULT);
        Tasks.foreach(((HasTableOperations) table).operations())
                .retry(startsOverByItself() ? 0 : retries)
                .exponentialBackoff(
                        TableProperties.COMMIT_MIN_RETRY_WAIT_MS_DEFAULT,
                        TableProperties.COMMIT_MAX_RETRY_WAIT_MS_DEFAULT,
                        TableProperties.COMMIT_TOTAL_RETRY_TIME_MS_DEFAULT,
                        2.0)
                .onlyRetryOn(CommitFailedException.class)
                .run(operations -> committed.set(attempt(operations)));
        return committed.get();
    }

    /** Iceberg's transactions start over themselves, but not with new columns. */
    private boolean startsOverByItself() {
        return change.isOfRows(table) && !Evolution.isDue(change.premise().columns(), table);
    }

    private CommittedOutput attempt(TableOperations operations) {
        var base = operations.refresh();
        return change.isOfRows(table) ? withSnapshot() : withoutSnapshot(operations, base);
    }

    private CommittedOutput withSnapshot() {
        var transaction = table.newTransaction();
        Evolution.apply(change.premise().columns(), transaction);
        var update = change.in(transaction);
        var committed = CommittedOutput.of(output, staged);
        update.describe(committed.summary());
        update.commit(ancestors -> {
            validate(transaction.table(), ancestors);
            return true;
        });
        committed = committed.in(transaction.table().currentSnapshot().snapshotId());
        var properties = transaction.updateProperties();
        properties(committed).forEach(properties::set);
        properties.commit();
        Failpoints.hit("iceberg-sink.before-swap");
        transaction.commitTransaction();
        return committed;
    }

    /** Where no row changes there is no snapshot to make: the properties alone say that the run is there. */
    private CommittedOutput withoutSnapshot(TableOperations operations, TableMetadata base) {
        validate(table, CommitLog.of(table).ancestors());
        var committed = CommittedOutput.of(output, staged);
        Failpoints.hit("iceberg-sink.before-swap");
        operations.commit(
                base,
                TableMetadata.buildFrom(base)
                        .setProperties(properties(committed))
                        .build());
        return committed;
    }

    /** The output before this one is settled now, for its property, by which it is known as committed, is about to go. */
    private void validate(Table now, Iterable<Snapshot> ancestors) {
        var log = new CommitLog(now.properties(), ancestors);
        log.refuseUnlessNext(output);
        if (change.isOfRows(now)) {
            change.premise().checkColumns(now);
        }
        if (change.events().isPresent()) {
            change.premise().checkDeletes(now);
        }
        log.last(output).ifPresent(last -> new Leftovers(table, last.output()).settle());
    }

    private Map<String, String> properties(CommittedOutput committed) {
        var properties = new LinkedHashMap<String, String>();
        properties.put(OutputName.property(output), committed.json());
        change.deletes().ifPresent(deletes -> properties.put(RememberedDeletes.propertyName(), deletes.json()));
        return properties;
    }
}
