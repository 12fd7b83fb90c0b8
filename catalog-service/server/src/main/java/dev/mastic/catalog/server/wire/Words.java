// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.GlueRequest;

/** The values of Glue's enumerations: those that the SDK's class knows, which is newer than the model. */
final class Words {
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private Words() {}

    static Set<String> of(String shape, Set<String> modelled) {
        return modelled.isEmpty() ? modelled : sdk(shape).orElse(modelled);
    }

    private static Optional<Set<String>> sdk(String shape) {
        try {
            var type = Class.forName(GlueRequest.class.getPackageName() + "." + shape);
            return Optional.ofNullable(type.getEnumConstants()).map(Words::known);
        } catch (ClassNotFoundException e) {
            // Not swallowed: the SDK spells some names in another way, and the model's own list holds then.
            return Optional.empty();
        }
    }

    /** A constant's text is what the protocol says. */
    private static Set<String> known(Object[] constants) {
        return Arrays.stream(constants)
                .filter(each -> !((Enum<?>) each).name().equals(UNKNOWN))
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
