// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.util.HashMap;
import java.util.Map;
import scala.Predef$;
import scala.Tuple2;
import scala.collection.JavaConverters;

/** Options of one of Spark's writers in the place of its own defaults. */
public record UsualOptions(Map<String, String> options) {
    public UsualOptions {
        options = Map.copyOf(options);
    }

    /** What a caller has set, whatever the case of its names, and these for the rest. */
    public scala.collection.immutable.Map<String, String> under(scala.collection.immutable.Map<String, String> set) {
        var all = new HashMap<>(options);
        JavaConverters.mapAsJavaMap(set).forEach((key, value) -> {
            all.keySet().removeIf(key::equalsIgnoreCase);
            all.put(key, value);
        });
        return JavaConverters.mapAsScalaMap(all).toMap(Predef$.MODULE$.<Tuple2<String, String>>conforms());
    }
}
