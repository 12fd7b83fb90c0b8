// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The hash of what is read, in lower-case hex; equal items have equal digests. */
public record Digest(String hex) {
    /** The digest of the items of one source. */
    public static Digest of(Items items) {
        return of(RunCodec.write(items));
    }

    /** The digest of all slices of a run, whatever their order. */
    public static Digest of(List<Slice> slices) {
        return of(slices.stream()
                .map(slice -> slice.source() + "=" + slice.digest().hex())
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    private static Digest of(String text) {
        return new Digest(HexFormat.of().formatHex(new FileHash().of(text).first(16)));
    }
}
