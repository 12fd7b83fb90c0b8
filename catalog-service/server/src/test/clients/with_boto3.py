# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""The Glue face by boto3: paginators, every error class that the catalog has, filters, batches, segments. Argument: the server's URL."""
import concurrent.futures
import datetime
import sys

import boto3
import botocore.config
import botocore.exceptions

URL = sys.argv[1]
config = botocore.config.Config(retries={"max_attempts": 0})
glue = boto3.client("glue", endpoint_url=URL, region_name="us-east-1", config=config)
errors = glue.exceptions


def refused(error, call, **request):
    try:
        call(**request)
    except error as e:
        assert e.response["ResponseMetadata"]["HTTPStatusCode"] == 400, e.response
        assert e.response["Error"]["Message"], e.response
        return e.response["Error"]["Message"]
    raise AssertionError(f"{call.__name__} was not refused: {request}")


def storage(location, *columns):
    return {
        "Columns": [{"Name": name, "Type": kind} for name, kind in columns],
        "Location": location,
        "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"},
    }


def databases():
    glue.create_database(DatabaseInput={"Name": "Boto", "Description": "by boto3", "Parameters": {"a": "b"}})
    assert glue.get_database(Name="BOTO")["Database"]["Name"] == "boto"
    refused(errors.AlreadyExistsException, glue.create_database, DatabaseInput={"Name": "boto"})
    refused(errors.EntityNotFoundException, glue.get_database, Name="none")
    for i in range(25):
        glue.create_database(DatabaseInput={"Name": f"page_{i:02}"})
    pages = list(glue.get_paginator("get_databases").paginate(PaginationConfig={"PageSize": 10}))
    names = [d["Name"] for page in pages for d in page["DatabaseList"]]
    assert len(pages) == 3 and len(names) == len(set(names)) and names == sorted(names), names
    assert [n for n in names if n.startswith("page_")] == [f"page_{i:02}" for i in range(25)], names
    for i in range(25):
        glue.delete_database(Name=f"page_{i:02}")
    created = glue.get_database(Name="boto")["Database"]["CreateTime"]
    assert abs((datetime.datetime.now(datetime.timezone.utc) - created).total_seconds()) < 300, created


def tables():
    view = "select 1 as x -- " + "v" * 100_000
    glue.create_table(
        DatabaseName="boto",
        TableInput={
            "Name": "Orders",
            "Description": "all orders",
            "Owner": "ada",
            "Retention": 3,
            "StorageDescriptor": storage("s3://b/orders/", ("id", "bigint"), ("tags", "array<struct<k:string,v:int>>")),
            "PartitionKeys": [{"Name": "day", "Type": "date"}, {"Name": "country", "Type": "string"}],
            "TableType": "EXTERNAL_TABLE",
            "ViewOriginalText": view,
            "Parameters": {"classification": "parquet", "größe": "✓"},
        },
    )
    table = glue.get_table(DatabaseName="Boto", Name="ORDERS")["Table"]
    assert table["Name"] == "orders" and table["ViewOriginalText"] == view
    assert table["Parameters"]["größe"] == "✓" and table["PartitionKeys"][0]["Type"] == "date"
    assert table["VersionId"] and table["CreateTime"] and table["UpdateTime"]
    refused(errors.AlreadyExistsException, glue.create_table, DatabaseName="boto", TableInput={"Name": "orders"})
    refused(errors.EntityNotFoundException, glue.get_table, DatabaseName="boto", Name="none")
    refused(errors.EntityNotFoundException, glue.get_table, DatabaseName="none", Name="orders")
    refused(errors.EntityNotFoundException, glue.create_table, DatabaseName="none", TableInput={"Name": "x"})
    version = table["VersionId"]
    for name in ("a_1", "a_2", "b_1"):
        glue.create_table(DatabaseName="boto", TableInput={"Name": name})
    assert glue.get_table(DatabaseName="boto", Name="a_1")["Table"]["PartitionKeys"] == []
    found = glue.get_paginator("get_tables").paginate(DatabaseName="boto", Expression="a_*", PaginationConfig={"PageSize": 1})
    assert [t["Name"] for page in found for t in page["TableList"]] == ["a_1", "a_2"]
    bare = glue.get_tables(DatabaseName="boto", AttributesToGet=["NAME"])["TableList"]
    assert [t["Name"] for t in bare] == ["a_1", "a_2", "b_1", "orders"] and "CreateTime" not in bare[0], bare
    gone = glue.batch_delete_table(DatabaseName="boto", TablesToDelete=["a_1", "a_2", "b_1", "none"])
    assert [e["TableName"] for e in gone["Errors"]] == ["none"]
    definition = {"Name": "orders", "StorageDescriptor": table["StorageDescriptor"], "PartitionKeys": table["PartitionKeys"]}
    glue.update_table(DatabaseName="boto", TableInput=definition, VersionId=version)
    refused(errors.ConcurrentModificationException, glue.update_table, DatabaseName="boto", TableInput=definition, VersionId=version)
    updated = glue.get_table(DatabaseName="boto", Name="orders")["Table"]
    assert "Description" not in updated and "ViewOriginalText" not in updated and updated["Parameters"] == {}
    assert int(updated["VersionId"]) == int(version) + 1
    glue.update_table(DatabaseName="boto", TableInput=definition, SkipArchive=True)
    versions = glue.get_paginator("get_table_versions").paginate(DatabaseName="boto", TableName="orders")
    numbers = [int(v["VersionId"]) for page in versions for v in page["TableVersions"]]
    assert numbers == sorted(numbers, reverse=True) and len(numbers) == 2, numbers
    assert glue.get_table_version(DatabaseName="boto", TableName="orders", VersionId=version)["TableVersion"]["Table"]["Description"]
    glue.delete_table_version(DatabaseName="boto", TableName="orders", VersionId=version)
    refused(errors.EntityNotFoundException, glue.delete_table_version, DatabaseName="boto", TableName="orders", VersionId=version)


