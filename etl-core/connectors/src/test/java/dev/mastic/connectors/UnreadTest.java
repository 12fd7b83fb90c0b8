// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreadTest {
    private static final FileItem FIRST = file("/in/a", 1);
    private static final FileItem SECOND = file("/in/b", 1);
    private static final FileItem CHANGED = file("/in/b", 2);
    private static final FileItem NEW = file("/in/c", 1);

    @Test
    void keepsWhatIsNewOrChangedAndOneOfTheRest() {
        assertThat(unread(FIRST, SECOND).apply(List.of(FIRST, SECOND, NEW))).containsExactly(FIRST, NEW);
        assertThat(unread(FIRST, SECOND).apply(List.of(FIRST, CHANGED))).containsExactly(FIRST, CHANGED);
        assertThat(unread(FIRST, SECOND).apply(List.of(SECOND, FIRST))).containsExactly(SECOND);
    }

    @Test
    void keepsAllWhereNothingIsSeen() {
        assertThat(unread().apply(List.of(FIRST, SECOND))).containsExactly(FIRST, SECOND);
    }

    @Test
    void letsNoFileStandForItsFolderThatIsPassedOver() {
        var unread = new Unread(ledger(FIRST, SECOND), FIRST::equals);
        assertThat(unread.apply(List.of(FIRST, SECOND))).containsExactly(FIRST, SECOND);
    }

    private static Unread unread(FileItem... seen) {
        return new Unread(ledger(seen), file -> false);
    }

    private static FileLedger ledger(FileItem... seen) {
        var ledger = new FileLedger.Builder();
        List.of(seen).forEach(file -> ledger.add(file.pathHash(), file.versionHash()));
        return ledger.build();
    }

    private static FileItem file(String path, long size) {
        return new FileItem(path, size, 0, Optional.empty(), List.of());
    }
}
