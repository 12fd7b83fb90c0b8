// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import dev.mastic.matching.Teaching;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What matching is taught. */
final class TeachingOptions {
    @Option(names = "--labels", paramLabel = "FILE", description = "A label file as in Glue, which is learned from.")
    private String labels;

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "A model that match train has made. Default: the rows are learned from.")
    private String model;

    @Option(
            names = "--enforce-provided-labels",
            description = "What the labels say holds, whatever the model says: those of --labels, and of the model.")
    private boolean enforce;

    Teaching given() {
        return new Teaching(Optional.ofNullable(model), Optional.ofNullable(labels), enforce, Optional.empty());
    }
}
