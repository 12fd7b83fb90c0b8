# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""DynamicFrames; the methods have the names of awsglue, and those of the steps of a job file by ``apply``."""

from pyspark.sql import DataFrame

from mastic.errors import UsageError, in_python


def _settings(words):
    return {name.replace("_", "-"): value for name, value in words.items() if value is not None}


def _listed(values):
    """One text stands for a list of one; its letters are no names."""
    return [values] if isinstance(values, str) else list(values)


def _mapping(mapping):
    """A mapping of Glue, ``(source, source type, target, target type)``, or a text of Mastic, ``source:type -> target:type``."""
    if isinstance(mapping, str):
        return mapping
    if len(mapping) == 2:
        return f"{mapping[0]} -> {mapping[1]}"
    if len(mapping) != 4:
        raise UsageError(
            f"Cannot map {mapping!r}: it has {len(mapping)} parts"
            " (expected a text, (source, target) or (source, source type, target, target type))"
        )
    return "{}:{} -> {}:{}".format(*mapping)


class DynamicFrame:
    """A table whose columns may hold values of several types. Lazy, but where a method says otherwise."""

    def __init__(self, jframe, spark):
        self._jframe = jframe
        self._spark = spark

    @in_python
    def apply(self, transform, **settings):
        """The frame after a transform, with its settings as in a job file: ``apply("rename-field", **{"from": "a", "to": "b"})``.

        An underscore stands for a dash: ``apply("derived-column", column="b", expression="a + 1")``.
        """
        return DynamicFrame(self._jframe.apply(transform, _settings(settings)), self._spark)

    def apply_mapping(self, mappings, case_sensitive=False):
        """Chooses, renames and casts columns; as in Glue's Python, case does not count unless it is asked for."""
        return self.apply("apply-mapping", mappings=[_mapping(m) for m in _listed(mappings)], case_sensitive=case_sensitive)

    def rename_field(self, oldName, newName):
        """The same rows with one field under another name."""
        return self.apply("rename-field", **{"from": oldName, "to": newName})

    def drop_fields(self, paths):
        """The rows without these fields."""
        return self.apply("drop-fields", paths=_listed(paths))

    def select_fields(self, paths):
        """The rows with these fields alone."""
        return self.apply("select-fields", paths=_listed(paths))

    def resolve_choice(self, specs=None, choice=None):
        """Decides mixed columns: ``specs=[("price", "cast:double")]``, or one action for all, ``choice="make_cols"``."""
        written = [spec if isinstance(spec, str) else f"{spec[0]} -> {spec[1]}" for spec in _listed(specs or [])]
        return self.apply("resolve-choice", specs=written or None, choice=choice)

    @in_python
    def filter(self, condition):
        """The rows for which a condition in SQL holds. Functions of Python are not taken: there is no Python underneath."""
        if callable(condition):
            raise UsageError("Cannot filter by a function: frames run in the JVM (expected a condition in SQL, such as 'a > 1')")
        return DynamicFrame(self._jframe.filter(condition), self._spark)

    @in_python
    def unnest(self):
        """Nested fields as columns with dots in their names."""
        return DynamicFrame(self._jframe.unnest(), self._spark)

    @in_python
    def relationalize(self, root_table_name):
        """Flat tables by their names: the root, and one for each array."""
        frames = self._jframe.relationalize(root_table_name)
        return {name: DynamicFrame(frames.get(name), self._spark) for name in frames.names()}

    @in_python
    def union(self, other):
        """The rows of both frames."""
        return DynamicFrame(self._jframe.union(other._jframe), self._spark)

    @in_python
    def join(self, paths1, paths2, frame2):
        """The rows of both that have equal keys; both keep their keys, as in Glue."""
        keys = self._spark._jvm.dev.mastic.core.frame.JoinKeys.on(_listed(paths1), _listed(paths2))
        return DynamicFrame(self._jframe.join(frame2._jframe, keys), self._spark)

    @in_python
    def to_df(self):
        """The rows as a DataFrame; a mixed column is a struct with a field for each type."""
        return DataFrame(self._jframe.toDF(), self._spark)

    @in_python
    def take(self, num_rows):
        """The first rows as texts in JSON. Runs a Spark job."""
        return [record.toJson() for record in self._jframe.take(num_rows)]

    def show(self, num_rows=20):
        """Prints the first rows, a line each. Runs a Spark job."""
        for record in self.take(num_rows):
            print(record)

    @in_python
    def count(self):
        """How many rows there are, without the refused ones. Runs a Spark job."""
        return self._jframe.count()

    @in_python
    def schema_tree(self):
        """The columns as a tree; of mixed ones how many values are of which type. Runs a Spark job if there are such."""
        return self._jframe.schemaTree()

    def print_schema(self):
        """Prints the tree of the columns."""
        print(self.schema_tree(), end="")

    @in_python
    def errors_count(self):
        """How many rows were refused on the way. Runs a Spark job."""
        return self._jframe.errorsCount()

    @in_python
    def errors_as_dynamic_frame(self):
        """The refused rows, each with its place and reason."""
        return DynamicFrame(self._jframe.errorsAsDynamicFrame(), self._spark)

    # The names of awsglue.
    toDF = to_df
    printSchema = print_schema
    errorsCount = errors_count
    errorsAsDynamicFrame = errors_as_dynamic_frame
