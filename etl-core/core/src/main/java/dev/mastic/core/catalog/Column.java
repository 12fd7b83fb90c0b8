// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a table or a partition key.
 *
 * @param parameters free properties; the crawler keeps its evidence here under {@link #EVIDENCE}
 * @param written the type as its author has spelt it, where that is not how {@link TypeString} prints it
 */
public record Column(
        String name, Type type, Optional<String> comment, Map<String, String> parameters, Optional<String> written) {
    /** The parameter that says why the column has its type. */
    public static final String EVIDENCE = "mastic.evidence";

    public Column {
        parameters = Map.copyOf(parameters);
        var printed = TypeString.print(type);
        written = written.filter(text -> !text.equals(printed));
    }

    /** A column whose type is spelt as {@link TypeString} prints it. */
    public Column(String name, Type type, Optional<String> comment, Map<String, String> parameters) {
        this(name, type, comment, parameters, Optional.empty());
    }

    public static Column of(String name, Type type) {
        return new Column(name, type, Optional.empty(), Map.of());
    }

    /**
     * A column as someone has written it. Whatever the text is, {@link #typeText()} gives it back; a text that spells no type that Mastic
     * knows stands for {@link Type.Unknown}.
     */
    public static Column written(String name, String type, Optional<String> comment, Map<String, String> parameters) {
        return new Column(name, read(type), comment, parameters, Optional.of(type));
    }

    /** The type as its author has spelt it: what people and clients see. */
    public String typeText() {
        return written.orElseGet(() -> TypeString.print(type));
    }

    /** The same column under another name. */
    public Column named(String other) {
        return new Column(other, type, comment, parameters, written);
    }

    /** The same column with another type; an equal one stays spelt as it was. */
    public Column withType(Type other) {
        return new Column(name, other, comment, parameters, written.filter(text -> other.equals(type)));
    }

    /** The same column with other parameters. */
    public Column withParameters(Map<String, String> others) {
        return new Column(name, type, comment, others, written);
    }

    private static Type read(String text) {
        try {
            return TypeString.parse(text);
        } catch (UsageException e) {
            // Not swallowed: the text itself is kept, and says what nobody here understands.
            return new Type.Unknown();
        }
    }
}
