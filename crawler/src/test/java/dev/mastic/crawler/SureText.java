// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.datasources.FileFormat;

/** A format that says of every file how certain it is; zero: that it is not its own. */
record SureText(String name, double certainty) implements Format {
    @Override
    public Optional<Match> sniff(Sample sample) {
        return Optional.of(new Match(name, certainty, sample.compression(), Map.of()))
                .filter(match -> certainty > 0);
    }

    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        throw new UnsupportedOperationException("it only sniffs");
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        throw new UnsupportedOperationException("it only sniffs");
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.empty();
    }

    @Override
    public HiveClasses hive(Match match) {
        throw new UnsupportedOperationException("it only sniffs");
    }
}
