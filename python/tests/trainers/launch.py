"""Starts rank.py in one process or several, by itself or as torchrun and `accelerate launch` do."""
from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from conftest import IS_OLD

HERE = Path(__file__).parent


def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _commands(launcher, count, folder):
    """The command lines before rank.py, and what each process finds in its environment."""
    if count == 1:
        return [([sys.executable], {})]
    port = free_port()
    if launcher == "torchrun":
        return [([sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", str(count),
                  "--master-addr", "127.0.0.1", "--master-port", port], {})]
    if launcher == "accelerate":
        # A file of its own, so that the user's configuration plays no part.
        config = folder / "accelerate.yaml"
        config.write_text(
            "compute_environment: LOCAL_MACHINE\ndistributed_type: MULTI_GPU\nuse_cpu: true\n"
            f"mixed_precision: 'no'\nnum_machines: 1\nnum_processes: {count}\n"
            f"machine_rank: 0\nmain_process_ip: 127.0.0.1\nmain_process_port: {port}\n")
        return [([sys.executable, "-m", "accelerate.commands.launch", "--config_file", config], {})]
    return [([sys.executable], {
        "RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(count),
        "LOCAL_WORLD_SIZE": str(count), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port,
    }) for rank in range(count)]


def train(folder, data, count, checkpoint="", *, kind="plain", launcher="", **options):
    """What each of `count` processes said; they talk through gloo."""
    if count > 1:
        options["ddp_backend"] = "gloo"
    if IS_OLD:
        options["average_tokens_across_devices"] = True
    folder.mkdir(exist_ok=True)
    path = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
    processes = [
        subprocess.Popen(
            [*command, HERE / "rank.py", folder, data, kind, json.dumps(options), str(checkpoint)],
            env={**os.environ, "PYTHONPATH": path, **environment}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        for command, environment in _commands(launcher, count, folder)]
    try:
        said = [process.communicate(timeout=1200)[0] for process in processes]
    finally:
        for process in processes:
            process.kill()
    for process, text in zip(processes, said):
        assert process.returncode == 0, text
    results = [json.loads((folder / f"rank-{rank}.json").read_text()) for rank in range(count)]
    assert [result["world_size"] for result in results] == [count] * count
    return results
