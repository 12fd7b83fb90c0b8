// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

class PartitionFoldersTest {
    @Property(tries = 500)
    void readsBackWhatSparkWrites(@ForAll String value) {
        Assume.that(!value.isEmpty());
        var folder = "key=" + ExternalCatalogUtils.escapePathName(value);
        Assume.that(folder.indexOf('/') < 0);
        assertThat(PartitionFolders.of(folder + "/file").values()).containsExactly(value);
    }

    @Example
    void countsFromTheFirstKeyOnAndOnlyFolders() {
        var folders = PartitionFolders.of("plain/Year=2024/raw/=x/City=/a=b.csv");
        assertThat(folders.keys()).containsExactly("Year", "partition_0", "partition_1", "City");
        assertThat(folders.values()).containsExactly("2024", "raw", "=x", "");
        assertThat(PartitionFolders.of("2024/12/a.csv").keys()).isEmpty();
    }

    @Example
    void comparesKeysWithoutCase() {
        assertThat(PartitionFolders.of("Year=1/a").hasKeys(List.of("year"))).isTrue();
        assertThat(PartitionFolders.of("Year=1/a").hasKeys(List.of("year", "month")))
                .isFalse();
    }

    @Example
    void decodesUtf8AsWritersOfUrlsEncodeIt() {
        assertThat(PartitionFolders.of("city=K%C3%B6ln/file").values()).containsExactly("Köln");
        assertThat(PartitionFolders.of("city=K%F6ln/file").values()).containsExactly("Köln");
        assertThat(PartitionFolders.of("p=100%/file").values()).containsExactly("100%");
        assertThat(PartitionFolders.of("p=1+1%2/file").values()).containsExactly("1+1%2");
    }

    @Example
    void leavesTheMarkOfNullAsItIs() {
        assertThat(PartitionFolders.of("k=__HIVE_DEFAULT_PARTITION__/file").values())
                .containsExactly("__HIVE_DEFAULT_PARTITION__");
    }
}
