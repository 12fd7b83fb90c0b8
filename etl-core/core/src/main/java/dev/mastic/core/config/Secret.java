// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import java.io.Serializable;
import java.util.Objects;

/**
 * A text that must not be seen: it is printed as the reference by which it was found. Tasks carry it to where it is used.
 */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String reference;
    private final String text;

    Secret(String reference, String text) {
        this.reference = Objects.requireNonNull(reference, "reference");
        this.text = Objects.requireNonNull(text, "text");
    }

    /**
     * A secret that no setting refers to, such as one that the catalog keeps.
     *
     * @param reference says where it is, and is shown in its place
     */
    public static Secret at(String reference, String text) {
        return new Secret(reference, text);
    }

    /** The text itself, for the one call that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && reference.equals(that.reference);
    }

    @Override
    public int hashCode() {
        return reference.hashCode();
    }

    /** The reference, such as {@code secret:env:PGPASSWORD}. */
    @Override
    public String toString() {
        return reference;
    }
}
