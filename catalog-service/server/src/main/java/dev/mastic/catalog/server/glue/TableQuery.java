// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.TableVersion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Comparator;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;

/**
 * What {@code SearchTables} looks for. A text in quotes is a whole value, another one a part of a name, a description, or a name or
 * comment of a column. A filter compares whole words of its field, or times.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SearchTables.html">SearchTables</a>
 */
record TableQuery(String text, List<PropertyPredicate> filters) implements Predicate<TableVersion> {
    @Override
    public boolean test(TableVersion version) {
        return matchesText(version) && filters.stream().allMatch(filter -> matches(version, filter));
    }

    private boolean matchesText(TableVersion version) {
        if (text == null || text.isBlank()) {
            return true;
        }
        var wanted = text.toLowerCase(Locale.ROOT);
        boolean whole = wanted.length() > 1 && wanted.startsWith("\"") && wanted.endsWith("\"");
        var bare = whole ? wanted.substring(1, wanted.length() - 1) : wanted;
        return texts(version)
                .map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(each -> whole ? each.equals(bare) : each.contains(bare));
    }

    private static Stream<String> texts(TableVersion version) {
        var table = version.table();
        var own = Stream.of(table.name().table(), table.name().database());
        var description = attribute(version, "Description").stream();
        var columns = Stream.concat(table.columns().stream(), table.partitionKeys().stream())
                .flatMap(column -> Stream.concat(Stream.of(column.name()), column.comment().stream()));
        return Stream.of(own, description, columns, table.parameters().values().stream())
                .flatMap(each -> each);
    }

    private static boolean matches(TableVersion version, PropertyPredicate filter) {
        if (filter.key() == null || filter.value() == null) {
            throw AwsError.invalidInput("A filter needs Key and Value");
        }
        return switch (filter.key().toLowerCase(Locale.ROOT)) {
            case "createtime" -> matches(version.created(), filter);
            case "updatetime" -> matches(version.updated(), filter);
            default -> field(version, filter.key()).filter(has(filter)).isPresent();
        };
    }

    private static Predicate<String> has(PropertyPredicate filter) {
        var wanted = filter.value().toLowerCase(Locale.ROOT);
        return value -> value.equalsIgnoreCase(wanted)
                || Arrays.asList(value.toLowerCase(Locale.ROOT).split("[\\p{Punct}\\s]+"))
                        .contains(wanted);
    }

    private static boolean matches(Instant time, PropertyPredicate filter) {
        int order = time.compareTo(time(filter.value()));
        var how = filter.comparator() == null ? Comparator.EQUALS : filter.comparator();
        return switch (how) {
            case GREATER_THAN -> order > 0;
            case GREATER_THAN_EQUALS -> order >= 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_EQUALS -> order <= 0;
            default -> order == 0;
        };
    }

    private static Instant time(String text) {
        try {
            return text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw AwsError.invalidInput("'" + text + "' is no time (expected such as 2026-01-31T00:00:00Z)");
        }
    }

    /** A field of a table by Glue's name, or one of its parameters; empty if it has none. */
    static Optional<String> field(TableVersion version, String name) {
        var table = version.table();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "name" -> Optional.of(table.name().table());
            case "databasename" -> Optional.of(table.name().database());
            case "createtime" -> Optional.of(version.created().toString());
            case "updatetime" -> Optional.of(version.updated().toString());
            default ->
                attribute(version, name)
                        .or(() -> Optional.ofNullable(table.parameters().get(name)));
        };
    }

    private static Optional<String> attribute(TableVersion version, String name) {
        return version.table().attributes().find(name).map(node -> node.asText());
    }
}
