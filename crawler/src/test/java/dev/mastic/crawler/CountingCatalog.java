// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.TableName;
import dev.mastic.testkit.DelegatingCatalog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;

/** A catalog that counts the partitions that are asked for by their values, and those that are given in pages, and gives no list of all. */
final class CountingCatalog extends DelegatingCatalog {
    private int sought;
    private int paged;

    CountingCatalog(Catalog catalog) {
        super(catalog);
    }

    int sought() {
        return sought;
    }

    int paged() {
        return paged;
    }

    @Override
    public List<Partition> partitions(TableName name) {
        throw new AssertionError("all partitions of " + name + " at once");
    }

    @Override
    public Partitions partitionsOf(TableName name) {
        var counted = super.partitionsOf(name);
        return (Partitions) Proxy.newProxyInstance(
                Partitions.class.getClassLoader(), new Class<?>[] {Partitions.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("findAll")) {
                            sought += ((Collection<?>) arguments[0]).size();
                        }
                        var answer = method.invoke(counted, arguments);
                        if (answer instanceof Page<?> page) {
                            paged += page.items().size();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
