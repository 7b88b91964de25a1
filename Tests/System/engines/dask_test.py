"""Dask: a scheduler and two workers on loopback, of which one is killed while it runs a task.

Usage: PREP=.build/release/prep dask_test.py          (run by run.sh)
"""
import sys

from harness import CAPS, DUPLICATES, EXAMPLES, Trial, check, free_port, is_alive

ADAPTER = [sys.executable, EXAMPLES / "dask_prep.py"]

with Trial("dask") as trial:
    address = f"tcp://127.0.0.1:{free_port()}"
    trial.spawn([sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
                 "--port", address.rpartition(":")[2], "--no-dashboard", "--no-show"], "scheduler.log")
    # Without a nanny, which would start a killed worker again.
    workers = [trial.spawn([sys.executable, "-m", "distributed.cli.dask_worker", address, "--host",
                            "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard",
                            "--local-directory", trial.directory], f"worker-{number}.log",
                           ENGINE_NODE=f"worker {number}") for number in (1, 2)]
    where = {"DASK_SCHEDULER_ADDRESS": address}

    run = trial.start("lost", DUPLICATES, hold={"stage": "encode", "node": "worker 2"},
                      fail={"stage": "count", "index": 1, "status": 1, "times": 1})
    adapter = trial.spawn([*ADAPTER, run.path], "lost.log", **where)
    held = run.wait("a task on worker 2", event="holding")
    check(is_alive(workers[1].pid), f"worker 2 runs encode {held['index']}")
    workers[1].kill()
    workers[1].wait()
    check(not is_alive(workers[1].pid), "worker 2 was killed while it did")
    check(adapter.wait() == 0, "the adapter ended with 0")
    run.check_twice(held)
    run.check_retried("count", 1, 1)
    run.check_bytes()

    run = trial.start("caps", CAPS)
    check(trial.complete([*ADAPTER, run.path], "caps.log", **where) == 0, "the adapter ended with 0")
    run.check_bytes()

    run = trial.start("refused", CAPS, fail={"stage": "encode", "index": 2, "status": 4, "times": 99})
    run.check_refused("encode", 2, 4, trial.complete([*ADAPTER, run.path], "refused.log", **where))
