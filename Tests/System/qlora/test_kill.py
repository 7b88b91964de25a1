"""A run that is killed and started again ends as one that was not, to the last bit."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import conftest
import pytest
import torch

STEPS, SAVE_STEPS = 12, 3


def options(data: Path, output: Path) -> list:
    return [data, "--output", output, "--max-steps", STEPS, "--save-steps", SAVE_STEPS]


def kill_after(update: int, arguments: list) -> None:
    """Starts the example, and kills it once it has logged as many updates."""
    with subprocess.Popen(
            conftest.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True) as process:
        said, logged = "", 0
        for line in process.stdout:
            said += line
            logged += line.count("'loss'")
            if logged >= update:
                break
        process.send_signal(signal.SIGKILL)
    assert logged >= update, said
    assert process.returncode == -signal.SIGKILL


@pytest.fixture(scope="module")
def unbroken(data, tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("unbroken")
    conftest.train(*options(data, output))
    return output


def compare(output: Path, unbroken: Path) -> None:
    expected, found = conftest.history(unbroken), conftest.history(output)
    assert sorted(found) == sorted(expected) == list(range(1, STEPS + 1))
    for update, entry in expected.items():
        for name in ("loss", "grad_norm", "learning_rate", "epoch", "data/rows", "data/tokens"):
            assert found[update][name] == entry[name], (update, name)
    weights, others = conftest.adapter(unbroken), conftest.adapter(output)
    assert weights.keys() == others.keys() and len(weights) == 16
    for name, weight in weights.items():
        assert weight.any() and torch.equal(weight, others[name]), name


def test_the_loss_falls(unbroken):
    losses = [entry["loss"] for _, entry in sorted(conftest.history(unbroken).items())]
    assert sum(losses[-3:]) / 3 < sum(losses[:3]) / 3 - 0.3, losses


def test_checkpoints_hold_the_place_in_the_data(unbroken):
    # The last three are kept.
    found = {path.name for path in unbroken.glob("checkpoint-*") if (path / "feeder.json").exists()}
    assert found == {"checkpoint-6", "checkpoint-9", "checkpoint-12"}


def test_killed_after_a_checkpoint(data, unbroken, tmp_path):
    arguments = options(data, tmp_path)
    kill_after(5, arguments)
    assert (tmp_path / "checkpoint-3/feeder.json").exists()
    kill_after(4, arguments)
    said = conftest.train(*arguments)
    assert f"going on from {tmp_path}/checkpoint-6" in said
    compare(tmp_path, unbroken)


def test_killed_while_it_wrote_a_checkpoint(data, unbroken, tmp_path):
    for name in ("checkpoint-6", "checkpoint-9"):
        shutil.copytree(unbroken / name, tmp_path / name)
    # transformers writes this file last.
    os.truncate(tmp_path / "checkpoint-9/trainer_state.json", 100)
    said = conftest.train(*options(data, tmp_path))
    assert f"going on from {tmp_path}/checkpoint-6" in said
    compare(tmp_path, unbroken)


def test_killed_before_any_checkpoint(data, unbroken, tmp_path):
    (tmp_path / "checkpoint-3").mkdir()
    said = conftest.train(*options(data, tmp_path))
    assert "starting" in said
    compare(tmp_path, unbroken)


def test_once_more_does_nothing(data, unbroken, tmp_path):
    shutil.copytree(unbroken, tmp_path / "again")
    said = conftest.train(*options(data, tmp_path / "again"))
    assert f"going on from {tmp_path}/again/checkpoint-{STEPS}" in said and "'loss'" not in said
    compare(tmp_path / "again", unbroken)
