// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Learns from rows, and from the labels that lie in the model's folder, and leaves a model there.
 *
 * @param primaryKey a column of a simple type
 * @param source a column that tells where a row comes from: then only rows of different sources are matched
 * @param columns those that are compared; none for all of simple types
 */
public record MatchTraining(String primaryKey, Optional<String> source, List<String> columns, Tradeoffs tradeoffs) {
    private static final int PARTS = 5;

    public MatchTraining {
        columns = List.copyOf(columns);
    }

    /**
     * Trains. Runs Spark jobs.
     *
     * @param model a folder on this machine's disk
     * @throws EtlException if no two rows have anything in common
     */
    public Trained train(DynamicFrame rows, String model) {
        var own = new MatchColumns(primaryKey, source, columns);
        var folder = Teaching.folder(model);
        own.output(rows.schema(), true);
        var compared = own.compared(rows.schema());
        var keyed = own.keyed(rows);
        var all = RowTexts.of(keyed.toDF(), own, compared, false).records();
        var file = folder.resolve(Teaching.LABELS);
        var said = Files.exists(file)
                ? Labels.read(keyed.toDF().sparkSession(), file.toString(), own).answers(all)
                : Answers.NONE;
        var folded = Folded.of(all, Known.nothing(all.count()), said);
        var answers = folded.answers(said);
        var likeness = Likeness.of(folded.records(), tradeoffs.nearest(), Optional.empty());
        if (likeness.pairs().count() == 0) {
            throw new EtlException(
                    "Cannot train on " + all.count() + " records: no two have a word or three letters in common");
        }
        var first = MatchModel.learn(likeness);
        var learned = first.taught(likeness, answers);
        ModelFile.write(folder, compared, learned);
        var estimate =
                answers.count() == 0 ? Optional.<Estimate>empty() : Optional.of(estimate(first, likeness, answers));
        var sets = new LabelingSets(likeness, learned.chances(likeness), answers);
        return new Trained(keyed, own, sets, answers, estimate);
    }

    /** What would be said of each labelled pair by a model that has not seen its labelling set. */
    private Estimate estimate(MatchModel first, Likeness likeness, Answers answers) {
        var estimate = Estimate.NOTHING;
        for (int part = 0; part < PARTS; part++) {
            var chances =
                    first.taught(likeness, answers.part(PARTS, part, false)).chances(likeness);
            double least = Threshold.of(chances, tradeoffs.beta());
            var unseen = answers.part(PARTS, part, true);
            for (int answer = 0; answer < unseen.count(); answer++) {
                int pair = unseen.place(answer, likeness.pairs());
                estimate = estimate.with(unseen.same()[answer], pair >= 0 && chances[pair] >= least);
            }
        }
        return estimate;
    }
}
