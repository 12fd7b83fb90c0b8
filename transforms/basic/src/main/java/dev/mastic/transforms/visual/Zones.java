// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;

/** Time zones by name, the last one kept, for nearly always all rows have one. All are equal. Thread-safe. */
final class Zones implements Serializable {
    private static final long serialVersionUID = 1L;
    private transient Named last;

    private record Named(UTF8String name, ZoneId zone) {}

    ZoneId of(UTF8String name) {
        var known = last;
        if (known == null || !known.name().equals(name)) {
            known = new Named(name.copy(), DateTimeUtils.getZoneId(name.toString()));
            last = known;
        }
        return known.zone();
    }

    /** Microseconds since 1970, as Spark keeps timestamps. */
    static long micros(LocalDateTime time, ZoneId zone) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.atZone(zone).toInstant());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Zones;
    }

    @Override
    public int hashCode() {
        return Zones.class.hashCode();
    }
}
