// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.config.Problem;
import dev.mastic.core.type.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run would do.
 *
 * @param report of a run that has read and written nothing
 * @param schemas the columns of sources and steps, as far as they can be told without the rows
 * @param notes what only the rows tell, and what would come out under another name
 */
public record DryRun(RunReport report, Map<String, Type.Struct> schemas, List<Problem> notes) {
    public DryRun {
        schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
        notes = List.copyOf(notes);
    }
}
