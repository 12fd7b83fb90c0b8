// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import scala.collection.JavaConverters;

/** Whether rows of a file can be read as declared. */
final class Checks {
    private final boolean none;
    private final UnsafeProjection checked;

    /** @param expressions which throw {@link UnfitException} where a value does not fit */
    Checks(List<Expression> expressions) {
        this.none = expressions.isEmpty();
        this.checked = UnsafeProjection.create(
                JavaConverters.asScalaBuffer(expressions).toSeq());
    }

    /** Why a row is refused, if it is. */
    Optional<UnfitException> refusal(InternalRow row) {
        if (none) {
            return Optional.empty();
        }
        try {
            checked.apply(row);
            return Optional.empty();
        } catch (UnfitException e) {
            return Optional.of(e);
        }
    }
}
