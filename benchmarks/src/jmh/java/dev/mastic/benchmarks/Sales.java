// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Sales as CSV: ten columns, one of mixed numbers and texts, some cells quoted, two columns without any value. */
final class Sales {
    static final String KIND = "sales";

    /** What Spark and our reader are told. */
    static final String TYPE = "struct<id:bigint,customer:string,city:string,quantity:string,price:double,day:date,"
            + "status:string,comment:string,reserved:string,legacy:string>";

    private static final String HEADER = "id,customer,city,quantity,price,day,status,comment,reserved,legacy\n";
    private static final List<String> STATUS = List.of("open", "paid", "sent", "returned");

    private Sales() {}

    static Path make(Input input) throws IOException {
        return input.make(KIND, ".csv", HEADER, Sales::write);
    }

    private static void write(StringBuilder row, long number, SplittableRandom random) {
        row.append(number).append(",customer ").append(random.nextInt(1_000_000));
        row.append(random.nextInt(3) == 0 ? ",\"Zürich, Kreis 5\"," : ",Berlin,");
        row.append(random.nextInt(20) == 0 ? "unknown" : Integer.toString(random.nextInt(5000)));
        row.append(',')
                .append(random.nextInt(1_000_000) / 100.0)
                .append(",2024-")
                .append(10 + random.nextInt(3));
        row.append('-').append(10 + random.nextInt(19)).append(',').append(STATUS.get(random.nextInt(STATUS.size())));
        row.append(random.nextInt(10) == 0 ? ",\"said \"\"no\"\"\"" : ",nothing to say")
                .append(",,");
    }
}
