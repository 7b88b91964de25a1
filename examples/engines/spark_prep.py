"""Runs every stage of a run on Spark, one core a task.

Usage: prep task init RUN INPUT... --output OUT [OPTION...]
       spark-submit --master spark://HOST:7077 --conf spark.speculation=true spark_prep.py RUN

Spark runs a task again by itself (spark.task.maxFailures, 4), and with spark.speculation a second
copy of one that takes long.
"""
import json
import subprocess
import sys

from pyspark.sql import SparkSession


def stages(run):
    return json.loads(subprocess.check_output(["prep", "task", "stages", run, "--json"]))["stages"]


def task(run, stage, index):
    command = ["prep", "task", stage, run, "--index", str(index), "--threads", "1"]
    status = subprocess.run(command).returncode
    if status not in (0, 2, 3, 4):  # 1, 130 or a signal: worth another try; 2, 3 and 4 are not
        raise RuntimeError(f"{' '.join(command)}: status {status}")
    return status


run = sys.argv[1]
spark = SparkSession.builder.appName("prep").getOrCreate().sparkContext
for position in range(len(stages(run))):
    stage = stages(run)[position]  # asked again: `plan` decides how many tasks come after it
    name, count = stage["name"], stage["tasks"]
    indices = spark.parallelize(range(count), count)
    if status := max(indices.map(lambda index: task(run, name, index)).collect()):
        sys.exit(status)
