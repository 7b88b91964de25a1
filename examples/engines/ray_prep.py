"""Runs every stage of a run on a Ray cluster, one CPU a task.

Usage: prep task init RUN INPUT... --output OUT [OPTION...]
       RAY_ADDRESS=HOST:6379 python ray_prep.py RUN
"""
import json
import subprocess
import sys

import ray


def stages(run):
    return json.loads(subprocess.check_output(["prep", "task", "stages", run, "--json"]))["stages"]


# max_retries: also where a node is lost with what runs on it.
@ray.remote(num_cpus=1, max_retries=5, retry_exceptions=True)
def task(run, stage, index):
    command = ["prep", "task", stage, run, "--index", str(index), "--threads", "1"]
    status = subprocess.run(command).returncode
    if status not in (0, 2, 3, 4):  # 1, 130 or a signal: worth another try; 2, 3 and 4 are not
        raise RuntimeError(f"{' '.join(command)}: status {status}")
    return status


run = sys.argv[1]
ray.init()
for position in range(len(stages(run))):
    stage = stages(run)[position]  # asked again: `plan` decides how many tasks come after it
    name, count = stage["name"], stage["tasks"]
    if status := max(ray.get([task.remote(run, name, index) for index in range(count)])):
        sys.exit(status)
