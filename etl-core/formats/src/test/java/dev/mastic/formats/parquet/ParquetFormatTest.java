// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import dev.mastic.core.io.Format;
import dev.mastic.formats.FooterFormatContract;

class ParquetFormatTest extends FooterFormatContract {
    @Override
    protected Format format() {
        return new ParquetFormat();
    }

    @Override
    protected String name() {
        return ParquetFormat.NAME;
    }

    @Override
    protected String cutOff() {
        return "Expected magic number at tail";
    }
}
