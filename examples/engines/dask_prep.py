"""Runs every stage of a run on a Dask cluster, a thread of a worker each task.

Usage: prep task init RUN INPUT... --output OUT [OPTION...]
       DASK_SCHEDULER_ADDRESS=tcp://HOST:8786 python dask_prep.py RUN
"""
import json
import subprocess
import sys

from distributed import Client


def stages(run):
    return json.loads(subprocess.check_output(["prep", "task", "stages", run, "--json"]))["stages"]


def task(index, run, stage):
    command = ["prep", "task", stage, run, "--index", str(index), "--threads", "1"]
    status = subprocess.run(command).returncode
    if status not in (0, 2, 3, 4):  # 1, 130 or a signal: worth another try; 2, 3 and 4 are not
        raise RuntimeError(f"{' '.join(command)}: status {status}")
    return status


if __name__ == "__main__":
    run = sys.argv[1]
    client = Client()
    for position in range(len(stages(run))):
        stage = stages(run)[position]  # asked again: `plan` decides how many tasks come after it
        futures = client.map(
            task, range(stage["tasks"]), run=run, stage=stage["name"], retries=5, pure=False)
        if status := max(client.gather(futures)):
            sys.exit(status)
