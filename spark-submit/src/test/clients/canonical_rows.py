# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""Rows that pyarrow or DuckDB read, as the texts of StandardRows.canonical; and files that they write of the same rows."""

import datetime
import decimal
import json
import struct
import sys

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.orc
import pyarrow.parquet as pq

MAPS = {"counts"}
FLAT = [
    ("id", pa.int32()), ("flag", pa.bool_()), ("tiny", pa.int8()), ("small", pa.int16()), ("big", pa.int64()),
    ("single", pa.float32()), ("twice", pa.float64()), ("price", pa.decimal128(38, 10)), ("text", pa.string()),
    ("day", pa.date32()), ("at", pa.timestamp("us", "UTC")), ("there", pa.timestamp("us")),
]
DUCKDB_FLAT = {
    "id": "INTEGER", "flag": "BOOLEAN", "tiny": "TINYINT", "small": "SMALLINT", "big": "BIGINT", "single": "FLOAT",
    "twice": "DOUBLE", "price": "DECIMAL(38,10)", "text": "VARCHAR", "day": "DATE", "at": "TIMESTAMP", "there": "TIMESTAMP",
}


def canonical(name, value):
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime.datetime):
        zone = "Z" if value.tzinfo else ""
        if value.tzinfo:
            value = value.astimezone(datetime.timezone.utc)
        return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond:06d}" + zone
    if isinstance(value, datetime.date):
        return value.isoformat()
    if name in MAPS:
        pairs = value.items() if isinstance(value, dict) else value
        return {key: canonical("", element) for key, element in sorted(pairs)}
    if isinstance(value, list):
        return [canonical("", element) for element in value]
    if isinstance(value, dict):
        return {key: canonical(key, element) for key, element in value.items()}
    return str(value)


def show(rows):
    for row in rows:
        print(json.dumps({name: canonical(name, value) for name, value in row.items()}, ensure_ascii=False, separators=(",", ":")))


def with_duckdb(query):
    connection = duckdb.connect()
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found.fetchall()]


def read(client, form, files):
    if client == "duckdb":
        if form == "parquet":
            return with_duckdb(f"SELECT * FROM read_parquet({files!r})")
        # without its extension for zones DuckDB reads times with an offset as the same times in UTC
        return with_duckdb(
            f"SELECT * REPLACE (\"at\"::TIMESTAMPTZ AS \"at\") FROM read_csv({files!r}, header=true, columns={DUCKDB_FLAT!r}, nullstr='', allow_quoted_nulls=false,"
            " escape='\"', quote='\"', delim=',', auto_detect=false)")
    rows = []
    for file in files:
        if form == "parquet":
            rows += pq.read_table(file, partitioning=None).to_pylist()
        elif form == "orc":
            rows += pa.orc.read_table(file).to_pylist()
        else:
            rows += pa.csv.read_csv(
                file,
                parse_options=pa.csv.ParseOptions(newlines_in_values=True),
                convert_options=pa.csv.ConvertOptions(
                    column_types=dict(FLAT), null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False),
            ).to_pylist()
    return rows


def write(client, form, codec, source, target):
    """Writes the rows of a Parquet file again."""
    if client == "duckdb":
        connection = duckdb.connect()
        options = {"parquet": f"FORMAT parquet, CODEC {codec!r}", "csv": "FORMAT csv, HEADER, FORCE_QUOTE (text)"}[form]
        connection.execute(f"COPY (SELECT * FROM read_parquet({source!r})) TO {target!r} ({options})")
        return
    table = pq.read_table(source, partitioning=None)
    if form == "parquet":
        pq.write_table(table, target, compression=codec)
    elif form == "orc":
        # with a zone it would be a timestamp with local time zone, which Spark does not read
        table = table.set_column(table.column_names.index("at"), "at", table["at"].cast(pa.timestamp("us")))
        pa.orc.write_table(table, target, compression=codec)
    else:
        pa.csv.write_csv(table, target)


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    if verb == "read":
        show(read(words[0], words[1], words[2:]))
    else:
        write(*words)
