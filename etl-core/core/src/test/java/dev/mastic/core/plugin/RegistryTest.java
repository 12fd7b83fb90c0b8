// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private interface Shape {}

    private interface Colour {}

    private record Named<T>(Class<T> kind, String name) implements Factory<T> {
        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public T create(Settings settings, Parts parts) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Factory<Shape> SQUARE = new Named<>(Shape.class, "square");
    private static final Factory<Shape> CIRCLE = new Named<>(Shape.class, "circle");
    private static final Factory<Colour> RED = new Named<>(Colour.class, "red");

    private final Registry registry = Registry.of(List.of(SQUARE, RED, CIRCLE));

    @Test
    void findsFactoriesByKindAndName() {
        assertThat(registry.get(Shape.class, "circle")).isSameAs(CIRCLE);
        assertThat(registry.find(Colour.class, "red")).containsSame(RED);
        assertThat(registry.find(Colour.class, "circle")).isEmpty();
    }

    @Test
    void listsAKindSortedByName() {
        assertThat(registry.names(Shape.class)).containsExactly("circle", "square");
        assertThat(registry.all(Shape.class)).containsExactly(CIRCLE, SQUARE);
        assertThat(registry.names(String.class)).isEmpty();
    }

    @Test
    void saysWhatThereIsInPlaceOfWhatIsNot() {
        assertThatThrownBy(() -> registry.get(Shape.class, "circel"))
                .isInstanceOf(NoSuchPartException.class)
                .hasMessage("No such shape: 'circel' (has: circle, square; did you mean 'circle'?)");
        assertThatThrownBy(() -> registry.get(String.class, "x")).hasMessage("No such string: 'x' (there are none)");
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Registry.of(List.of(SQUARE, new Named<>(Shape.class, "square"))))
                .withMessageStartingWith("Two factories are called 'square': ");
    }

    @Test
    void takesOneNameOfTwoKinds() {
        var both = Registry.of(List.of(SQUARE, new Named<>(Colour.class, "square")));
        assertThat(both.names(Colour.class)).containsExactly("square");
    }

    @Test
    void readsTheClassPath() {
        assertThat(Registry.fromClasspath().names(Shape.class)).isEmpty();
    }
}
