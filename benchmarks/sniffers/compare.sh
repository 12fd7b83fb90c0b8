#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
# Compares what Mastic and other sniffers say of CSV files with the truth about them.
#
#   benchmarks/sniffers/compare.sh [FOLDER]
#
# FOLDER holds files and their expected.json, such as a csv-zoo; without it 2000 files of seed 77 are made. The other sniffers are asked
# where the Python of $PYTHON has clevercsv and duckdb==1.3.2. Nothing is written but to benchmarks/target/sniffers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}
out=$root/benchmarks/target/sniffers
mkdir -p "$out"
if [ $# -gt 0 ]; then
    folder=$1
else
    folder=$out/corpus
    "$python" "$here/corpus.py" "$folder" 2000 77
fi
answers=$out/answers-$(basename "$folder")
mkdir -p "$answers"
(cd "$root" && mvn -q -Pquick,bench -pl benchmarks -am compile \
    dependency:build-classpath -Dmdep.includeScope=compile -Dmdep.outputFile="$out/classpath")
java -cp "$root/benchmarks/target/classes:$(cat "$out/classpath")" \
    dev.mastic.benchmarks.SniffedFiles "$folder" "$answers/mastic.jsonl"
if "$python" -c 'import clevercsv, duckdb' 2> /dev/null; then
    "$python" "$here/others.py" "$folder" "$answers"
fi
"$python" "$here/score.py" "$folder" "$answers"
echo
echo 'What Mastic has wrong:'
"$python" "$here/score.py" "$folder" "$answers" --wrong mastic
