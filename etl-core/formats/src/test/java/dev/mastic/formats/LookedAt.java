// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.plugin.Factory;
import dev.mastic.formats.avro.AvroFormat;
import dev.mastic.formats.csv.CsvFormat;
import dev.mastic.formats.grok.GrokFormat;
import dev.mastic.formats.ion.IonFormat;
import dev.mastic.formats.json.JsonFormat;
import dev.mastic.formats.orc.OrcFormat;
import dev.mastic.formats.parquet.ParquetFormat;
import dev.mastic.formats.xml.XmlFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The command: {@code LookedAt FOLDER}. Says of each file a line: which format knows it, and what this one sees in it. */
final class LookedAt {
    private static final long MOST_BYTES = 10L << 20;
    private static final List<Factory<Format>> FORMATS = List.of(
            new ParquetFormat.Plugin(),
            new OrcFormat.Plugin(),
            new AvroFormat.Plugin(),
            new JsonFormat.Plugin(),
            new XmlFormat.Plugin(),
            new IonFormat.Plugin(),
            new GrokFormat.Plugin(),
            new CsvFormat.Plugin());

    private LookedAt() {}

    /** Prints what is seen. */
    public static void main(String[] args) {
        var configuration = new Configuration();
        for (var item : FileListing.list(args[0], configuration)) {
            var file = new InputFile(item, configuration);
            System.out.println(file.path().getName() + " " + seen(file));
        }
        System.exit(0);
    }

    private static String seen(InputFile file) {
        try {
            var sample = file.sample();
            for (var factory : FORMATS) {
                var format = factory.create(factory.settings().of("test", Map.of()), null);
                var match = format.sniff(sample);
                if (match.isPresent()) {
                    long rows = format.observe(file, match.get(), MOST_BYTES).rows();
                    return factory.name() + " " + Quantity.of(rows, "row");
                }
            }
            return "unknown";
        } catch (EtlException e) {
            return "refused: " + e.getMessage();
        } catch (OutOfMemoryError | StackOverflowError e) {
            return e.toString();
        }
    }
}