def lock_is_won_once():
    glue.create_table(DatabaseName="boto", TableInput={"Name": "race"})

    def update(i):
        try:
            glue.update_table(DatabaseName="boto", TableInput={"Name": "race", "Description": str(i)}, VersionId="1")
            return 1
        except errors.ConcurrentModificationException:
            return 0

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(update, range(16))) == 1


def partitions():
    target = {"DatabaseName": "boto", "TableName": "orders"}

    def made(day, country):
        return {"Values": [day, country], "StorageDescriptor": storage(f"s3://b/orders/day={day}/country={country}/", ("id", "bigint"))}

    days = [f"2026-01-{d:02}" for d in range(1, 31)]
    inputs = [made(day, country) for day in days for country in ("DE", "FR", "it's")]
    assert glue.batch_create_partition(**target, PartitionInputList=inputs[:90])["Errors"] == []
    again = glue.batch_create_partition(**target, PartitionInputList=inputs[:2])["Errors"]
    assert [e["ErrorDetail"]["ErrorCode"] for e in again] == ["AlreadyExistsException"] * 2
    refused(errors.AlreadyExistsException, glue.create_partition, **target, PartitionInput=inputs[0])
    refused(errors.InvalidInputException, glue.create_partition, **target, PartitionInput={"Values": ["2026-01-01"]})
    refused(errors.EntityNotFoundException, glue.get_partition, **target, PartitionValues=["1999-01-01", "DE"])
    refused(errors.EntityNotFoundException, glue.get_partitions, DatabaseName="boto", TableName="none")

    def count(**more):
        pages = glue.get_paginator("get_partitions").paginate(**target, **more, PaginationConfig={"PageSize": 7})
        return sum(len(page["Partitions"]) for page in pages)

    assert count() == 90 and count(Expression="") == 90
    for expression, expected in {
        "day = '2026-01-01'": 3,
        "day >= '2026-01-29' and country <> 'DE'": 4,
        "country in ('DE', 'FR') AND day between '2026-01-01' and '2026-01-03'": 6,
        "country = 'it''s'": 30,
        "country like 'i%' or (day < '2026-01-02' and not country = 'FR')": 31,
        "country is null": 0,
        "COUNTRY = 'nowhere'": 0,
    }.items():
        assert count(Expression=expression) == expected, (expression, count(Expression=expression))
    for wrong in ("month = 1", "day = 'x'", "day =", "day = '2026-01-01' day"):
        refused(errors.InvalidInputException, glue.get_partitions, **target, Expression=wrong)
    parts = [count(Segment={"SegmentNumber": i, "TotalSegments": 5}) for i in range(5)]
    assert sum(parts) == 90, parts
    bare = glue.get_partitions(**target, ExcludeColumnSchema=True, MaxResults=1)["Partitions"][0]
    assert "Columns" not in bare["StorageDescriptor"] and bare["StorageDescriptor"]["Location"]
    got = glue.batch_get_partition(**target, PartitionsToGet=[{"Values": ["2026-01-01", "DE"]}, {"Values": ["1999-01-01", "DE"]}])
    assert len(got["Partitions"]) == 1 and got["UnprocessedKeys"] == []
    moved = dict(inputs[0], Values=["2027-01-01", "DE"])
    glue.update_partition(**target, PartitionValueList=inputs[0]["Values"], PartitionInput=moved)
    assert glue.get_partition(**target, PartitionValues=["2027-01-01", "DE"])["Partition"]["CreationTime"]
    updated = glue.batch_update_partition(**target, Entries=[
        {"PartitionValueList": moved["Values"], "PartitionInput": dict(moved, Parameters={"x": "y"})},
        {"PartitionValueList": ["1999-01-01", "DE"], "PartitionInput": made("1999-01-01", "DE")},
    ])
    assert len(updated["Errors"]) == 1
    deleted = glue.batch_delete_partition(**target, PartitionsToDelete=[{"Values": moved["Values"]}, {"Values": ["1999-01-01", "DE"]}])
    assert deleted["Errors"][0]["ErrorDetail"]["ErrorCode"] == "EntityNotFoundException"
    glue.delete_partition(**target, PartitionValues=inputs[1]["Values"])
    refused(errors.EntityNotFoundException, glue.delete_partition, **target, PartitionValues=inputs[1]["Values"])
    refused(errors.ValidationException, glue.batch_create_partition, **target, PartitionInputList=inputs + inputs[:11])
    assert count() == 88
    token = glue.get_partitions(**target, MaxResults=1)["NextToken"]
    refused(errors.InvalidInputException, glue.get_partitions, **target, Expression="country = 'DE'", NextToken=token)
    refused(errors.InvalidInputException, glue.get_partitions, **target, NextToken="nonsense")


