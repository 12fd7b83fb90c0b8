// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.ContractedTransforms;
import org.junit.jupiter.api.Test;

class EveryTransformTest {
    /** It gives the rows that its input has lost, not those that it has: see {@link ErrorsAsDynamicFrameTest}. */
    private static final String OF_LOST_ROWS = "errors-as-dynamic-frame";

    @Test
    void keepsTheContract() {
        var registered = Registry.fromClasspath().names(Transform.class);
        var contracted = ContractedTransforms.in("dev.mastic.transforms").names();
        assertThat(registered).contains("apply-mapping", "sql", "k-means");
        assertThat(registered).filteredOn(name -> !name.equals(OF_LOST_ROWS)).isSubsetOf(contracted);
    }
}
