// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectTest {
    @ParameterizedTest
    @CsvSource({
        "/data/mastic.db, /data/mastic.db",
        "jdbc:postgresql://db/etl, jdbc:postgresql://db/etl",
        "jdbc:postgresql://db/etl?user=u&password=canary, jdbc:postgresql://db/etl",
        "jdbc:postgresql://u:canary@db/etl, jdbc:postgresql://db/etl",
        "jdbc:postgresql://u:c@n@ry@db/etl, jdbc:postgresql://db/etl",
    })
    void itsStateIsShownWithoutASecret(String db, String shown) {
        assertThat(new Project(db, "warehouse", Map.of()).state()).isEqualTo(shown);
    }
}
