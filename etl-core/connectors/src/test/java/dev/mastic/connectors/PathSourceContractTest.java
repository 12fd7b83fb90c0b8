// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.io.Source;
import dev.mastic.testkit.SourceContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class PathSourceContractTest extends SourceContract {
    @TempDir
    Path folder;

    @Override
    protected Source open() {
        return TestParts.path(folder.resolve("in"), Map.of());
    }

    @Override
    protected Source missing() {
        return TestParts.path(folder.resolve("nowhere"), Map.of());
    }

    @Override
    protected String missingName() {
        return folder.resolve("nowhere").toString();
    }

    @Override
    protected FrameContext context() {
        return TestParts.of(Map.of()).context();
    }

    @Override
    protected void put(String name, long... ids) {
        ParquetFiles.put(folder.resolve("in").resolve(name + ".parquet"), ids);
    }
}
