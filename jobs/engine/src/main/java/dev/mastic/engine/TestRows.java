// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows as a test writes them: a list of objects, or a file with the settings of the path source.
 *
 * @param rows empty where they stand in a file
 * @param written the settings of the path source: format, options, schema, and path for a file
 * @param base the folder of the test file
 */
record TestRows(Origin origin, Optional<List<ObjectNode>> rows, ConfigObject written, String base) {
    static final Setting<ConfigValue> ROWS = Setting.of("rows", (value, base) -> {
        if (value instanceof ConfigList) {
            return value;
        }
        throw new IllegalArgumentException("a list of rows, in brackets");
    });
    static final Setting<String> FILE = Setting.path("file");
    private static final Setting<ConfigValue> SCHEMA = Setting.of("schema", (value, base) -> value);
    private static final Setting<ConfigValue> FORMAT = Setting.of("format", (value, base) -> value);
    private static final Setting<ConfigObject> OPTIONS = Setting.block("options");
    /** What may be said of rows; the last three are those of the path source, which reads them. */
    private static final List<Setting<?>> SETTINGS = List.of(
            ROWS.doc("The rows, as objects."),
            FILE.doc("A file or folder with the rows."),
            SCHEMA.doc("The columns of the rows."),
            FORMAT.doc("The format of the file."),
            OPTIONS.doc("Settings of the format."));

    /** The settings of rows, and more. */
    static SettingsSpec spec(List<Setting<?>> more) {
        var all = new ArrayList<>(SETTINGS);
        all.addAll(more);
        return new SettingsSpec(all);
    }

    /** A list alone stands for its rows; empty if what was written is neither that nor a block, which is noted. */
    static Optional<ConfigObject> block(String what, ConfigValue value, Problems problems) {
        if (value instanceof ConfigObject object) {
            return Optional.of(object);
        } else if (value instanceof ConfigList) {
            return Optional.of(value.atKey(ROWS.name()).root().withOrigin(value.origin()));
        }
        problems.add(Origin.of(value.origin()), what + " must be a list of rows, or a block with rows or file");
        return Optional.empty();
    }

    /** The rows of a block that was checked. */
    static TestRows of(String what, ConfigObject block, Settings checked, Problems problems) {
        var origin = Origin.of(block.origin());
        boolean isFile = checked.find(FILE).isPresent();
        if (isFile == checked.find(ROWS).isPresent()) {
            problems.add(origin, what + " needs one of: rows, file");
        } else if (!isFile && (block.containsKey(FORMAT.name()) || block.containsKey(OPTIONS.name()))) {
            problems.add(origin, what + " has no file, to which format and options would apply");
        }
        ConfigObject written = ConfigFactory.empty().root().withOrigin(block.origin());
        for (var setting : List.of(SCHEMA, FORMAT, OPTIONS)) {
            written = block.containsKey(setting.name())
                    ? written.withValue(setting.name(), block.get(setting.name()))
                    : written;
        }
        var path = checked.find(FILE).map(file -> ConfigValueFactory.fromAnyRef(file, "file"));
        var rows = checked.find(ROWS).map(list -> objects(what, (ConfigList) list, problems));
        return new TestRows(
                origin, rows, path.isPresent() ? written.withValue("path", path.get()) : written, checked.base());
    }

    private static List<ObjectNode> objects(String what, ConfigList list, Problems problems) {
        var objects = new ArrayList<ObjectNode>();
        for (var row : list) {
            if (HoconJson.of(row) instanceof ObjectNode object) {
                objects.add(object);
            } else {
                problems.add(Origin.of(row.origin()), "a row of " + what + " must be an object in braces");
            }
        }
        return objects;
    }

    boolean isEmpty() {
        return rows.isPresent() && rows.get().isEmpty();
    }

    boolean hasSchema() {
        return written.containsKey(SCHEMA.name());
    }

    /** The names of all cells, in the order in which they come. */
    List<String> columns() {
        return rows.orElse(List.of()).stream()
                .flatMap(row -> row.properties().stream().map(cell -> cell.getKey()))
                .distinct()
                .toList();
    }

    /**
     * A source of the rows.
     *
     * @param file where rows that stand in no file are put
     * @param type of the rows, unless they say it themselves; found from them where it is empty
     */
    Source source(Path file, Optional<Type.Struct> type, Parts parts) {
        var problems = new Problems();
        var factory = parts.registry().get(Source.class, "path");
        var settings = written;
        if (type.isPresent() && !hasSchema()) {
            settings = settings.withValue("schema", text(TypeString.print(type.get())));
        }
        if (rows.isPresent()) {
            write(file);
            settings = settings.withValue("path", text(file.toString())).withValue("format", text("json"));
        }
        if (!settings.containsKey("schema")) {
            settings = settings.withValue("infer", text("all"));
        }
        var checked = factory.settings().read(settings, base, problems);
        problems.throwIfAny("the rows of a test");
        return isEmpty()
                ? new NoRows(TypeString.parseRow(settings.toConfig().getString("schema")))
                : factory.create(checked, parts);
    }

    private ConfigValue text(String text) {
        return ConfigValueFactory.fromAnyRef(text).withOrigin(written.origin());
    }

    private void write(Path file) {
        var lines = rows.orElseThrow().stream().map(JsonNode::toString).collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new EtlException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
