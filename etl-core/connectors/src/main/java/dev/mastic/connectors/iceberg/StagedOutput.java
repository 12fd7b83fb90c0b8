// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.connectors.iceberg.CommitLog.AlreadyCommittedException;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data files that lie beside a table until one commit of its metadata makes them part of it.
 *
 * @param faultSources the sink's own checks of its rows; empty for output that was found
 */
record StagedOutput(Table table, Output output, Change change, Registry registry, Collection<FaultSource> faultSources)
        implements Staged {
    private static final Logger LOG = LoggerFactory.getLogger(StagedOutput.class);

    StagedOutput {
        faultSources = List.copyOf(faultSources);
    }

    @Override
    public Receipt receipt() {
        var count = new FrameCount("", change.rows(), change.added().size());
        return new Receipt(List.of(count), Optional.empty());
    }

    @Override
    public Frames rows(LazySpark spark) {
        return Frames.of("", DynamicFrame.fromDF(staged(spark), output.sink(), FrameContext.outsideJobs(registry)));
    }

    private Dataset<Row> staged(LazySpark spark) {
        if (change.events().isPresent()) {
            return Events.rows(change.events().get().read(spark.session()));
        }
        var view = Evolution.view(table, change.premise().columns());
        return SparkFiles.read(spark.session(), view, OutputName.of(output), change.added());
    }

    @Override
    public Receipt commit() {
        try {
            table.refresh();
            return committed();
        } catch (StaleOutputException | ValidationException e) {
            return refused(e);
        } catch (AlreadyCommittedException e) {
            return earlier(e);
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
            forget();
        }
    }

    @Override
    public void discard() {
        table.refresh();
        new Leftovers(table, output).remove();
        forget();
    }

    private Receipt committed() {
        Failpoints.hit("iceberg-sink.before-commit");
        var committed = new TableCommit(table, output, change, receipt()).run();
        Failpoints.hit("iceberg-sink.after-commit");
        forgetOldDeletes();
        new Leftovers(table, output).settle();
        LOG.info("Committed {} rows in {} files to {}", committed.rows(), committed.files(), table.name());
        return committed.receipt();
    }

    private Receipt earlier(AlreadyCommittedException there) {
        new Leftovers(table, output).remove();
        return there.earlier().receipt();
    }

    /** Who changed the table may have been another process with the same output, or a newer run; else it was somebody else. */
    private Receipt refused(RuntimeException refusal) {
        table.refresh();
        try {
            CommitLog.of(table).refuseUnlessNext(output);
        } catch (AlreadyCommittedException e) {
            return earlier(e);
        }
        // what is staged can never be committed: it goes, so that no later process tries to
        new Leftovers(table, output).remove();
        throw new CommitRefusedException(
                "Cannot commit to table " + table.name() + ": others have changed it since the rows were staged: "
                        + refusal.getMessage(),
                refusal);
    }

    private void forgetOldDeletes() {
        if (change.deletes().isPresent()) {
            change.premise().deletes().ifPresent(json -> RememberedDeletes.drop(SideFiles.parse(json, table)));
        }
    }

    private void forget() {
        SparkFiles.forget(table, OutputName.of(output));
        change.events().ifPresent(SideFiles::forget);
    }
}
