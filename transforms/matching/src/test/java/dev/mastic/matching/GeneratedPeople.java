// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes people, a fifth of them twice or three times with errors of typing, the same for each number: {@code records.csv}, and who is who in
 * {@code truth.csv}. Half of them live in one town, and all in one country. A program of one file: {@code java GeneratedPeople.java 100000 FOLDER}.
 */
final class GeneratedPeople {
    private static final String CONSONANTS = "bcdfghjklmnprstvwz";
    private static final String VOWELS = "aeiou";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int GIVEN_NAMES = 1_500;
    private static final int SURNAMES = 8_000;
    private static final int STREETS = 3_000;
    private static final int TOWNS = 400;

    private final Random random = new Random(20261122);
    private final List<String> givenNames = words(GIVEN_NAMES, 2, 3);
    private final List<String> surnames = words(SURNAMES, 2, 4);
    private final List<String> streets = words(STREETS, 2, 4);
    private final List<String> towns = words(TOWNS, 2, 4);

    private GeneratedPeople() {}

    /**
     * Writes them.
     *
     * @param arguments how many records, and the folder to write them to
     */
    public static void main(String[] arguments) throws IOException {
        write(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
    }

    static void write(int count, Path folder) throws IOException {
        var people = new GeneratedPeople();
        var records = new ArrayList<List<String>>();
        for (int entity = 0; records.size() < count; entity++) {
            var person = people.person();
            records.add(record(entity, person));
            int copies = people.random.nextInt(5) > 0 ? 0 : 1 + people.random.nextInt(2);
            for (int copy = 0; copy < copies && records.size() < count; copy++) {
                records.add(record(entity, people.mistyped(person)));
            }
        }
        Collections.shuffle(records, people.random);
        Files.createDirectories(folder);
        try (var rows = Files.newBufferedWriter(folder.resolve("records.csv"));
                var truth = Files.newBufferedWriter(folder.resolve("truth.csv"))) {
            rows.write("id,given_name,surname,born,house,street,town,postcode,country,phone\n");
            truth.write("id,entity_id\n");
            for (int i = 0; i < records.size(); i++) {
                line(rows, i, records.get(i).subList(1, records.get(i).size()));
                line(truth, i, records.get(i).subList(0, 1));
            }
        }
    }

    private static void line(BufferedWriter to, int id, List<String> cells) throws IOException {
        to.write(id + "," + String.join(",", cells) + "\n");
    }

    private static List<String> record(int entity, List<String> cells) {
        var record = new ArrayList<>(List.of("e" + entity));
        record.addAll(cells);
        return record;
    }

    private List<String> person() {
        boolean inTheTown = random.nextBoolean();
        int town = inTheTown ? 0 : 1 + random.nextInt(TOWNS - 1);
        return List.of(
                often(givenNames),
                often(surnames),
                LocalDate.of(1930, 1, 1).plusDays(random.nextInt(28_000)).toString(),
                Integer.toString(1 + random.nextInt(200)),
                often(streets) + " street",
                towns.get(town),
                Integer.toString(10_000 + 7 * town + random.nextInt(5)),
                "us",
                random.nextInt(4) == 0 ? "" : String.format(Locale.ROOT, "555-%07d", random.nextInt(10_000_000)));
    }

    /** As someone else has typed it: one to three errors, a value left out, or names the wrong way round. */
    private List<String> mistyped(List<String> person) {
        var cells = new ArrayList<>(person);
        int errors = 1 + random.nextInt(3);
        for (int i = 0; i < errors; i++) {
            int cell = random.nextInt(cells.size());
            cells.set(cell, random.nextInt(6) == 0 ? "" : withTypingError(cells.get(cell)));
        }
        if (random.nextInt(20) == 0) {
            Collections.swap(cells, 0, 1);
        }
        return cells;
    }

    private String withTypingError(String value) {
        if (value.length() < 2) {
            return value;
        }
        int at = random.nextInt(value.length() - 1);
        var letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return switch (random.nextInt(4)) {
            case 0 -> value.substring(0, at) + letter + value.substring(at);
            case 1 -> value.substring(0, at) + value.substring(at + 1);
            case 2 -> value.substring(0, at) + letter + value.substring(at + 1);
            default -> value.substring(0, at) + value.charAt(at + 1) + value.charAt(at) + value.substring(at + 2);
        };
    }

    /** The first of them often and the last of them rarely, as names are. */
    private String often(List<String> words) {
        double skewed = Math.pow(random.nextDouble(), 2.5);
        return words.get((int) (skewed * words.size()));
    }

    private List<String> words(int count, int least, int most) {
        return IntStream.range(0, count)
                .mapToObj(i -> word(least + random.nextInt(most - least + 1)))
                .toList();
    }

    private String word(int syllables) {
        var word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
            if (random.nextInt(3) == 0) {
                word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
            }
        }
        return word.toString();
    }
}
