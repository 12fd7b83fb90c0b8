// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** One walk of {@link ResolveChoice} through a record's type: the new fields, and what it met on the way. */
final class ChoiceResolution {
    private final Optional<ChoiceAction> rest;
    private final List<ColumnPath> unmatched = new ArrayList<>();
    private List<LostValue> unfit = new ArrayList<>();
    private final Projection fields;

    /**
     * Where the walk is.
     *
     * @param path empty at the record itself
     * @param table the type that the catalog has here; empty if it has none
     */
    private record Place(Optional<ColumnPath> path, SpecTree specs, Optional<Type> table) {
        Place field(String name) {
            var longer = path.map(p -> p.child(name)).orElseGet(() -> ColumnPath.of(name));
            var type = table.flatMap(t -> t instanceof Type.Struct struct ? named(struct, name) : Optional.empty());
            return new Place(Optional.of(longer), specs.at(new ColumnPath.Name(name)), type);
        }

        Place branch(Type branch) {
            var type = table.filter(t -> t.typeName().equals(branch.typeName()));
            var name = branch.typeName();
            return new Place(path.map(p -> p.child(name)), specs.at(new ColumnPath.Name(name)), type);
        }

        Place elements() {
            var type =
                    table.flatMap(t -> t instanceof Type.Array array ? Optional.of(array.element()) : Optional.empty());
            return new Place(path.map(ColumnPath::elements), specs.at(new ColumnPath.Elements()), type);
        }

        Place entries() {
            var type = table.flatMap(t -> t instanceof Type.Map map ? Optional.of(map.value()) : Optional.empty());
            return new Place(path, specs.at(new ColumnPath.Elements()), type);
        }

        /** Catalogs of Glue and Hive hold names in lower case. */
        private static Optional<Type> named(Type.Struct struct, String name) {
            return struct.field(name)
                    .or(() -> struct.fields().stream()
                            .filter(field -> field.name().equalsIgnoreCase(name))
                            .findFirst())
                    .map(Type.Field::type);
        }

        Optional<ChoiceAction> action() {
            return specs.spec().map(ResolveSpec::action);
        }

        UsageException fail(String why) {
            return new UsageException(
                    "Cannot resolve " + path.map(ColumnPath::toString).orElse("the record") + ": " + why);
        }
    }

    private ChoiceResolution(ResolveChoice transform, Type.Struct in) {
        this.rest = transform.choice();
        var start = new Place(
                Optional.empty(),
                SpecTree.of(transform.specs()),
                transform.table().map(t -> t));
        this.fields = record(Projection.of(in), start);
    }

    /** The walk through a record. */
    static ChoiceResolution of(ResolveChoice transform, Type.Struct in) {
        return new ChoiceResolution(transform, in);
    }

    /** The record after it. */
    Projection fields() {
        return fields;
    }

    /** The casts that may lose a value. */
    List<LostValue> unfit() {
        return List.copyOf(unfit);
    }

    /** The choices that the catalog's table does not have. */
    List<ColumnPath> unmatched() {
        return List.copyOf(unmatched);
    }

    private Projection record(Projection before, Place place) {
        refuseMissing(place, before.names());
        var members = new ArrayList<Projection.Member>();
        var appended = new ArrayList<Projection.Member>();
        for (var member : before.members()) {
            var made = field(member, place.field(member.name()));
            members.add(made.get(0));
            appended.addAll(made.subList(1, made.size()));
        }
        members.addAll(appended);
        refuseClashes(place, members);
        return new Projection(members);
    }

    private List<Projection.Member> field(Projection.Member member, Place place) {
        boolean columns = member.value().type() instanceof Type.Choice
                && action(place)
                        .map(ChoiceAction::verb)
                        .filter(ChoiceAction.Verb.MAKE_COLS::equals)
                        .isPresent();
        return columns
                ? columns(member, place)
                : List.of(new Projection.Member(member.name(), value(member.value(), place)));
    }

    private List<Projection.Member> columns(Projection.Member choice, Place place) {
        return branches(choice.value().branches().orElseThrow(), place).members().stream()
                .map(branch -> new Projection.Member(choice.name() + "_" + branch.name(), branch.value()))
                .toList();
    }

    /** A choice without a spec of its own is resolved as all others are. */
    private Optional<ChoiceAction> action(Place place) {
        return place.action().or(() -> rest);
    }

    private Value value(Value value, Place place) {
        if (value.type() instanceof Type.Choice) {
            return action(place).map(action -> choice(value, action, place)).orElseGet(() -> kept(value, place));
        }
        var inner = inside(value, place);
        return place.action().map(action -> noChoice(inner, action, place)).orElse(inner);
    }

    private Value choice(Value value, ChoiceAction action, Place place) {
        return switch (action.verb()) {
            case CAST -> cast(value, full(action), place);
            case PROJECT -> project(value, action.type().orElseThrow(), place);
            case MAKE_STRUCT -> {
                var kept = kept(value, place);
                yield kept.as(kept.branches().orElseThrow().type());
            }
            case MAKE_COLS ->
                throw place.fail("elements of arrays and maps cannot become columns"
                        + " (give this path a spec of its own, such as make_struct or project:type)");
            case MATCH_CATALOG ->
                place.table().map(type -> match(value, type, place)).orElseGet(() -> {
                    unmatched.add(place.path().orElseThrow());
                    return kept(value, place);
                });
        };
    }

