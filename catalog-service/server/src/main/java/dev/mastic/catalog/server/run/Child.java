// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import java.nio.file.Path;

/** A child, and the files into which it speaks. */
public record Child(Process process, Path out, Path err) {
    Said said() {
        return new Said(out, err);
    }

    /** The last line that it said on stderr, where failures are told; empty if none. Removes both files. */
    String lastWords() {
        var words = said().lastWords();
        said().delete();
        return words;
    }
}
