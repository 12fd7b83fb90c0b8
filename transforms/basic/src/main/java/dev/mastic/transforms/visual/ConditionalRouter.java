// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.sql.SqlExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Glue Studio's Conditional Router: a frame for each route, with the rows that hold its condition, and one with the rows
 * that hold none. The routes are independent, as in Glue: a row that holds several conditions is in several frames. A
 * condition that is null does not hold. Conditions are Spark SQL.
 *
 * <p>Rows or conditions that come out differently each time are persisted when they are first computed, so that all
 * routes decide about the same rows.
 *
 * <pre>{@code
 * { name = orders_by_size, transform = conditional-router, in = orders, default = others
 *   routes { big = "amount >= 1000", urgent = "express AND country IN ('DE', 'FR')" } }
 * }</pre>
 *
 * @param routes a condition for each name, in the order of the output
 * @param other the name of the frame with the rows that hold no condition
 * @see <a href="https://docs.aws.amazon.com/glue/latest/ug/transforms-conditional-router.html">Conditional router</a>
 */
public record ConditionalRouter(Map<String, String> routes, String other) implements Transform {
    /** Glue's name of the frame with the rows that hold no condition. */
    public static final String DEFAULT = "default_group";

    public ConditionalRouter {
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
        if (routes.isEmpty()) {
            throw new UsageException("Cannot route rows: there is no route (expected a condition for each name)");
        } else if (routes.containsKey(other)) {
            throw new UsageException("Cannot route rows: '" + other
                    + "' is a route and the default for rows that hold no condition (set default to another name)");
        }
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var only = only(in);
        routed(in.get(only));
        var shapes = new LinkedHashMap<String, Type.Struct>();
        routes.keySet().forEach(name -> shapes.put(name, in.get(only)));
        shapes.put(other, in.get(only));
        return new Shapes(shapes);
    }

    @Override
    public Frames apply(Frames in) {
        var frame = in.get(only(in.shapes()));
        var routed = Determinism.once(frame.derive(routed(frame.schema())));
        var plain = plain(frame.schema(), routed.schema());
        var none = functions.lit(true);
        var frames = new LinkedHashMap<String, DynamicFrame>();
        for (var name : routes.keySet()) {
            var holds = DynamicFrame.column(routed.toDF(), route(frames.size()));
            frames.put(name, part(routed, holds, plain, name));
            none = none.and(functions.not(functions.coalesce(holds, functions.lit(false))));
        }
        frames.put(other, part(routed, none, plain, other));
        return Frames.of(frames);
    }

    private static DynamicFrame part(DynamicFrame routed, Column condition, Projection plain, String name) {
        return routed.derive(routed.schema(), routed.toDF().filter(condition))
                .derive(plain)
                .withName(name);
    }

    /** The record under generated names, and whether each condition holds. */
    private Projection routed(Type.Struct record) {
        var members = new ArrayList<Projection.Member>();
        for (int i = 0; i < record.fields().size(); i++) {
            members.add(new Projection.Member(
                    field(i), Value.input(record.fields().get(i).type(), i)));
        }
        for (var route : routes.entrySet()) {
            var condition = new SqlExpression("Cannot route rows to '" + route.getKey() + "'", route.getValue())
                    .condition(record);
            members.add(new Projection.Member(
                    route(members.size() - record.fields().size()),
                    condition.type() == Type.Primitive.NULL ? Value.nothing(Type.Primitive.BOOLEAN) : condition));
        }
        return new Projection(members);
    }

    private static Projection plain(Type.Struct record, Type.Struct routed) {
        var columns = Projection.of(routed);
        var members = new ArrayList<Projection.Member>();
        for (int i = 0; i < record.fields().size(); i++) {
            members.add(new Projection.Member(
                    record.names().get(i), columns.find(field(i)).orElseThrow()));
        }
        return new Projection(members);
    }

    private static String field(int i) {
        return "field" + i;
    }

    private static String route(int i) {
        return "route" + i;
    }

    private static String only(Shapes in) {
        if (in.names().size() != 1) {
            throw new UsageException("Cannot route the rows of " + in.names().size() + " frames (got "
                    + String.join(", ", in.names()) + "; expected one)");
        }
        return in.names().get(0);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Map<String, String>> ROUTES = Setting.of("routes", Plugin::routes)
                .required()
                .doc("The condition of each route by its name, in Spark SQL.");
        private static final Setting<String> DEFAULT_ROUTE = Setting.string("default")
                .defaultsTo(ConditionalRouter.DEFAULT)
                .doc("The name of the frame with the rows that hold no condition.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "conditional-router";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(ROUTES, DEFAULT_ROUTE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new ConditionalRouter(settings.get(ROUTES), settings.get(DEFAULT_ROUTE));
        }

        /** In the order of the lines; blocks themselves have no order. */
        private static Map<String, String> routes(ConfigValue written, String base) {
            if (!(written instanceof ConfigObject block)
                    || block.isEmpty()
                    || block.values().stream().anyMatch(value -> value.valueType() != ConfigValueType.STRING)) {
                throw new IllegalArgumentException(
                        "a block with a condition for each name, such as { big = \"n > 9\" }");
            }
            var routes = new LinkedHashMap<String, String>();
            names(block)
                    .forEach(name -> routes.put(name, (String) block.get(name).unwrapped()));
            return routes;
        }

        private static List<String> names(ConfigObject block) {
            return block.keySet().stream()
                    .sorted(Comparator.comparing(
                                    (String name) -> block.get(name).origin().lineNumber())
                            .thenComparing(name -> name))
                    .toList();
        }
    }
}