    private Value match(Value choice, Type type, Place place) {
        boolean castable = branches(choice).stream().anyMatch(branch -> branch.canCast(type));
        return type instanceof Type.Choice
                ? kept(choice, place)
                : castable ? cast(choice, type, place) : project(choice, bare(type), place);
    }

    /** A value of one type whose path is in a spec: a cast also changes it, the other actions have nothing to do. */
    private Value noChoice(Value value, ChoiceAction action, Place place) {
        return switch (action.verb()) {
            case CAST -> cast(value, full(action), place);
            case PROJECT -> project(value, action.type().orElseThrow(), place);
            case MATCH_CATALOG ->
                place.table()
                        .filter(value::canCast)
                        .map(type -> cast(value, type, place))
                        .orElse(value);
            case MAKE_COLS, MAKE_STRUCT -> value;
        };
    }

    private Value cast(Value value, Type wanted, Place place) {
        var branches = branches(value);
        var castable =
                branches.stream().filter(branch -> branch.canCast(wanted)).toList();
        if (castable.isEmpty()) {
            throw place.fail("no value of it can become " + TypeString.print(wanted) + " (got "
                    + TypeString.print(value.type()) + ")"
                    + (value.type() instanceof Type.Array
                            ? "; elements are written "
                                    + place.elements().path().orElseThrow()
                            : ""));
        }
        var cast = Value.firstOf(
                castable.stream().map(branch -> branch.tryCast(wanted)).toList());
        if (!value.type().equals(wanted)) {
            unfit.add(LostValue.of(place.path().orElseThrow(), wanted, branches, cast));
        }
        return cast;
    }

    private Value project(Value value, Mapping.TypeName wanted, Place place) {
        if (value.type() == Type.Primitive.NULL) {
            return Value.nothing(wanted.type().orElse(Type.Primitive.NULL));
        }
        var branches = branches(value);
        var branch = branches.stream()
                .filter(each -> each.type().typeName().equals(wanted.name()))
                .findFirst()
                .orElseThrow(() -> place.fail("it has no " + wanted.name() + " "
                        + Suggestion.among(
                                wanted.name(),
                                branches.stream()
                                        .map(each -> each.type().typeName())
                                        .toList())));
        return wanted.type().isEmpty() || wanted.type().get().equals(branch.type())
                ? value.branches().isPresent() ? inside(branch, place.branch(branch.type())) : branch
                : cast(branch, wanted.type().get(), place);
    }

    /** A value with everything inside it resolved; a choice stays one. */
    private Value inside(Value value, Place place) {
        if (value.type() instanceof Type.Struct) {
            return value.mapFields(fields -> record(fields, place));
        } else if (value.type() instanceof Type.Array) {
            refuseMissing(place, new ColumnPath.Elements());
            return value.mapElements(element -> each(element, value, place.elements()));
        } else if (value.type() instanceof Type.Map) {
            refuseMissing(place, List.of());
            return value.mapEntries(entry -> each(entry, value.entries(), place.entries()));
        }
        refuseMissing(place, List.of());
        return value;
    }

    private Value kept(Value choice, Place place) {
        return choice.mapBranches(branches -> branches(branches, place));
    }

    private Projection branches(Projection before, Place place) {
        refuseMissing(place, before.names());
        return before.mapValues((name, branch) -> {
            var inner = place.branch(branch.type());
            if (inner.action().isPresent()) {
                throw inner.fail("it is a branch of a choice (expected the choice, or a field inside the branch)");
            }
            return Optional.of(inside(branch, inner));
        });
    }

    private Value each(Value element, Value array, Place place) {
        var outside = unfit;
        unfit = new ArrayList<>();
        var after = value(element, place);
        unfit.forEach(inner -> outside.add(inner.inElementsOf(array)));
        unfit = outside;
        return after;
    }

    private static void refuseMissing(Place place, Collection<String> names) {
        var known = new HashSet<>(names);
        place.specs().next().forEach((step, path) -> {
            if (!(step instanceof ColumnPath.Name name)) {
                throw new UsageException("Cannot resolve " + path + ": " + here(place) + " is no array");
            } else if (!known.contains(name.name())) {
                throw new UsageException("Cannot resolve " + path + ": no column '" + name.name() + "' in "
                        + here(place) + " " + Suggestion.among(name.name(), names));
            }
        });
    }

    private static void refuseMissing(Place place, ColumnPath.Elements only) {
        place.specs().next().forEach((step, path) -> {
            if (!step.equals(only)) {
                throw new UsageException("Cannot resolve " + path + ": " + here(place)
                        + " is an array (its elements are written " + here(place) + "[])");
            }
        });
    }

    private static String here(Place place) {
        return place.path().map(ColumnPath::toString).orElse("the record");
    }

    private static void refuseClashes(Place place, List<Projection.Member> members) {
        var names = new HashSet<String>();
        for (var member : members) {
            if (!names.add(member.name())) {
                throw place.fail(
                        "two columns would be called '" + member.name() + "' (rename one before, or use make_struct)");
            }
        }
    }

    private static List<Value> branches(Value value) {
        return value.branches()
                .map(all -> all.members().stream().map(Projection.Member::value).toList())
                .orElse(List.of(value));
    }

    private static Type full(ChoiceAction action) {
        return action.type().flatMap(Mapping.TypeName::type).orElseThrow();
    }

    private static Mapping.TypeName bare(Type type) {
        return new Mapping.TypeName(type.typeName(), Optional.empty());
    }
}
