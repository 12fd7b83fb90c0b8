// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GlobsTest {
    @Test
    void staysInsideAFolderWithOneStarAndCrossesFoldersWithTwo() {
        assertThat(match("*.csv", "a.csv")).isTrue();
        assertThat(match("*.csv", "x/a.csv")).isFalse();
        assertThat(match("**.csv", "x/y/.csv")).isTrue();
        assertThat(match("old/**", "old/a/b")).isTrue();
        assertThat(match("old/**", "older/a")).isFalse();
        assertThat(match("a?c", "a/c")).isFalse();
    }

    @Test
    void knowsSetsGroupsAndEscapes() {
        assertThat(match("part-[0-3a].{json,csv}", "part-a.csv")).isTrue();
        assertThat(match("part-[!0-3].json", "part-2.json")).isFalse();
        assertThat(match("[*?\\]x", "\\x")).isTrue();
        assertThat(match("[-a]x", "-x")).isTrue();
        assertThat(match("\\*", "*")).isTrue();
        assertThat(match("\\*", "a")).isFalse();
    }

    @Test
    void matchesUrisAndNamesWithLineBreaks() {
        assertThat(match("s3://bucket/**.tmp", "s3://bucket/a/b.tmp")).isTrue();
        assertThat(match("**.tmp", "a\nb.tmp")).isTrue();
    }

    @Property
    void matchesExactlyATextThatIsQuoted(@ForAll("texts") String text, @ForAll("texts") String other) {
        assertThat(match(Globs.literal(text), text)).isTrue();
        assertThat(match(Globs.literal(text), other)).isEqualTo(text.equals(other));
    }

    @Property(tries = 2000)
    void agreesWithJava(@ForAll("globs") String glob, @ForAll("paths") String path) {
        expected(glob, path).ifPresent(matches -> assertThat(match(glob, path)).isEqualTo(matches));
    }

    @Test
    void namesWhatIsNoGlob() {
        assertThatThrownBy(() -> match("a[b", "")).hasMessage("'a[b' is no glob: a [ is not closed");
        assertThatThrownBy(() -> match("a{b", "")).hasMessage("'a{b' is no glob: a { is not closed");
        assertThatThrownBy(() -> match("{a{b}}", "")).hasMessageContaining("a { inside another");
        assertThatThrownBy(() -> match("a\\", "")).hasMessageContaining("nothing follows");
        assertThatThrownBy(() -> match("[z-a]", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "/", "*", "?", "[", "]", "{", "}", ",", "\\", "-", "!", ".", "^", "\n", "é")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of(
                        "a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "[a-c]", "{a,b/c}", "{*b,}", "\\*", "-", ".")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "c", "/a", "/b", "*", "-", ".b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    /** Java's answer; nothing where it takes the pattern for none. */
    private static Optional<Boolean> expected(String glob, String path) {
        try {
            return Optional.of(
                    FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(path)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean match(String glob, String path) {
        return Globs.of(List.of(glob)).match(path);
    }
}
