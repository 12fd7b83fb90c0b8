#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
# Runs with_pyspark.py with PySpark of PyPI, fetched once into the user's cache. Arguments: those of with_pyspark.py.
set -e
here=$(cd "$(dirname "$0")" && pwd)
home=${XDG_CACHE_HOME:-$HOME/.cache}/mastic/pyspark-3.5.7
if [ ! -e "$home/complete" ]; then
    mkdir -p "$(dirname "$home")"
    python3 -m venv --clear "$home"
    "$home/bin/pip" install -q pyspark==3.5.7
    touch "$home/complete"
fi
# the progress bars of Spark would stand between the lines
export PYSPARK_SUBMIT_ARGS="--conf spark.ui.showConsoleProgress=false --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 pyspark-shell"
export PYSPARK_PYTHON="$home/bin/python"
exec "$home/bin/python" "$here/with_pyspark.py" "$@"
