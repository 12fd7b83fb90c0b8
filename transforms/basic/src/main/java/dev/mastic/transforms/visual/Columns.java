// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The columns of a record for one step, which finds what it reads and puts what it makes.
 *
 * @param failure the start of every message: {@code Cannot <verb> <what>}
 */
record Columns(String failure, Projection fields) {
    static Columns of(String failure, Type.Struct in) {
        return new Columns(failure, Projection.of(in));
    }

    /** The value at a path through structs and choices. */
    Value find(ColumnPath path) {
        return new FieldLookup(true, failure, "the record").find(fields, path);
    }

    /** The text at a path. */
    Value text(ColumnPath path) {
        var value = find(path);
        if (value.type() != Type.Primitive.STRING) {
            throw wrongType(path, value, "string");
        }
        return value;
    }

    /** The branches of a choice, or the value itself. */
    List<Value> branches(Value value) {
        return value.branches()
                .map(all -> all.members().stream().map(Projection.Member::value).toList())
                .orElse(List.of(value));
    }

    UsageException wrongType(ColumnPath path, Value value, String expected) {
        var choice = value.type() instanceof Type.Choice ? "; resolve the choice before" : "";
        return fail(path + " is of another type (got " + TypeString.print(value.type()) + "; expected " + expected
                + choice + ")");
    }

    UsageException fail(String why) {
        return new UsageException(failure + ": " + why);
    }

    /** With the value at a path: in the place of what is there, or at the end; structs on the way are made. */
    Columns put(ColumnPath path, Value value) {
        return new Columns(failure, put(fields, path.steps(), value));
    }

    /** With each value at the path of the same place. */
    Columns putAll(List<ColumnPath> paths, List<Value> values) {
        var columns = this;
        for (int i = 0; i < paths.size(); i++) {
            columns = columns.put(paths.get(i), values.get(i));
        }
        return columns;
    }

    /** With another value in the place of the one at a path; structs on the way that are null stay null. */
    Columns replace(ColumnPath path, UnaryOperator<Value> change) {
        find(path);
        return new Columns(failure, replace(fields, path.steps(), change));
    }

    private Projection replace(Projection record, List<ColumnPath.Step> steps, UnaryOperator<Value> change) {
        var name = name(steps.get(0));
        var there = record.find(name).orElseThrow();
        if (steps.size() == 1) {
            return record.with(name, change.apply(there));
        }
        var inside = replace(inside(there, name), steps.subList(1, steps.size()), change);
        return record.with(name, inside.struct().whereSet(there));
    }

    private Projection put(Projection record, List<ColumnPath.Step> steps, Value value) {
        var name = name(steps.get(0));
        if (steps.size() == 1) {
            return record.with(name, value);
        }
        var rest = steps.subList(1, steps.size());
        var struct = record.find(name)
                .map(there -> put(inside(there, name), rest, value).struct().whereSet(there, value))
                .orElseGet(() -> put(new Projection(List.of()), rest, value).struct());
        return record.with(name, struct);
    }

    private Projection inside(Value struct, String name) {
        return struct.fields()
                .orElseThrow(() -> fail("'" + name + "' has no fields to write to (got "
                        + TypeString.print(struct.type()) + "; expected a struct)"));
    }

    private String name(ColumnPath.Step step) {
        if (step instanceof ColumnPath.Name name) {
            return name.name();
        }
        throw fail("the elements of an array cannot be written one by one");
    }
}
