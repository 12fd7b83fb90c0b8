// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Glue's {@code Spigot}: the same rows; some of them are written to a folder, for someone to look at. The file {@code <frame>.json} has a
 * record a line, mixed values as they are and nulls left out; it takes the place of the last one. It is written when the transform is
 * applied, by a Spark job of its own that reads no more than it must, so it is there also when the run fails later; checking a job writes
 * nothing. Each row is taken with the same chance, the same ones each time for the same partitions.
 *
 * <pre>{@code
 * { transform = spigot, path = "samples", topk = 20, prob = 0.1 }
 * }</pre>
 *
 * @param path the folder
 * @param topk how many rows at most
 * @param prob the chance of a row to be among them, above 0, at most 1
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-spigot.html">Spigot</a>
 */
public record Spigot(String path, int topk, double prob) implements FrameTransform {
    private static final int GLUES_TOPK = 100;
    private static final long SEED = 1;

    public Spigot {
        if (topk < 1 || !(prob > 0 && prob <= 1)) {
            throw new UsageException("Cannot write samples to " + path + ": no row would be taken (got topk " + topk
                    + ", prob " + prob + "; expected at least 1, and more than 0 up to 1)");
        }
    }

    /** Writes the first rows to a folder. */
    public static Spigot spigot(String path) {
        return new Spigot(path, GLUES_TOPK, 1);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var rows = prob < 1 ? in.toDF().sample(prob, SEED) : in.toDF();
        var configuration = rows.sparkSession().sessionState().newHadoopConf();
        write(in.derive(in.schema(), rows).take(topk), in.name(), configuration);
        return in;
    }

    private void write(List<DynamicRecord> records, String name, Configuration configuration) {
        var file = new Path(new Path(path), name.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".json");
        try (var out = file.getFileSystem(configuration).create(file, true)) {
            for (var record : records) {
                out.write((record.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new EtlException("Cannot write samples to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> PATH =
                Setting.path("path").required().doc("The folder that the rows are written to.");
        private static final Setting<Integer> TOPK =
                Setting.count("topk", 1).defaultsTo(GLUES_TOPK).doc("How many rows are written at most.");
        private static final Setting<Double> PROB = Setting.of("prob", Plugin::share)
                .defaultsTo(1.0)
                .doc("The chance of each row to be written, above 0 up to 1.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "spigot";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PATH, TOPK, PROB);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Spigot(settings.get(PATH), settings.get(TOPK), settings.get(PROB));
        }

        private static double share(ConfigValue value, String base) {
            try {
                double share =
                        Double.parseDouble(Setting.string("prob").reader().read(value, base));
                if (share > 0 && share <= 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a number above 0 up to 1", e);
            }
            throw new IllegalArgumentException("a number above 0 up to 1");
        }
    }
}
