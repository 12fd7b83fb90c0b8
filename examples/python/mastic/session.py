# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""The front door of notebooks."""

import os

from mastic.errors import MasticError, in_python
from mastic.frame import DynamicFrame, _listed, _settings


def _place(location):
    """Paths start at the folder of the notebook, which the JVM need not be in."""
    return location if "://" in location else os.path.abspath(location)


class EtlSession:
    """Reads and writes DynamicFrames over a running SparkSession. No bookmarks.

    The catalog lies in ``db``: a file, by default ``mastic.db`` in the current folder, or the address of a PostgreSQL.
    """

    def __init__(self, spark, db="mastic.db"):
        self._spark = spark
        self._core = spark._jvm.dev.mastic.core
        if type(self._core.EtlSession).__name__ == "JavaPackage":
            raise MasticError(
                "Cannot open a session: Mastic is not on the class path of this Spark"
                " (expected its jars in spark.jars): set them before the session starts, from MASTIC_JARS of bin/mastic-env"
            )
        self._open(db)

    @in_python
    def _open(self, db):
        place = db if db.startswith("jdbc:") else os.path.abspath(db)
        self._jetl = self._core.EtlSession.on(self._spark._jsparkSession, place)

    @in_python
    def path(self, location, format=None, schema=None, options=None):
        """All rows of the files below a place; their types are found by reading them, unless a schema says them."""
        source = self._core.Sources.path(_place(location))
        for name, value in _settings({"format": format, "schema": schema, "options": options}).items():
            source = getattr(source, "with")(name, value)
        return DynamicFrame(self._jetl.read(source), self._spark)

    @in_python
    def table(self, name):
        """All rows of a table of the catalog, ``database.table``."""
        return DynamicFrame(self._jetl.table(name), self._spark)

    @in_python
    def crawl(self, target, database):
        """Crawls a folder into a database of the catalog; the names of its tables."""
        targets = self._spark.sparkContext._gateway.new_array(self._spark._jvm.java.lang.String, 1)
        targets[0] = _place(target)
        report = self._jetl.crawl(targets).into(database)
        return [table.name().toString() for table in report.tables()]

    @in_python
    def from_df(self, rows, name):
        """A frame over a DataFrame."""
        return DynamicFrame(self._jetl.fromDF(rows._jdf, name), self._spark)

    @in_python
    def write(self, frame, location, format="parquet", partition_by=(), compression=None):
        """Adds the rows to the files below a place, all at once; how many were written. Runs Spark jobs."""
        sink = self._core.Sinks.files(_place(location)).format(format)
        words = _settings({"partition_by": _listed(partition_by) or None, "compression": compression})
        for name, value in words.items():
            sink = getattr(sink, "with")(name, value)
        return self._jetl.write(frame._jframe, sink).receipt().rows()

    @in_python
    def close(self):
        """Closes the catalog; Spark runs on."""
        self._jetl.close()

    # The name of awsglue.
    fromDF = from_df
