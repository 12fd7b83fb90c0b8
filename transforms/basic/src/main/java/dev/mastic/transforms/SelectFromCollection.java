// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.List;

/**
 * Glue's {@code SelectFromCollection}: one frame of several, by its name, or by its place from 0 as in Glue Studio. A
 * frame of a step is also found by the name of the output alone: {@code adults} for {@code ages.adults}. A name that is
 * not there, or means several frames, is refused, where Glue gives an empty frame.
 *
 * <pre>{@code { transform = select-from-collection, in = [ages.adults, ages.others], frame = adults } }</pre>
 *
 * @param frame a name; a number that is no name is a place
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SelectFromCollection.html">SelectFromCollection</a>
 */
public record SelectFromCollection(String frame) implements Transform {
    /** Selects the frame of this name. */
    public static SelectFromCollection selectFromCollection(String frame) {
        return new SelectFromCollection(frame);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        return Shapes.result(in.get(nameIn(in.names())));
    }

    @Override
    public Frames apply(Frames in) {
        return Frames.result(in.get(nameIn(in.names())));
    }

    private String nameIn(List<String> names) {
        if (names.contains(frame)) {
            return frame;
        }
        var outputs = names.stream().filter(name -> name.endsWith("." + frame)).toList();
        if (outputs.size() == 1) {
            return outputs.get(0);
        } else if (outputs.isEmpty() && place() < names.size()) {
            return names.get(place());
        }
        throw new UsageException("Cannot select frame '" + frame + "': "
                + (outputs.isEmpty()
                        ? "there is none of this name " + Suggestion.among(frame, names)
                        : "the name means several (" + String.join(", ", outputs) + ")"));
    }

    private int place() {
        return frame.matches("\\d{1,9}") ? Integer.parseInt(frame) : Integer.MAX_VALUE;
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> FRAME =
                Setting.string("frame").required().doc("The name of the frame, or its place from 0.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "select-from-collection";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(FRAME);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new SelectFromCollection(settings.get(FRAME));
        }
    }
}
