// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.connectors.iceberg.CommitLog.AlreadyCommittedException;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data files that lie beside a table until one commit of its metadata makes them part of it. */
record StagedOutput(Table table, Output output, List<DataFile> files, Registry registry) implements Staged {
    private static final Logger LOG = LoggerFactory.getLogger(StagedOutput.class);

    StagedOutput {
        files = List.copyOf(files);
    }

    @Override
    public Receipt receipt() {
        long rows = files.stream().mapToLong(DataFile::recordCount).sum();
        return new Receipt(List.of(new FrameCount("", rows, files.size())), Optional.empty());
    }

    @Override
    public Frames rows(LazySpark spark) {
        var rows = SparkFiles.read(spark.session(), table, OutputName.of(output), files);
        return Frames.of("", DynamicFrame.fromDF(rows, output.sink(), FrameContext.outsideJobs(registry)));
    }

    @Override
    public Receipt commit() {
        try {
            table.refresh();
            Failpoints.hit("iceberg-sink.before-commit");
            var committed = files.isEmpty() ? noteEmpty() : append();
            Failpoints.hit("iceberg-sink.after-commit");
            new StagedNote(table, output).delete();
            LOG.info("Committed {} rows in {} files to {}", committed.rows(), committed.files(), table.name());
            return committed.receipt();
        } catch (AlreadyCommittedException e) {
            new Leftovers(table, output).remove();
            return e.earlier().receipt();
        } catch (CommitStateUnknownException e) {
            LOG.error("The outcome of the commit to {} is unknown", table.name(), e);
            throw new OutcomeUnknownException(
                    "Cannot tell whether run " + output.run().runId() + " is in table " + table.name() + ": "
                            + e.getCause().getMessage(),
                    "start the job again when the catalog answers: it looks before it writes");
        } catch (CommitFailedException e) {
            throw new EtlException(
                    "Cannot commit to table " + table.name()
                            + ": other writers changed it at every attempt (the table property "
                            + TableProperties.COMMIT_NUM_RETRIES + " says how many there are)",
                    e);
        } finally {
            SparkFiles.forget(table, OutputName.of(output));
        }
    }

    @Override
    public void discard() {
        table.refresh();
        new Leftovers(table, output).remove();
        SparkFiles.forget(table, OutputName.of(output));
    }

    /** Iceberg asks the validation again whenever it starts over on top of a commit of somebody else. */
    private CommittedOutput append() {
        var transaction = table.newTransaction();
        var append = transaction.newAppend();
        files.forEach(append::appendFile);
        CommittedOutput.summary(output).forEach(append::set);
        append.validateWith(ancestors -> {
            new CommitLog(transaction.table().properties(), ancestors).refuseUnlessNext(output);
            return true;
        });
        append.commit();
        var snapshot = transaction.table().currentSnapshot().snapshotId();
        var committed = CommittedOutput.of(output, receipt(), Optional.of(Long.toString(snapshot)));
        transaction
                .updateProperties()
                .set(OutputName.property(output), committed.json())
                .commit();
        transaction.commitTransaction();
        return committed;
    }

    /** Without files there is no snapshot to make: the property alone says that the run is there. */
    private CommittedOutput noteEmpty() {
        var committed = CommittedOutput.of(output, receipt(), Optional.empty());
        var operations = ((HasTableOperations) table).operations();
        int retries = PropertyUtil.propertyAsInt(
                table.properties(), TableProperties.COMMIT_NUM_RETRIES, TableProperties.COMMIT_NUM_RETRIES_DEFAULT);
        Tasks.foreach(operations)
                .retry(retries)
                .exponentialBackoff(
                        TableProperties.COMMIT_MIN_RETRY_WAIT_MS_DEFAULT,
                        TableProperties.COMMIT_MAX_RETRY_WAIT_MS_DEFAULT,
                        TableProperties.COMMIT_TOTAL_RETRY_TIME_MS_DEFAULT,
                        2.0)
                .onlyRetryOn(CommitFailedException.class)
                .run(each -> setProperty(each, committed));
        return committed;
    }

    private void setProperty(TableOperations operations, CommittedOutput committed) {
        var base = operations.refresh();
        CommitLog.of(table).refuseUnlessNext(output);
        var property = Map.of(OutputName.property(output), committed.json());
        operations.commit(
                base, TableMetadata.buildFrom(base).setProperties(property).build());
    }
}