def statistics():
    target = {"DatabaseName": "boto", "TableName": "orders"}
    one = {
        "ColumnName": "id",
        "ColumnType": "bigint",
        "AnalyzedTime": datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc),
        "StatisticsData": {
            "Type": "DECIMAL",
            "DecimalColumnStatisticsData": {
                "MinimumValue": {"UnscaledValue": b"\x00\xff\x10", "Scale": 2},
                "NumberOfNulls": 0,
                "NumberOfDistinctValues": 2**62,
            },
        },
    }
    assert glue.update_column_statistics_for_table(**target, ColumnStatisticsList=[one])["Errors"] == []
    found = glue.get_column_statistics_for_table(**target, ColumnNames=["id", "none"])
    assert found["ColumnStatisticsList"] == [one] and found["Errors"][0]["ColumnName"] == "none", found
    glue.delete_column_statistics_for_table(**target, ColumnName="id")
    refused(errors.EntityNotFoundException, glue.delete_column_statistics_for_table, **target, ColumnName="id")


def functions():
    function = {"FunctionName": "f", "ClassName": "a.B", "OwnerType": "USER", "OwnerName": "ada"}
    glue.create_user_defined_function(DatabaseName="boto", FunctionInput=function)
    assert glue.get_user_defined_functions(DatabaseName="boto", Pattern="*")["UserDefinedFunctions"][0]["ClassName"] == "a.B"
    glue.delete_user_defined_function(DatabaseName="boto", FunctionName="f")
    refused(errors.EntityNotFoundException, glue.get_user_defined_function, DatabaseName="boto", FunctionName="f")


def indexes():
    target = {"DatabaseName": "boto", "TableName": "orders"}
    glue.create_partition_index(**target, PartitionIndex={"IndexName": "i", "Keys": ["country"]})
    found = list(glue.get_paginator("get_partition_indexes").paginate(**target))[0]["PartitionIndexDescriptorList"]
    assert found[0]["IndexStatus"] == "ACTIVE" and found[0]["Keys"] == [{"Name": "country", "Type": "string"}]
    refused(errors.AlreadyExistsException, glue.create_partition_index, **target, PartitionIndex={"IndexName": "i", "Keys": ["day"]})
    glue.delete_partition_index(**target, IndexName="i")


def search():
    found = glue.search_tables(SearchText="order", Filters=[{"Key": "DatabaseName", "Value": "boto"}])["TableList"]
    assert [t["Name"] for t in found] == ["orders"], found
    assert glue.search_tables(Filters=[{"Key": "DatabaseName", "Value": "boto"}])["TableList"]


def what_is_not_offered():
    try:
        glue.create_blueprint(Name="x", BlueprintLocation="s3://b/x")
        raise AssertionError("offered")
    except botocore.exceptions.ClientError as e:
        assert e.response["Error"]["Code"] == "UnknownOperationException", e.response
        assert "not offered" in e.response["Error"]["Message"]
    anonymous = boto3.client("glue", endpoint_url=URL, region_name="us-east-1", config=botocore.config.Config(parameter_validation=False))
    refused(errors.ValidationException, anonymous.get_table, DatabaseName="boto")
    refused(errors.ValidationException, glue.get_databases, MaxResults=1000)


for step in (databases, tables, lock_is_won_once, partitions, statistics, functions, indexes, search, what_is_not_offered):
    step()
    print("ok", step.__name__, flush=True)
glue.delete_database(Name="boto")
refused(errors.EntityNotFoundException, glue.get_tables, DatabaseName="boto")
