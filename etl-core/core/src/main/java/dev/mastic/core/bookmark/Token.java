// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/**
 * The fencing number of a lease: each lease of a job has a greater one than all before it.
 *
 * @param number from 1
 */
public record Token(long number) implements Comparable<Token> {
    @Override
    public int compareTo(Token other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
