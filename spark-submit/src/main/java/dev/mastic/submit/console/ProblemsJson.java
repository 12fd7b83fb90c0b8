// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mastic.core.config.Problem;
import java.util.List;

/** Problems and notes as the command line prints them; scripts rely on the names. */
public final class ProblemsJson {
    private ProblemsJson() {}

    public static void fill(ArrayNode array, List<Problem> problems) {
        problems.forEach(p -> array.addObject()
                .put("where", p.where())
                .put("message", p.message())
                .put("hint", p.hint()));
    }
}
