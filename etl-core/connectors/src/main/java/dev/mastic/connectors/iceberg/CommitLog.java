// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Which outputs are in one version of a table, as its properties and snapshots tell. */
record CommitLog(Map<String, String> properties, Iterable<Snapshot> ancestors) {
    /** The same output is there already: a second commit of it must not happen. */
    static final class AlreadyCommittedException extends EtlException {
        private static final long serialVersionUID = 1L;
        private final transient CommittedOutput earlier;

        AlreadyCommittedException(CommittedOutput earlier) {
            super("Cannot commit sink '" + earlier.sink() + "' of run "
                    + earlier.run().runId() + ": it is committed already");
            this.earlier = earlier;
        }

        CommittedOutput earlier() {
            return earlier;
        }
    }

    static CommitLog of(Table table) {
        return new CommitLog(table.properties(), SnapshotUtil.currentAncestors(table));
    }

    /** What the table remembers of an output; empty if it is not there. */
    Optional<CommittedOutput> find(Output output) {
        return outputs(output.run().job())
                .filter(committed -> committed.is(output))
                .findFirst();
    }

    /** What the table remembers of any output of this run through this sink. */
    Optional<CommittedOutput> find(Run run, String sink) {
        return outputs(run.job())
                .filter(committed ->
                        committed.run().equals(run) && committed.sink().equals(sink))
                .findFirst();
    }

    /** The last output of a sink, which the table remembers also without its snapshot. */
    Optional<CommittedOutput> last(Output output) {
        var property = OutputName.property(output);
        return Optional.ofNullable(properties.get(property)).map(value -> CommittedOutput.parse(property, value));
    }

    /** The newest run of a job. */
    Optional<Run> latest(String job) {
        return outputs(job).map(CommittedOutput::run).max(Comparator.comparing(Run::token));
    }

    /**
     * Refuses a commit that must not happen on top of this version of the table.
     *
     * @throws AlreadyCommittedException if this output is there
     * @throws LeaseLostException if a newer run of the job has written through the same sink
     * @throws CommitRefusedException if the run has written something else
     */
    void refuseUnlessNext(Output output) {
        var own = find(output);
        if (own.isPresent()) {
            throw new AlreadyCommittedException(own.get());
        }
        outputs(output.run().job())
                .filter(committed -> committed.isOfSink(output))
                .forEach(committed -> {
                    if (committed.isOfRun(output)) {
                        throw new CommitRefusedException("Cannot commit sink '" + output.sink() + "' of run "
                                + output.run().runId()
                                + ": the table holds another output of this run (got input "
                                + output.digest().hex()
                                + "; expected " + committed.digest() + "): start it under a new run id");
                    } else if (committed.run().token().compareTo(output.run().token()) > 0) {
                        var run = output.run();
                        throw new LeaseLostException(new Lease(run.job(), run.runId(), run.token(), "this process"));
                    }
                });
    }

    private Stream<CommittedOutput> outputs(String job) {
        var remembered = properties.entrySet().stream()
                .filter(property -> property.getKey().startsWith(OutputName.propertiesOf(job)))
                .map(property -> CommittedOutput.parse(property.getKey(), property.getValue()));
        var visible = StreamSupport.stream(ancestors.spliterator(), false)
                .flatMap(snapshot -> CommittedOutput.of(snapshot).stream());
        return Stream.concat(remembered, visible).filter(committed -> committed.isOfJob(job));
    }
}
