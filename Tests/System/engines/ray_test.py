"""Ray: two nodes on loopback, of which one is removed while it runs a task.

Usage: PREP=.build/release/prep ray_test.py          (run by run.sh)
"""
import os
import sys

from harness import CAPS, DUPLICATES, EXAMPLES, Trial, check, is_alive

# No word home, no dashboard, no token in the home directory.
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled", "RAY_DEDUP_LOGS": "0"}
ADAPTER = [sys.executable, EXAMPLES / "ray_prep.py"]


def cluster(trial):
    """A cluster of a node, whose workers find the traced `prep` first."""
    os.environ.update(QUIET, PATH=trial.environment["PATH"], RAY_TMPDIR=str(trial.directory))
    (trial.directory / "ray").mkdir()
    from ray.cluster_utils import Cluster
    node = {"num_cpus": 1, "object_store_memory": 100_000_000, "include_dashboard": False}
    made = Cluster()
    # Loopback, but not 127.0.0.1, in whose place Ray would use the machine's outer address.
    nodes = [made.add_node(**node, node_ip_address=f"127.0.0.{number + 1}",
                           env_vars={"ENGINE_NODE": f"node {number}"}) for number in (1, 2)]
    return made, nodes[1]


with Trial("ray") as trial:
    ray, second = cluster(trial)
    where = {**QUIET, "RAY_ADDRESS": ray.address}

    run = trial.start("lost", DUPLICATES, hold={"stage": "encode", "node": "node 2"},
                      fail={"stage": "count", "index": 1, "status": 1, "times": 1})
    adapter = trial.spawn([*ADAPTER, run.path], "lost.log", **where)
    held = run.wait("a task on node 2", event="holding")
    raylet = second.all_processes["raylet"][0].process.pid
    check(is_alive(raylet), f"node 2 runs encode {held['index']}")
    ray.remove_node(second, allow_graceful=False)
    check(not is_alive(raylet), "node 2 was killed while it did")
    check(adapter.wait() == 0, "the adapter ended with 0")
    run.check_twice(held, must_overlap=False)
    run.check_retried("count", 1, 1)
    run.check_bytes()

    run = trial.start("caps", CAPS)
    check(trial.complete([*ADAPTER, run.path], "caps.log", **where) == 0, "the adapter ended with 0")
    run.check_bytes()

    run = trial.start("refused", CAPS, fail={"stage": "encode", "index": 2, "status": 4, "times": 99})
    run.check_refused("encode", 2, 4, trial.complete([*ADAPTER, run.path], "refused.log", **where))
    ray.shutdown()
