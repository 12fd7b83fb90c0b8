// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ObservedTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergesInAnyOrder(@ForAll("observed") Observed a, @ForAll("observed") Observed b) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a)).hasSameHashCodeAs(b.merge(a));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergesInAnyGrouping(
            @ForAll("observed") Observed a, @ForAll("observed") Observed b, @ForAll("observed") Observed c) {
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergesWithItselfChangingNothingButCounts(@ForAll("observed") Observed a) {
        var twice = a.merge(a);
        assertThat(twice.kinds().keySet()).isEqualTo(a.kinds().keySet());
        twice.kinds().forEach((kind, seen) -> {
            assertThat(seen.count()).isEqualTo(2 * a.kinds().get(kind).count());
            assertThat(seen.first()).isEqualTo(a.kinds().get(kind).first());
        });
        for (var policy : Resolution.values()) {
            assertThat(policy.resolve(twice)).isEqualTo(policy.resolve(a));
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void hasNothingAsIdentity(@ForAll("observed") Observed a) {
        assertThat(a.merge(Observed.nothing())).isEqualTo(a);
        assertThat(Observed.nothing().merge(a)).isEqualTo(a);
        assertThat(Observed.nothing().isNothing()).isTrue();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void leavesBothSidesAsTheyWere(@ForAll("observed") Observed a, @ForAll("observed") Observed b) {
        var before = a.kinds();
        a.merge(b);
        assertThat(a.kinds()).isEqualTo(before);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void resolvesToTheSameTypeInWhateverOrderItIsMerged(@ForAll("several") List<Observed> all, @ForAll long seed) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        for (var policy : Resolution.values()) {
            assertThat(policy.resolve(merge(shuffled))).isEqualTo(policy.resolve(merge(all)));
        }
    }

    @Property
    void comesBackFromBytesWithExamplesAndTheOrderOfFields(@ForAll("observed") Observed observed) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        ObservedCodec.write(observed, out, out::writeUTF);
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        var back = ObservedCodec.read(in, in::readUTF);
        assertThat(back).isEqualTo(observed);
        assertThat(back.kinds()).isEqualTo(observed.kinds());
        for (var policy : Resolution.values()) {
            assertThat(policy.resolve(back)).isEqualTo(policy.resolve(observed));
        }
        assertThat(in.read()).isEqualTo(-1);
    }

    @Provide
    Arbitrary<List<Observed>> several() {
        return observed().list().ofMaxSize(5);
    }

    /** Values of arbitrary types in a few files; counts and examples differ. */
    @Provide
    Arbitrary<Observed> observed() {
        var paths = Arbitraries.of("a.json", "b.json", "c.json");
        var lines = Arbitraries.longs().between(1, 3);
        var examples = Combinators.combine(paths, lines).as((path, line) -> new Example(path, line, "v"));
        var fields = Types.structs(Types.types(Types.leaves(), 2, true));
        var types = Arbitraries.<Type>oneOf(Types.leaves(), fields.map(struct -> struct), Types.any());
        return Combinators.combine(types, examples)
                .as(Observed::of)
                .list()
                .ofMaxSize(3)
                .map(ObservedTest::merge);
    }

    private static Observed merge(List<Observed> all) {
        return all.stream().reduce(Observed.nothing(), Observed::merge);
    }

    @Test
    void doesNotCountTheOrderOfFieldsAsADifference() {
        var here = Observed.of(TypeString.parse("struct<a:int,b:string>"), new Example("x", 1, "{}"));
        var there = Observed.of(TypeString.parse("struct<b:string,a:int>"), new Example("x", 1, "{}"));
        assertThat(here).isEqualTo(there).hasSameHashCodeAs(there);
    }

    @Test
    void countsAndKeepsTheFirstExample() {
        var late = Observed.of(Type.Primitive.INT, new Example("b.json", 1, "7"));
        var early = Observed.of(Type.Primitive.INT, new Example("a.json", 9, "8"));
        var seen = late.merge(early).merge(late).kinds().get("int");
        assertThat(seen.count()).isEqualTo(3);
        assertThat(seen.first()).hasToString("a.json:9 8");
    }

    @Test
    void cutsLongExamples() {
        assertThat(new Example("a", 0, "x".repeat(200)).value()).hasSize(81).endsWith("…");
        assertThat(new Example("a", 0, "x".repeat(80)).value()).hasSize(80);
    }

    @Test
    void tellsTheKindsOfOneField() {
        var rows = Observed.of(TypeString.parse("struct<a:uniontype<int,string>>"), new Example("x", 1, "{}"));
        assertThat(rows.field("a").kinds()).containsOnlyKeys("int", "string");
        assertThat(rows.field("b").isNothing()).isTrue();
        assertThat(Observed.nothing().field("a").isNothing()).isTrue();
    }
}
