// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Slice;
import java.util.List;
import java.util.Optional;

/** What runs read, for tests of sinks, which only tell different inputs apart. */
public final class Inputs {
    private Inputs() {}

    /** One slice of one file; different names have different digests. */
    public static List<Slice> of(String name) {
        var file = new FileItem("/in/" + name, 1, 1, Optional.empty(), List.of());
        return List.of(Slice.of("orders", new Items.Files(List.of(file)), new Advance.Files()));
    }
}
