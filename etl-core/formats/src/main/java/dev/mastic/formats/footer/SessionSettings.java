// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.JavaConverters;

/**
 * What a session is told, as tasks need it, where it has no session and Spark's own object of it arrives empty.
 *
 * @param zone of midnights, and of moments as text
 */
record SessionSettings(boolean caseSensitive, String zone, Map<String, String> all) implements Serializable {
    /** As they are now: a session may be told something else before its tasks run. */
    static SessionSettings of(SparkSession session) {
        var conf = session.sessionState().conf();
        var all = Map.copyOf(JavaConverters.mapAsJavaMap(conf.getAllConfs()));
        return new SessionSettings(conf.caseSensitiveAnalysis(), conf.sessionLocalTimeZone(), all);
    }

    SQLConf toConf() {
        var conf = new SQLConf();
        all.forEach(conf::setConfString);
        return conf;
    }
}
