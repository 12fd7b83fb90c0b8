// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Orders as JSON, one a line: twelve fields, with nested objects, lists of texts and of objects, text beyond ASCII, and escapes. */
final class Orders {
    static final String KIND = "orders";

    /** What Spark and our reader are told. */
    static final String TYPE =
            "struct<id:bigint,customer:string,city:string,active:boolean,score:double,visits:int,note:string,"
                    + "tags:array<string>,address:struct<street:string,zip:string,geo:struct<lat:double,lon:double>>,"
                    + "items:array<struct<sku:string,quantity:int,price:double>>,created:string,url:string>";

    private static final List<String> CITIES =
            List.of("Berlin", "Zürich", "São Paulo", "København", "東京", "Kraków", "Lyon", "Oslo");
    private static final List<String> TAGS = List.of("new", "gift", "express", "returned", "b2b", "fragile");

    private Orders() {}

    static Path make(Input input) throws IOException {
        return input.make(KIND, ".json", "", Orders::write);
    }

    private static void write(StringBuilder row, long number, SplittableRandom random) {
        row.append("{\"id\":").append(number);
        row.append(",\"customer\":\"customer ")
                .append(random.nextInt(1_000_000))
                .append('"');
        row.append(",\"city\":\"")
                .append(CITIES.get(random.nextInt(CITIES.size())))
                .append('"');
        row.append(",\"active\":").append(random.nextBoolean());
        row.append(",\"score\":").append(random.nextInt(100_000) / 100.0);
        row.append(",\"visits\":").append(random.nextInt(10_000));
        row.append(",\"note\":\"").append(random.nextInt(10) == 0 ? "said \\\"no\\\"\\nand left" : "nothing to say");
        row.append("\",\"tags\":[");
        int tags = random.nextInt(4);
        for (int i = 0; i < tags; i++) {
            row.append(i == 0 ? "\"" : ",\"")
                    .append(TAGS.get(random.nextInt(TAGS.size())))
                    .append('"');
        }
        row.append("],\"address\":{\"street\":\"").append(random.nextInt(300)).append(" Long Street\",\"zip\":\"");
        row.append(10_000 + random.nextInt(80_000))
                .append("\",\"geo\":{\"lat\":")
                .append(random.nextInt(9000) / 100.0);
        row.append(",\"lon\":").append(random.nextInt(18000) / 100.0).append("}},\"items\":[");
        items(row, random);
        row.append("],\"created\":\"2024-")
                .append(10 + random.nextInt(3))
                .append('-')
                .append(10 + random.nextInt(19));
        row.append("T12:00:").append(10 + random.nextInt(50)).append("Z\",\"url\":\"https://shop.example/orders/");
        row.append(Long.toHexString(random.nextLong())).append("\"}");
    }

    private static void items(StringBuilder row, SplittableRandom random) {
        int items = 1 + random.nextInt(2);
        for (int i = 0; i < items; i++) {
            row.append(i == 0 ? "" : ",").append("{\"sku\":\"sku-").append(random.nextInt(5000));
            row.append("\",\"quantity\":").append(1 + random.nextInt(9));
            row.append(",\"price\":").append(random.nextInt(50_000) / 100.0).append('}');
        }
    }
}
