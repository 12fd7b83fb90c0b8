// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A file in the shape of Medicare's payments to hospitals in 2011, which Glue's samples clean: as many rows, the same first row, the
 * same header (without the blanks around three of its names), 564 rows of Sacramento in California and Montgomery in Alabama, and two rows at the end whose provider is no number. The
 * values between are made up, the same in each call.
 */
final class MedicareFile {
    static final int ROWS = 163_065;

    private static final int HOSPITALS = 3_469;
    private static final String HEADER =
            "DRG Definition,Provider Id,Provider Name,Provider Street Address,Provider City,"
                    + "Provider State,Provider Zip Code,Hospital Referral Region Description,Total Discharges,"
                    + "Average Covered Charges,Average Total Payments,Average Medicare Payments";
    private static final String FIRST =
            "039 - EXTRACRANIAL PROCEDURES W/O CC/MCC,10001,SOUTHEAST ALABAMA MEDICAL CENTER,"
                    + "1108 ROSS CLARK CIRCLE,DOTHAN,AL,36301,AL - Dothan,91,$32963.07,$5777.24,$4763.73";
    private static final List<String> BAD = List.of(
            "948 - SIGNS & SYMPTOMS W/O MCC,HESS MEMORIAL HOSPITAL,INC,1050 DIVISION ST,MAUSTON,WI,53948,WI - Madison,12,"
                    + "$11961.41,$4619.00,$3775.33",
            "948 - SIGNS & SYMPTOMS W/O MCC,WHEATON FRANCISCAN, INC- ST JOSEPH,5000 W CHAMBERS ST,MILWAUKEE,WI,53210,"
                    + "WI - Milwaukee,14,$10514.28,$5562.50,$4522.78");

    /** City and state; where both fit, the samples' filter takes the hospital, of which there are twelve. */
    private static final List<String> PLACES = List.of(
            "DOTHAN,AL", "SACRAMENTO,KY", "FRESNO,CA", "MONTGOMERY,OH", "BIRMINGHAM,AL", "MONTGOMERY,WV", "ALBANY,NY");

    private static final List<String> TAKEN = List.of("SACRAMENTO,CA", "MONTGOMERY,AL");

    private MedicareFile() {}

    static Path write(Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEADER + "\n" + FIRST + "\n");
            for (int row = 1; row < ROWS - BAD.size(); row++) {
                out.write(row(row) + "\n");
            }
            for (var row : BAD) {
                out.write(row + "\n");
            }
        }
        return file;
    }

    /** Of a row that is not bad: 91 in the first. */
    static int discharges(int row) {
        return 11 + (80 + row * 31) % 97;
    }

    /** How many rows have more discharges than this; the bad ones have 12 and 14. */
    static long withMoreDischarges(int than) {
        return IntStream.range(0, ROWS - BAD.size())
                        .filter(row -> discharges(row) > than)
                        .count()
                + IntStream.of(12, 14).filter(bad -> bad > than).count();
    }

    private static String row(int row) {
        int hospital = row % HOSPITALS;
        int group = row / HOSPITALS;
        return (100 + group) + " - DIAGNOSIS GROUP " + group + "," + (10001 + hospital * 3) + ",HOSPITAL " + hospital
                + ","
                + (1 + hospital % 900) + " MAIN STREET," + place(hospital) + "," + (36301 + hospital) + ",REGION "
                + hospital % 306 + "," + discharges(row) + money(20_000_00 + row * 7L) + money(6_000_00 + row)
                + money(5_000_00 + row);
    }

    private static String place(int hospital) {
        boolean taken = hospital % 250 == 100 && hospital < 12 * 250;
        return taken ? TAKEN.get(hospital / 250 % 2) : PLACES.get(hospital % PLACES.size());
    }

    private static String money(long cents) {
        return ",$" + cents / 100 + "." + cents / 10 % 10 + cents % 10;
    }
}
