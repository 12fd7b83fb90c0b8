// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Glue's {@code ResolveChoice}: choices become columns of one type.
 *
 * <ul>
 *   <li>{@code cast:type} converts every value, as Spark's {@code try_cast}: what cannot be converted is null, or a
 *       fault; texts are trimmed, fractions are cut off where a whole number is wanted. It also casts what is no choice.
 *   <li>{@code project:type} keeps the values of the type; others become null. A type that the choice does not have is
 *       refused.
 *   <li>{@code make_cols} makes {@code name_type} for each type: the first, by type name, in the old place, the others
 *       at the end of the record, or of the struct around. A name that is taken is refused.
 *   <li>{@code make_struct} makes a struct with a field for each type.
 *   <li>{@code match_catalog} casts to the type that a table in the catalog has for the field; fields that it does not
 *       have stay choices, with a warning.
 * </ul>
 *
 * <p>{@code choice} is for every choice without a spec, wherever it lies: in structs, elements of arrays, values of maps
 * and branches of other choices. All specs speak of the input. Paths that are not there are refused. Null stays null.
 * Lazy.
 *
 * <pre>{@code
 * { transform = resolve-choice, specs = ["provider id -> cast:long", "items[].price -> make_struct"], choice = make_cols }
 * }</pre>
 *
 * @param specs choices by their paths, each at most once
 * @param choice for all others; empty to leave them
 * @param table the row type of the table for {@code match_catalog}
 * @param unfit what becomes of rows with a value that a cast cannot convert
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ResolveChoice.html">ResolveChoice</a>
 */
public record ResolveChoice(
        List<ResolveSpec> specs, Optional<ChoiceAction> choice, Optional<Type.Struct> table, Unfit unfit)
        implements FrameTransform {
    private static final Logger LOG = LoggerFactory.getLogger(ResolveChoice.class);

    /** What becomes of values that a cast cannot convert. */
    public enum Unfit {
        /** They are null, as in Glue. */
        NULL,
        /** Their rows are faults. */
        FAULT
    }

    /**
     * With these settings.
     *
     * @throws UsageException if there is nothing to do, a path has two specs, or the table for match_catalog is missing
     */
    public ResolveChoice {
        specs = List.copyOf(specs);
        SpecTree.of(specs);
        if (specs.isEmpty() && choice.isEmpty()) {
            throw new UsageException("Cannot resolve choices: nothing says how (set specs, or choice for all)");
        } else if (table.isEmpty() && matchesCatalog(specs, choice)) {
            throw new UsageException("Cannot resolve choices with match_catalog: no table is named"
                    + " (set table to database.table, in a job or by the factory)");
        }
    }

    /** Resolves choices by specs such as {@code "price -> cast:double"}. */
    public static ResolveChoice resolveChoice(String... specs) {
        var parsed = Arrays.stream(specs).map(ResolveSpec::parse).toList();
        return new ResolveChoice(parsed, Optional.empty(), Optional.empty(), Unfit.NULL);
    }

    /** Resolves every choice in one way, such as {@code "make_cols"}. */
    public static ResolveChoice resolveChoices(String choice) {
        return new ResolveChoice(List.of(), Optional.of(ChoiceAction.parse(choice)), Optional.empty(), Unfit.NULL);
    }

    private static boolean matchesCatalog(List<ResolveSpec> specs, Optional<ChoiceAction> choice) {
        return Stream.concat(specs.stream().map(ResolveSpec::action), choice.stream())
                .anyMatch(action -> action.verb() == ChoiceAction.Verb.MATCH_CATALOG);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return ChoiceResolution.of(this, in).fields().type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var resolution = ChoiceResolution.of(this, in.schema());
        resolution
                .unmatched()
                .forEach(path -> LOG.warn("Left choice {} of {}: the table does not have it", path, in.name()));
        return resolution.fields().over(unfit == Unfit.FAULT ? LostValue.refuse(in, resolution.unfit()) : in);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ResolveSpec>> SPECS = Setting.of(
                        "specs", (value, base) -> Setting.strings("specs").reader().read(value, base).stream()
                                .map(text -> Setting.parse("a list of specs", text, ResolveSpec::parse))
                                .toList())
                .defaultsTo(List.of())
                .doc("Choices by their paths, each as \"path -> action\"; elements of arrays are written with [].");
        private static final Setting<ChoiceAction> CHOICE = Setting.parsed("choice", "an action", ChoiceAction::parse)
                .doc("The action for every choice without a spec: cast:type, project:type, make_cols, make_struct or"
                        + " match_catalog.");
        private static final Setting<TableName> TABLE = Setting.parsed("table", "database.table", TableName::parse)
                .doc("The table whose types match_catalog takes, as database.table.");
        private static final Setting<Unfit> UNFIT = Setting.oneOf("unfit", Unfit.class)
                .defaultsTo(Unfit.NULL)
                .doc("What becomes of a value that a cast cannot convert: null, or its row is a fault.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "resolve-choice";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(SPECS, CHOICE, TABLE, UNFIT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var table = settings.find(TABLE)
                    .map(name -> parts.the(Catalog.class).get(name).table().rowType());
            return new ResolveChoice(settings.get(SPECS), settings.find(CHOICE), table, settings.get(UNFIT));
        }
    }
}
