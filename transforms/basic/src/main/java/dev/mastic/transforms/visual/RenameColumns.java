// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Columns whose names have none of some characters, so that no path to them needs backticks. {@code { transform =
 * rename-columns, characters = ". ", replacement = "_" }}.
 *
 * <p>Each of the characters is replaced, in the names of columns and of fields inside structs and arrays of structs;
 * fields inside maps and choices keep theirs. Two fields that would get one name are refused.
 *
 * @param characters which characters go
 * @param replacement what comes in the place of each; may be empty
 */
public record RenameColumns(String characters, String replacement) implements FrameTransform {
    /** Replaces dots by underscores. */
    public static RenameColumns renameColumns() {
        return new RenameColumns(".", "_");
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return renamed(Projection.of(in)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return renamed(Projection.of(in.schema())).over(in);
    }

    private Projection renamed(Projection fields) {
        var members = new ArrayList<Projection.Member>();
        Map<String, String> byNewName = new HashMap<>();
        for (var member : fields.members()) {
            var name = renamed(member.name());
            var other = byNewName.put(name, member.name());
            if (other != null) {
                throw new UsageException("Cannot rename columns: '" + other + "' and '" + member.name()
                        + "' would both be '" + name + "' (rename one before)");
            }
            // a struct without fields has none to rename
            var value = member.value().reshape(this::renamed).orElse(member.value());
            members.add(new Projection.Member(name, value));
        }
        return new Projection(members);
    }

    private String renamed(String name) {
        var changed = new StringBuilder();
        name.codePoints().forEach(character -> {
            if (characters.indexOf(character) >= 0) {
                changed.append(replacement);
            } else {
                changed.appendCodePoint(character);
            }
        });
        return changed.toString();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> CHARACTERS =
                Setting.string("characters").defaultsTo(".").doc("The characters to replace, one after the other.");
        private static final Setting<String> REPLACEMENT =
                Setting.string("replacement").defaultsTo("_").doc("What comes in the place of each.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "rename-columns";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(CHARACTERS, REPLACEMENT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new RenameColumns(settings.get(CHARACTERS), settings.get(REPLACEMENT));
        }
    }
}
