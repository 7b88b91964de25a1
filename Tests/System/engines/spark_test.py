"""Spark: a master and two workers on loopback, with speculation, and a task that does not end.

Usage: PREP=.build/release/prep spark_test.py          (run by run.sh)

The first copy of one task waits until Spark takes it for a straggler and starts another.
"""
import pathlib
import sys
import time
import urllib.request

import pyspark

from harness import CAPS, DUPLICATES, EXAMPLES, Failure, Trial, check, free_port

HOME = pathlib.Path(pyspark.__file__).parent
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"


def start(trial, kind, number, *words):
    """A master or a worker, whose address is 127.0.0.NUMBER: no two executors on one host."""
    host = f"127.0.0.{number}"
    name = f"{kind.rpartition('.')[2]}-{number}"
    environment = {"SPARK_LOCAL_IP": host, "ENGINE_NODE": f"worker {number}", "SPARK_NO_DAEMONIZE": "1",
                   "SPARK_LOCAL_DIRS": str(trial.directory), "SPARK_DAEMON_MEMORY": "256m",
                   "SPARK_WORKER_DIR": str(trial.directory / name), "PYSPARK_PYTHON": sys.executable}
    trial.spawn([HOME / "bin/spark-class", kind, "--host", host, *words], f"{name}.log", **environment)


def wait_for_workers(port, count):
    end = time.monotonic() + 90
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/", timeout=5) as page:
                if page.read().count(b'"ALIVE"') == count + 1:  # with the master itself
                    return
        except OSError:
            pass
        time.sleep(0.3)
    raise Failure(f"Spark's master has not {count} workers after 90 s")


def submit(trial, run, log):
    settings = {"spark.speculation": "true", "spark.speculation.quantile": "0.5",
                "spark.speculation.multiplier": "1.5", "spark.speculation.interval": "200ms",
                "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1", "spark.executor.memory": "512m",
                "spark.pyspark.python": sys.executable}
    words = [word for pair in settings.items() for word in ("--conf", "=".join(pair))]
    return trial.complete([HOME / "bin/spark-submit", "--master", master, *words,
                           EXAMPLES / "spark_prep.py", run.path], log,
                          SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_DIRS=str(trial.directory))


with Trial("spark") as trial:
    port, page = free_port(), free_port()
    master = f"spark://127.0.0.1:{port}"
    start(trial, MASTER, 1, "--port", port, "--webui-port", page)
    for number in (1, 2):
        start(trial, WORKER, number, "--cores", "1", "--memory", "1g", "--webui-port", "0", master)
    wait_for_workers(page, 2)

    run = trial.start("straggler", DUPLICATES, hold={"stage": "encode", "index": 5},
                      fail={"stage": "count", "index": 1, "status": 1, "times": 1})
    check(submit(trial, run, "straggler.log") == 0, "the adapter ended with 0")
    run.check_twice(run.wait("the straggler", event="holding"))
    run.check_retried("count", 1, 1)
    run.check_bytes()

    run = trial.start("caps", CAPS)
    check(submit(trial, run, "caps.log") == 0, "the adapter ended with 0")
    run.check_bytes()

    run = trial.start("refused", CAPS, fail={"stage": "encode", "index": 2, "status": 4, "times": 99})
    run.check_refused("encode", 2, 4, submit(trial, run, "refused.log"))
