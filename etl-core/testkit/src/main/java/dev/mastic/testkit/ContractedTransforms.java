// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The transforms that the contract tests of a package check, for a test that none of a module is left out: {@code
 * assertThat(ContractedTransforms.in("com.example").names()).containsAll(registry.names(Transform.class))}.
 *
 * @param names in the registry, sorted
 */
public record ContractedTransforms(Set<String> names) {
    public ContractedTransforms {
        names = Set.copyOf(names);
    }

    /** All {@link TransformContract}s of a package and those below it, each of which needs a constructor without parameters. */
    public static ContractedTransforms in(String packageName) {
        var names = new TreeSet<String>();
        for (var test : ReflectionSupport.findAllClassesInPackage(
                packageName, ContractedTransforms::isContract, name -> name.endsWith("Test"))) {
            names.add(((TransformContract) ReflectionSupport.newInstance(test)).name());
        }
        return new ContractedTransforms(names);
    }

    private static boolean isContract(Class<?> type) {
        return TransformContract.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }
}
