# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
# The AWS CLI. Arguments: the program, the server's URL.
set -eu
aws() { "$AWS" --endpoint-url "$URL" --region us-east-1 --output text glue "$@"; }
AWS=$1
URL=$2
aws create-database --database-input '{"Name": "cli", "Description": "by the CLI"}'
aws create-table --database-name cli --table-input '{"Name": "t", "PartitionKeys": [{"Name": "k", "Type": "int"}]}'
for k in 1 2 3; do
    aws create-partition --database-name cli --table-name t --partition-input "{\"Values\": [\"$k\"]}"
done
[ "$(aws get-tables --database-name cli --query 'TableList[].Name')" = t ]
[ "$(aws get-partitions --database-name cli --table-name t --expression 'k > 1' --page-size 1 --query 'length(Partitions[])' | awk '{s += $1} END {print s}')" = 2 ]
status=0
aws get-table --database-name cli --name none 2>err || status=$?
[ "$status" = 255 ] || [ "$status" = 254 ]
grep -q EntityNotFoundException err
aws delete-database --name cli
echo ok cli
