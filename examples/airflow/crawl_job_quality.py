# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""Crawl a folder into a table, run a job on what is new, and check what it wrote.

Needs apache-airflow-providers-standard, and two variables in the environment of Airflow's workers:
MASTIC (bin/mastic of a distribution) and MASTIC_PROJECT (a folder with what lies beside this file).
"""

import os
from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

MASTIC = os.environ.get("MASTIC", "/opt/mastic/bin/mastic")
PROJECT = os.environ.get("MASTIC_PROJECT", "/srv/etl")

CRAWL = f"{MASTIC} crawl in/orders --database shop --quiet"

# All tries of a task have the DAG run's id, so that a retry attaches to a run that is still alive, ends one that died, and repeats nothing that
# is done. Airflow raises max_tries when a task is cleared: then a run that is done is done again, in the place of what it wrote.
JOB = f"""
run="{{{{ run_id }}}}"
report=$({MASTIC} run orders.conf --run-id "$run" --on-locked wait --fail-on-empty --output json --quiet)
code=$?
echo "$report"
[ $code = 0 ] || exit $code
{{% if ti.max_tries > task.retries %}}
case $report in
    *'"status" : "already-done"'*)
        exec {MASTIC} run orders.conf --run-id "$run-again-{{{{ ti.try_number }}}}" --redo "$run" --on-locked wait --output json --quiet ;;
esac
{{% endif %}}
"""

QUALITY = f"{MASTIC} dq run out/orders --rules orders.dqdl"

with DAG(
    "crawl_job_quality",
    description="Crawl, run a job on what is new, check what it wrote",
    start_date=datetime(2026, 1, 1),
    schedule=None,
    catchup=False,
    max_active_runs=1,
) as dag:
    crawl = BashOperator(task_id="crawl", bash_command=CRAWL, cwd=PROJECT)
    # 4: nothing new. The task is skipped, and the quality of nothing is not checked.
    job = BashOperator(
        task_id="job",
        bash_command=JOB,
        cwd=PROJECT,
        skip_on_exit_code=4,
        retries=1,
        retry_delay=timedelta(seconds=int(os.environ.get("MASTIC_RETRY_SECONDS", "60"))),
    )
    quality = BashOperator(task_id="quality", bash_command=QUALITY, cwd=PROJECT)
    crawl >> job >> quality
