// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.io.Serializable;

/** Null, by a call that Spark must neither copy nor move. Public for Spark's generated code. */
public record Nothing() implements Serializable {
    /** Null. */
    public Object here() {
        return null;
    }
}
