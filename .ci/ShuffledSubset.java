// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the data of the demo anew, with other rows in other files, so that no figure can be known beforehand:
 * {@code java .ci/ShuffledSubset.java SOURCE_DIR TARGET_DIR SEED}. The same seed gives the same bytes.
 *
 * <p>Persons and organizations stay complete, so no membership loses its person. Files stay large enough to show most
 * of the columns that the whole has: a crawler may take files with few columns in common for different tables.
 */
final class ShuffledSubset {
    private static final List<String> PREFIXES = List.of("part-", "rows_", "Export ", "x.", "");

    private final Path source;
    private final Path target;
    private final Random random;

    private ShuffledSubset(Path source, Path target, Random random) {
        this.source = source;
        this.target = target;
        this.random = random;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 3 || Files.exists(Path.of(args[1]))) {
            System.err.println("usage: java ShuffledSubset.java SOURCE_DIR NEW_TARGET_DIR SEED");
            System.exit(2);
        }
        System.out.println("seed " + args[2]);
        var random = new Random(Long.parseLong(args[2]));
        new ShuffledSubset(Path.of(args[0]), Path.of(args[1]), random).write();
    }

    private void write() throws IOException {
        complete("persons", 150);
        complete("organizations", 60);
        split("areas", thinned(rows("areas")), new Cut(1, 3, 60), false);
        for (var partition : somePartitions()) {
            var folder = "memberships_by_year/" + partition;
            split(folder, thinned(rows(folder)), new Cut(2, 5, 30), false);
        }
    }

    private void complete(String folder, int leastRows) throws IOException {
        split(folder, rows(folder), new Cut(1, 6, leastRows), true);
    }

    /** Two partitions or more: one is to come later. */
    private List<String> somePartitions() throws IOException {
        var partitions = new ArrayList<String>();
        for (var path : entries(source.resolve("memberships_by_year"))) {
            partitions.add(path.getFileName().toString());
        }
        Collections.shuffle(partitions, random);
        return partitions.subList(0, 2 + random.nextInt(partitions.size() - 1));
    }

    /** Between 40 and 90 of 100 rows. */
    private List<String> thinned(List<String> rows) {
        double share = 0.4 + random.nextDouble() * 0.5;
        return rows.subList(0, (int) Math.ceil(rows.size() * share));
    }

    /** All rows of a folder, shuffled. */
    private List<String> rows(String folder) throws IOException {
        var rows = new ArrayList<String>();
        for (var file : entries(source.resolve(folder))) {
            text(file).lines().filter(line -> !line.isBlank()).forEach(rows::add);
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    /** Folders and files of data, but nothing hidden. */
    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(e -> e.getFileName().toString().matches("[^._].*(=.*|[.]json([.]gz)?)"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Into how many files, and how many rows a file has at least. */
    private record Cut(int leastFiles, int mostFiles, int leastRows) {
        /** The ends of the files among the rows. */
        List<Integer> ends(int rows, Random random) {
            int files =
                    Math.max(1, Math.min(leastFiles + random.nextInt(mostFiles - leastFiles + 1), rows / leastRows));
            var spread = new ArrayList<>(List.of(rows - files * leastRows));
            for (int i = 1; i < files; i++) {
                spread.add(random.nextInt(spread.get(0) + 1));
            }
            Collections.sort(spread);
            var ends = new ArrayList<Integer>();
            spread.forEach(extra -> ends.add(extra + (ends.size() + 1) * leastRows));
            return ends;
        }
    }

    private void split(String folder, List<String> rows, Cut cut, boolean someZipped) throws IOException {
        Files.createDirectories(target.resolve(folder));
        var sizes = new ArrayList<String>();
        int start = 0;
        for (int end : cut.ends(rows.size(), random)) {
            boolean zipped = someZipped && random.nextBoolean();
            var name = PREFIXES.get(random.nextInt(PREFIXES.size())) + "%08x".formatted(random.nextInt());
            write(target.resolve(folder).resolve(name + (zipped ? ".json.gz" : ".json")), rows.subList(start, end));
            sizes.add((end - start) + (zipped ? " (gzip)" : ""));
            start = end;
        }
        System.out.println(folder + ": " + rows.size() + " rows in files of " + String.join(", ", sizes));
    }

    private static void write(Path file, List<String> rows) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
                var packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            packed.write((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
