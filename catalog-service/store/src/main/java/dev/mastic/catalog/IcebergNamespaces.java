// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.DatabaseChangedException;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.failure.UsageException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases as Iceberg's namespaces, which have one level here. A database's description and location are the properties {@code comment} and
 * {@code location}.
 */
record IcebergNamespaces(Catalog catalog, IcebergNames names) {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergNamespaces.class);
    private static final String COMMENT = "comment";
    private static final String LOCATION = "location";

    /**
     * The database of a namespace.
     *
     * @throws NoSuchNamespaceException if there is none
     */
    Database get(Namespace namespace) {
        return kept(namespace).database();
    }

    private KeptDatabase kept(Namespace namespace) {
        return Optional.of(namespace)
                .filter(IcebergNames::isOneLevel)
                .flatMap(one -> catalog.findDatabase(names.database(one)))
                .orElseThrow(() -> new NoSuchNamespaceException("Namespace does not exist: %s", namespace));
    }

    void create(Namespace namespace, Map<String, String> properties) {
        if (!IcebergNames.isOneLevel(namespace)) {
            throw new ValidationException(
                    "Cannot create namespace '%s': it has %s levels (expected 1)", namespace, namespace.length());
        }
        try {
            catalog.createDatabase(with(Database.named(names.database(namespace)), properties));
        } catch (AlreadyExistsException e) {
            throw new org.apache.iceberg.exceptions.AlreadyExistsException(
                    e, "Namespace already exists: %s", namespace);
        } catch (UsageException e) {
            throw IcebergRefusal.of(e);
        }
    }

    List<Namespace> list(Namespace parent) {
        if (!parent.isEmpty()) {
            get(parent);
            return List.of();
        }
        return catalog.databases().stream()
                .map(database -> Namespace.of(database.name()))
                .toList();
    }

    Map<String, String> properties(Namespace namespace) {
        return properties(get(namespace));
    }

    private static Map<String, String> properties(Database database) {
        var properties = new HashMap<>(database.parameters());
        database.description().ifPresent(text -> properties.put(COMMENT, text));
        database.location().ifPresent(text -> properties.put(LOCATION, text));
        return properties;
    }

    private static Database with(Database database, Map<String, String> properties) {
        var parameters = new HashMap<>(properties);
        var comment = Optional.ofNullable(parameters.remove(COMMENT));
        var location = Optional.ofNullable(parameters.remove(LOCATION));
        return new Database(database.name(), comment, location, parameters, database.attributes());
    }

    /**
     * Takes properties away and sets others, by one compare-and-set that is repeated when it is lost: two writers do not lose one another's.
     *
     * @return the properties to be taken away that were not there
     */
    Set<String> change(Namespace namespace, Set<String> removals, Map<String, String> updates) {
        while (true) {
            var before = kept(namespace);
            var properties = properties(before.database());
            var missing = new HashSet<>(removals);
            missing.removeAll(properties.keySet());
            properties.keySet().removeAll(removals);
            properties.putAll(updates);
            if (isReplaced(before, with(before.database(), properties))) {
                return missing;
            }
        }
    }

    private boolean isReplaced(KeptDatabase before, Database after) {
        try {
            catalog.updateDatabase(after, before.version());
            return true;
        } catch (DatabaseChangedException e) {
            LOG.debug("Changing the properties of {} again, which others have changed", after.name(), e);
            return false;
        } catch (NoSuchDatabaseException e) {
            throw IcebergRefusal.of(e);
        }
    }

    boolean drop(Namespace namespace) {
        if (!IcebergNames.isOneLevel(namespace)) {
            return false;
        }
        try {
            catalog.dropDatabase(names.database(namespace));
            return true;
        } catch (NoSuchDatabaseException e) {
            return false;
        } catch (UsageException e) {
            throw new NamespaceNotEmptyException(e, "Namespace is not empty: %s", namespace);
        }
    }
}
