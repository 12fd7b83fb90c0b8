// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSelectionTest {
    private static final long NOON = 1_700_000_000_000L;
    private static final long DAY = 86_400_000L;

    /** A bookmark that moves as stores move it, and the versions that runs have read. */
    private static final class Runs {
        private final Map<String, FileItem> bookmark = new LinkedHashMap<>();
        private final Map<FileItem, Integer> read = new HashMap<>();

        List<FileItem> run(FileRules rules, List<FileItem> listed) {
            var slice = new FileSelection("in", listed, rules).within(Bounds.since(Optional.of(position())));
            var files = ((Items.Files) slice.items()).files();
            files.forEach(file -> bookmark.put(file.path(), file));
            files.forEach(file -> read.merge(file, 1, Integer::sum));
            return files;
        }

        /** Runs until there is nothing new. */
        int runAll(FileRules rules, List<FileItem> listed) {
            int runs = 0;
            while (!run(rules, listed).isEmpty()) {
                runs++;
            }
            return runs;
        }

        private Position position() {
            var ledger = new FileLedger.Builder();
            bookmark.values().forEach(file -> ledger.add(file.pathHash(), file.versionHash()));
            return new Position.Files(ledger.build());
        }
    }

    private static FileRules rules(Map<String, ?> written) {
        var spec = SettingsSpec.of(FileRules.SETTINGS.toArray(Setting[]::new));
        return FileRules.of(spec.of("test", written));
    }

    private static FileItem file(String path, long size, long modified) {
        return new FileItem(path, size, modified, Optional.empty(), List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_667, 3_333, 9_999, 10_000, 10_001})
    void readsFilesOfTheSameSecondOnceHoweverTheyAreSplit(int atOnce) {
        var files = new ArrayList<>(IntStream.range(0, 10_000)
                .mapToObj(i -> file("/in/" + i, 10, NOON))
                .toList());
        Collections.shuffle(files, new Random(atOnce));
        var runs = new Runs();
        assertThat(runs.runAll(rules(Map.of("bounded-files", atOnce)), files))
                .isEqualTo((10_000 + atOnce - 1) / atOnce);
        assertThat(runs.read.keySet()).isEqualTo(Set.copyOf(files));
        assertThat(runs.read.values()).containsOnly(1);
    }

    /** What happens to a folder between two runs: a file comes or is written again, at some time. */
    private record Event(int path, long modified, boolean runs) {}

    @Property(tries = 500)
    void readsEachVersionOnceWhateverItsTimeAndWheneverItComes(
            @ForAll("events") List<Event> events, @ForAll @IntRange(min = 1, max = 5) int atOnce) {
        var there = new HashMap<String, FileItem>();
        var runs = new Runs();
        var rules = rules(Map.of("bounded-files", atOnce));
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var path = "/in/" + event.path;
            // of one size all; the number keeps the times of a path's versions apart
            there.put(path, file(path, 7, event.modified + i));
            if (event.runs) {
                runs.run(rules, List.copyOf(there.values()));
            }
        }
        runs.runAll(rules, List.copyOf(there.values()));
        assertThat(runs.read.keySet()).containsAll(there.values());
        assertThat(runs.read.values()).allMatch(times -> times == 1);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var times = Arbitraries.of(NOON, NOON - DAY, NOON - 1000, NOON + DAY, 0L);
        return Combinators.combine(Arbitraries.integers().between(0, 9), times, Arbitraries.of(true, false))
                .as(Event::new)
                .list()
                .ofMaxSize(40);
    }

    @Test
    void takesTheOldestFilesFirst() {
        var files = List.of(
                file("/in/a", 5, NOON),
                file("/in/b", 5, NOON - 1),
                file("/in/d", 5, NOON - 2),
                file("/in/c", 5, NOON - 2));
        assertThat(new Runs().run(rules(Map.of("bounded-files", 3)), files))
                .extracting(FileItem::path)
                .containsExactly("/in/b", "/in/c", "/in/d");
        assertThat(new Runs().run(rules(Map.of("bounded-size", "14 B")), files))
                .extracting(FileItem::path)
                .containsExactly("/in/c", "/in/d");
        assertThat(new Runs().run(rules(Map.of("bounded-size", 1)), files))
                .extracting(FileItem::path)
                .containsExactly("/in/c");
    }

    @Test
    void readsALateFileThatIsOlderThanAllBefore() {
        var runs = new Runs();
        var first = file("/in/a", 5, NOON);
        runs.runAll(FileRules.NONE, List.of(first));
        for (long age : new long[] {DAY, 1000, 0}) {
            var late = file("/in/late-" + age, 5, NOON - age);
            assertThat(runs.run(FileRules.NONE, List.of(first, late))).containsExactly(late);
        }
    }

    @Test
    void readsARewriteOfEqualSizeByItsTimeOrTag() {
        var runs = new Runs();
        runs.run(FileRules.NONE, List.of(file("/in/a", 5, NOON)));
        var later = file("/in/a", 5, NOON + 1);
        assertThat(runs.run(FileRules.NONE, List.of(later))).containsExactly(later);
        var tagged = new FileItem("/in/a", 5, NOON + 1, Optional.of("tag"), List.of());
        assertThat(runs.run(FileRules.NONE, List.of(tagged))).containsExactly(tagged);
    }

    /** The limit of telling versions by what a listing shows: docs/bookmarks.md names it. */
    @Test
    void cannotTellARewriteOfEqualSizeAndTime() {
        var runs = new Runs();
        runs.run(FileRules.NONE, List.of(file("/in/a", 5, NOON)));
        assertThat(runs.run(FileRules.NONE, List.of(file("/in/a", 5, NOON)))).isEmpty();
    }

    @Test
    void ignoresOrRefusesChangedFilesWhereItIsToldTo() {
        var runs = new Runs();
        runs.run(FileRules.NONE, List.of(file("/in/a", 5, NOON)));
        var now = List.of(file("/in/a", 6, NOON), file("/in/b", 1, NOON));
        assertThatThrownBy(() -> runs.run(rules(Map.of("changed-files", "fail")), now))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining(
                        "Cannot read source 'in': 1 file has changed since a run has read it (first: /in/a)")
                .hasMessageContaining("set changed-files to re-read or ignore");
        assertThat(runs.run(rules(Map.of("changed-files", "ignore")), now)).containsExactly(now.get(1));
        assertThat(runs.run(rules(Map.of("changed-files", "ignore")), now)).isEmpty();
        assertThat(runs.run(rules(Map.of("changed-files", "re-read")), now)).containsExactly(now.get(0));
    }

    @Test
    void leavesYoungFilesToALaterRunAndWaitsForNoWrongClock() {
        long now = System.currentTimeMillis();
        var old = file("/in/old", 5, now - 3 * DAY);
        var young = file("/in/young", 5, now - 1000);
        var ahead = file("/in/ahead", 5, now + DAY / 2);
        var wrong = file("/in/wrong", 5, now + 1000 * DAY);
        var runs = new Runs();
        assertThat(runs.run(rules(Map.of("min-age", "1 day")), List.of(old, young, ahead, wrong)))
                .containsExactly(old, wrong);
        assertThat(runs.run(FileRules.NONE, List.of(old, young, ahead, wrong))).containsExactly(ahead, young);
    }

    @Test
    void readsEverythingWithinTheRulesWhereNothingIsRemembered() {
        var files = Arrays.asList(file("/in/a", 5, NOON), file("/in/b", 5, NOON - 1));
        var slice = new FileSelection("in", files, rules(Map.of("bounded-files", 1))).within(Bounds.all());
        assertThat(((Items.Files) slice.items()).files()).containsExactly(files.get(1));
    }
}
