"""Two processes that train together feed what one does, and each row goes to one of them."""
from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import IS_OLD

from prep_feeder import PrepDataset

HERE = Path(__file__).parent


def _train(folder, data, count, checkpoint="", **options):
    """What each of `count` processes said; they talk through gloo."""
    if count > 1:
        options["ddp_backend"] = "gloo"
    if IS_OLD:
        options["average_tokens_across_devices"] = True
    folder.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    processes = []
    for rank in range(count):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(
            [str(HERE), os.environ.get("PYTHONPATH", "")])}
        if count > 1:
            environment |= {
                "RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(count),
                "LOCAL_WORLD_SIZE": str(count), "MASTER_ADDR": "127.0.0.1",
                "MASTER_PORT": str(port)}
        processes.append(subprocess.Popen(
            [sys.executable, HERE / "rank.py", folder, data, json.dumps(options), checkpoint],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
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


def test_two_processes_feed_what_one_does(packed, tmp_path):
    rows = sorted(row["input_ids"].tolist() for row in PrepDataset(packed))
    epoch = {"max_steps": -1, "num_train_epochs": 1}
    (one,) = _train(
        tmp_path / "one", packed, 1, per_device_train_batch_size=4,
        gradient_accumulation_steps=2, save_strategy="steps", save_steps=2, **epoch)
    assert sorted(one["rows"]) == rows
    two = _train(
        tmp_path / "two", packed, 2, per_device_train_batch_size=2,
        gradient_accumulation_steps=2, **epoch)
    assert sorted(two[0]["rows"] + two[1]["rows"]) == rows
    assert min(len(rank["rows"]) for rank in two) > 0
    # The first process's log has the mean over both.
    assert len(one["losses"]) > 2
    assert two[0]["losses"] == pytest.approx(one["losses"], abs=5e-5)
    assert two[0]["eval_loss"] == pytest.approx(one["eval_loss"], abs=5e-5)
    assert two[1]["eval_loss"] == two[0]["eval_loss"]
    if IS_OLD:
        return  # It cannot load the optimizer of a checkpoint to "cpu:0", which the device is then.
    # A run of one process is gone on with by two.
    resumed = _train(
        tmp_path / "resumed", packed, 2, str(tmp_path / "one/checkpoint-2"),
        per_device_train_batch_size=1, gradient_accumulation_steps=4, **epoch)
    assert sorted(resumed[0]["rows"] + resumed[1]["rows"]) == sorted(one["rows"][2 * 8:])
    assert resumed[0]["losses"] == pytest.approx(one["losses"], abs=5e-5)
