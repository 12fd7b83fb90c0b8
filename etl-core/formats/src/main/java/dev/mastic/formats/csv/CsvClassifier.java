// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Recognises delimited text of which something is known: what is set is taken, the rest is found. A file is of the kind if its records
 * have as many cells as columns are named, two or more unless one is allowed; certain as far as they have.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-csv">CSV classifiers in Glue</a>
 */
public final class CsvClassifier implements Classifier {
    private static final double ALL = 0.95;

    private final Sniffer.Wanted wanted;
    private final Declared declared;
    private final boolean trimming;
    private final boolean single;

    private CsvClassifier(Sniffer.Wanted wanted, Declared declared, boolean trimming, boolean single) {
        this.wanted = wanted;
        this.declared = declared;
        this.trimming = trimming;
        this.single = single;
    }

    /** Whether a line names the columns. */
    enum ContainsHeader {
        UNKNOWN,
        PRESENT,
        ABSENT;

        Optional<Boolean> known() {
            return this == UNKNOWN ? Optional.empty() : Optional.of(this == PRESENT);
        }
    }

    /** Makes the classifier; settings and limits are Glue's. */
    public static final class Plugin implements Factory<Classifier> {
        private static final int LONGEST_NAME = 255;
        private static final List<String> SERDES = List.of(Declared.OPEN_CSV, Declared.LAZY_SIMPLE, "None");

        private static final Setting<String> DELIMITER = CsvFormat.Plugin.character("delimiter", false)
                .doc("What stands between cells, one ASCII character; by default found.");
        private static final Setting<String> QUOTE_SYMBOL = CsvFormat.Plugin.character("quote-symbol", false)
                .doc("What stands around cells, one ASCII character that is not the delimiter; by default found.");
        private static final Setting<ContainsHeader> CONTAINS_HEADER = Setting.oneOf(
                        "contains-header", ContainsHeader.class)
                .defaultsTo(ContainsHeader.UNKNOWN)
                .doc("Whether a line names the columns; unknown finds out.");
        private static final Setting<List<String>> HEADER = Setting.stringsOrNone("header")
                .defaultsTo(List.of())
                .doc("The names of the columns; those of the file's header do not count then.");
        private static final Setting<Boolean> DISABLE_VALUE_TRIMMING = Setting.bool("disable-value-trimming")
                .defaultsTo(false)
                .doc("Whether blanks around a value make it a text.");
        private static final Setting<Boolean> ALLOW_SINGLE_COLUMN =
                Setting.bool("allow-single-column").defaultsTo(false).doc("Whether files of one column are taken.");
        private static final Setting<Boolean> CUSTOM_DATATYPE_CONFIGURED =
                Setting.bool("custom-datatype-configured").defaultsTo(true).doc("Whether custom-datatypes count.");
        private static final Setting<List<String>> CUSTOM_DATATYPES = Setting.stringsOrNone("custom-datatypes")
                .defaultsTo(List.of())
                .doc("The types of the columns in their order, such as long and date; by default found.");
        private static final Setting<String> SERDE = Setting.string("serde")
                .defaultsTo("None")
                .doc("Hive's class for the table: OpenCSVSerDe, LazySimpleSerDe, or None to choose by the quotes.");

        @Override
        public Class<Classifier> kind() {
            return Classifier.class;
        }

        @Override
        public String name() {
            return CsvFormat.NAME;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(
                    DELIMITER,
                    QUOTE_SYMBOL,
                    CONTAINS_HEADER,
                    HEADER,
                    DISABLE_VALUE_TRIMMING,
                    ALLOW_SINGLE_COLUMN,
                    CUSTOM_DATATYPE_CONFIGURED,
                    CUSTOM_DATATYPES,
                    SERDE);
        }

