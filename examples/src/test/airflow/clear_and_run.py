# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""Clears all tasks of a DAG run, and runs it again under its id, as a scheduler does after a clear.

`airflow dags test` clears too, but then deletes the run and makes a new one, which forgets that it was cleared.
Arguments: the logical date.
"""

import sys

import pendulum
from airflow.models import dagrun
from airflow.models.dagrun import DagRun
from airflow.utils.state import DagRunState
from crawl_job_quality import dag
from sqlalchemy import select


def the_same_run(*, dag, logical_date, session, **_):
    run = session.scalar(select(DagRun).where(DagRun.dag_id == dag.dag_id, DagRun.logical_date == logical_date))
    run.set_state(DagRunState.RUNNING)
    session.commit()
    run.dag = dag
    return run


dagrun.get_or_create_dagrun = the_same_run
run = dag.test(logical_date=pendulum.parse(sys.argv[1]))
sys.exit(0 if run.state == DagRunState.SUCCESS else 1)
