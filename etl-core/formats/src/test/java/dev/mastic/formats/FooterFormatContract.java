// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What formats keep that have a schema in the footer of each file. */
public abstract class FooterFormatContract extends OtherTypesContract {
    /** What the message says of a file that is cut off. */
    protected abstract String cutOff();

    @Test
    void doubtsATruncatedFileAndSaysWhatIsMissing() throws IOException {
        var file = file("cut", "select * from range(1000)");
        var bytes = Files.readAllBytes(Path.of(file.path()));
        Files.write(Path.of(file.path()), Arrays.copyOf(bytes, bytes.length / 2));
        var cut = item(Path.of(file.path()));
        assertThat(format().sniff(input(cut).sample()).orElseThrow().certainty())
                .isEqualTo(0.5);
        assertThatThrownBy(() -> format().observe(input(cut), match(), 1))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining(file.path())
                .hasMessageContaining(cutOff());
    }

    @Test
    void refusesAFileWithoutAFooterAndReadsTheOthers() throws IOException {
        var good = file("good", "select 1 id, 'a' name, 0.5D price, true active");
        var bad = folder.resolve("bad");
        var bytes = Files.readAllBytes(Path.of(good.path()));
        Arrays.fill(bytes, bytes.length - 40, bytes.length - 4, (byte) 0x5A);
        Files.write(bad, bytes);
        var frame = read(List.of(item(bad), good), Type.Struct.EMPTY);
        assertThat(frame.count()).isEqualTo(1);
        assertThat(faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getString(0)).isEqualTo(bad.toString());
            assertThat(fault.getString(5)).contains("no footer that can be read");
        });
    }

    @Test
    void readsInBatchesAndPushesFiltersDown() {
        var file = file("good", "select 1 id, 'a' name, 0.5D price, true active");
        var plan = read(List.of(file), Type.Struct.EMPTY)
                .toDF()
                .filter("id > 5")
                .select("name")
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan)
                .contains("Batched: true", "PushedFilters: [IsNotNull(id), GreaterThan(id,5)]", "ColumnarToRow");
    }
}