        /**
         * {@inheritDoc}
         *
         * @throws dev.mastic.core.config.ConfigProblemsException with the place of what is not allowed
         */
        @Override
        public Classifier create(Settings settings, Parts parts) {
            var delimiter = mark(settings.find(DELIMITER));
            var quote = mark(settings.find(QUOTE_SYMBOL));
            var names = settings.get(HEADER);
            var types = settings.get(CUSTOM_DATATYPE_CONFIGURED)
                    ? settings.get(CUSTOM_DATATYPES).stream()
                            .map(type -> type.toLowerCase(Locale.ROOT))
                            .toList()
                    : List.<String>of();
            var problems = new Problems();
            if (quote.isPresent() && quote.equals(delimiter)) {
                problems.add(settings.origin(QUOTE_SYMBOL), "quote-symbol is the delimiter");
            }
            checkNames(names, settings, problems);
            checkTypes(types, names, settings, problems);
            var serde = settings.get(SERDE);
            if (!SERDES.contains(serde)) {
                problems.add(
                        settings.origin(SERDE),
                        "serde is not valid (got '" + serde + "'; expected one of " + SERDES + ")");
            }
            problems.throwIfAny("a csv classifier");
            return new CsvClassifier(
                    new Sniffer.Wanted(
                            delimiter, quote, settings.get(CONTAINS_HEADER).known()),
                    new Declared(names, types, serde(serde, quote)),
                    !settings.get(DISABLE_VALUE_TRIMMING),
                    settings.get(ALLOW_SINGLE_COLUMN));
        }

        private static void checkNames(List<String> names, Settings settings, Problems problems) {
            for (var name : names) {
                if (name.isBlank() || name.length() > LONGEST_NAME || name.contains("\n")) {
                    problems.add(
                            settings.origin(HEADER),
                            "header is not valid (got '" + name + "'; expected names of 1 to " + LONGEST_NAME
                                    + " characters on one line)");
                }
            }
            if (new HashSet<>(names).size() < names.size()) {
                problems.add(settings.origin(HEADER), "header names a column twice (got " + names + ")");
            }
        }

        private static void checkTypes(List<String> types, List<String> names, Settings settings, Problems problems) {
            for (var type : types) {
                if (!Declared.TYPES.contains(type)) {
                    problems.add(
                            settings.origin(CUSTOM_DATATYPES),
                            "custom-datatypes is not valid (got '" + type + "'; expected " + Declared.TYPES + ")");
                }
            }
            if (!types.isEmpty() && !names.isEmpty() && types.size() != names.size()) {
                problems.add(
                        settings.origin(CUSTOM_DATATYPES),
                        "custom-datatypes has another number of columns than header (got " + types.size()
                                + "; expected " + names.size() + ")");
            }
        }

        private static OptionalInt mark(Optional<String> text) {
            return text.map(one -> OptionalInt.of(one.charAt(0))).orElse(OptionalInt.empty());
        }

        /** As Glue has it, who sets a quote gets OpenCSVSerDe. */
        private static String serde(String set, OptionalInt quote) {
            return !set.equals("None") ? set : quote.isPresent() ? Declared.OPEN_CSV : "";
        }
    }

    @Override
    public Optional<Match> classify(Sample sample) {
        var sniffer = new Sniffer(wanted);
        return SampleText.of(sample)
                .flatMap(text -> single ? sniffer.sniffAnyWidth(text) : sniffer.sniff(text))
                .filter(this::fits)
                .map(found -> match(found, sample));
    }

    private boolean fits(Sniffer.Sniffed found) {
        return found.width() > (single ? 0 : 1)
                && certainty(found) > Sniffer.LEAST
                && (declared.names().isEmpty() || declared.names().size() == found.width())
                && (declared.types().isEmpty() || declared.types().size() == found.width());
    }

    /** Records that end early count where the header names all columns. */
    private static double certainty(Sniffer.Sniffed found) {
        double certainty = Math.max(found.share(), found.certainty());
        return certainty >= ALL ? 1 : certainty;
    }

    private Match match(Sniffer.Sniffed found, Sample sample) {
        var known = found.with(declared, trimming);
        return new Match(CsvFormat.NAME, certainty(found), sample.compression(), known.toMap())
                .withEvidence(known.toEvidence());
    }
}
