// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Glue's {@code FindMatches}: finds the rows that are one thing although no key says so, and gives them one {@code match_id}, without labels.
 * Looks at the data when it is applied: the compared columns of all rows are brought to the driver by one Spark job, matched there in all its
 * threads, and the ids are joined to the rows, lazily. So it is bounded by the driver's memory, about 2 kB for each row.
 *
 * <p>All top-level columns of simple types are compared as texts, numbers also as numbers, unless some are named; the key and the source are
 * not. What a column means is found out. Rows without a key are refused; rows of one key are one thing, with a warning. The same rows
 * always give the same ids, which are positive, in whatever order and partitions they come; a row that is like no other has an id of its own.
 *
 * <pre>{@code { transform = find-matches, primary-key = id, source = source } }</pre>
 *
 * @param primaryKey a column of a simple type
 * @param source a column that tells where a row comes from: then only rows of different sources are matched
 * @param columns those that are compared; none for all
 * @param confidence whether {@code match_confidence_score} is added: the mean chance of the pairs within a group, from 0 to 1; of a row alone,
 *     the chance that it has no match
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/machine-learning.html">FindMatches</a>
 */
public record FindMatches(String primaryKey, Optional<String> source, List<String> columns, boolean confidence)
        implements FrameTransform {
    static final String MATCH_ID = "match_id";
    static final String CONFIDENCE = "match_confidence_score";
    private static final String KEY = "key";
    private static final String FAILURE = "Cannot find matches";

    public FindMatches {
        columns = List.copyOf(columns);
    }

    /** Finds matches among all rows, by all columns but the key. */
    public static FindMatches findMatches(String primaryKey) {
        return new FindMatches(primaryKey, Optional.empty(), List.of(), false);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        simple(in, primaryKey);
        source.ifPresent(name -> simple(in, name));
        compared(in);
        var fields = new ArrayList<>(in.fields());
        fields.add(added(in, MATCH_ID, Type.Primitive.LONG));
        if (confidence) {
            fields.add(added(in, CONFIDENCE, Type.Primitive.DOUBLE));
        }
        return new Type.Struct(fields);
    }

    /** Runs a Spark job, and matches. */
    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var output = outputShape(in.schema());
        var key = DynamicFrame.column(in.toDF(), primaryKey);
        var rows = in.refuseUnless(key.isNotNull(), primaryKey, "the primary key is null");
        var texts = new RowTexts(rows.toDF(), primaryKey, source, compared(in.schema()));
        var ids = new MatchIds(texts.records()).rows(in.toDF().sparkSession());
        return rows.derive(output, joined(rows.toDF(), ids, output));
    }

    private Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> ids, Type.Struct output) {
        var key = DynamicFrame.column(rows, primaryKey).cast("string");
        var both = rows.join(functions.broadcast(ids), key.equalTo(ids.col(KEY)), "inner");
        var columns = output.names().stream()
                .map(name -> DynamicFrame.column(name.equals(MATCH_ID) || name.equals(CONFIDENCE) ? ids : rows, name))
                .toArray(org.apache.spark.sql.Column[]::new);
        return both.select(columns);
    }

    private List<String> compared(Type.Struct in) {
        if (!columns.isEmpty()) {
            columns.forEach(name -> simple(in, name));
            return columns;
        }
        var found = in.fields().stream()
                .filter(field -> isSimple(field.type()))
                .map(Type.Field::name)
                .filter(name -> !name.equals(primaryKey) && !source.equals(Optional.of(name)))
                .toList();
        if (found.isEmpty()) {
            throw new UsageException(FAILURE + ": there is no column to compare beside " + primaryKey + " (has: "
                    + String.join(", ", in.names()) + "; expected one of texts, numbers, dates or booleans)");
        }
        return found;
    }

    private static void simple(Type.Struct in, String name) {
        var field = in.field(name)
                .orElseThrow(() -> new UsageException(
                        FAILURE + ": no column '" + name + "' (has: " + String.join(", ", in.names()) + ")"));
        if (!isSimple(field.type())) {
            throw new UsageException(FAILURE + ": column '" + name + "' is " + TypeString.print(field.type())
                    + " (expected a text, number, date or boolean"
                    + (field.type() instanceof Type.Choice ? "; resolve the choice first)" : ")"));
        }
    }

    private static boolean isSimple(Type type) {
        return type instanceof Type.Decimal
                || (type instanceof Type.Primitive && type != Type.Primitive.BINARY && type != Type.Primitive.NULL);
    }

    private static Type.Field added(Type.Struct in, String name, Type type) {
        if (in.field(name).isPresent()) {
            throw new UsageException(FAILURE + ": there is a column '" + name + "' already (rename or drop it first)");
        }
        return new Type.Field(name, type);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> PRIMARY_KEY =
                Setting.string("primary-key").required().doc("The column that tells each row from all others.");
        private static final Setting<String> SOURCE = Setting.string("source")
                .doc("The column that tells where a row comes from; only rows of different sources match.");
        private static final Setting<List<String>> COLUMNS = Setting.strings("columns")
                .defaultsTo(List.of())
                .doc("The columns that are compared; default all of simple types.");
        private static final Setting<Boolean> CONFIDENCE = Setting.bool("compute-match-confidence-scores")
                .defaultsTo(false)
                .doc("Whether match_confidence_score is added, from 0 to 1.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "find-matches";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PRIMARY_KEY, SOURCE, COLUMNS, CONFIDENCE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new FindMatches(
                    settings.get(PRIMARY_KEY), settings.find(SOURCE), settings.get(COLUMNS), settings.get(CONFIDENCE));
        }
    }
}
