"""Processes that train together feed what one does, and each row goes to one of them."""
from __future__ import annotations

import json

import pytest
from conftest import IS_OLD
from launch import train

from prep_feeder import PrepDataset

EPOCH = {"max_steps": -1, "num_train_epochs": 1}


@pytest.fixture(scope="module")
def rows(packed):
    return sorted(row["input_ids"].tolist() for row in PrepDataset(packed))


@pytest.fixture(scope="module")
def one(packed, tmp_path_factory):
    """A run of one process, with its checkpoints' folder."""
    folder = tmp_path_factory.mktemp("ranks") / "one"
    (said,) = train(
        folder, packed, 1, per_device_train_batch_size=4, gradient_accumulation_steps=2,
        save_strategy="steps", save_steps=2, **EPOCH)
    return {**said, "folder": folder}


def test_two_processes_feed_what_one_does(packed, tmp_path, rows, one):
    assert sorted(one["rows"]) == rows
    two = train(
        tmp_path / "two", packed, 2, per_device_train_batch_size=2,
        gradient_accumulation_steps=2, **EPOCH)
    assert sorted(two[0]["rows"] + two[1]["rows"]) == rows
    assert min(len(rank["rows"]) for rank in two) > 0
    # What was seen of the data is counted over both, and known to both.
    assert two[0]["counts"] == two[1]["counts"] == one["counts"]
    # The first process's log has the mean over both.
    assert len(one["losses"]) > 2
    assert two[0]["losses"] == pytest.approx(one["losses"], abs=5e-5)
    assert two[0]["eval_loss"] == pytest.approx(one["eval_loss"], abs=5e-5)
    assert two[1]["eval_loss"] == two[0]["eval_loss"]


@pytest.mark.skipif(
    IS_OLD, reason="4.46 cannot load a checkpoint's optimizer to cpu:0, which the device then is")
def test_a_run_of_one_process_is_gone_on_with_by_two(packed, tmp_path, one):
    resumed = train(
        tmp_path / "resumed", packed, 2, one["folder"] / "checkpoint-2",
        per_device_train_batch_size=1, gradient_accumulation_steps=4, **EPOCH)
    assert sorted(resumed[0]["rows"] + resumed[1]["rows"]) == sorted(one["rows"][2 * 8:])
    assert resumed[0]["losses"] == pytest.approx(one["losses"], abs=5e-5)


@pytest.mark.parametrize("launcher", ["torchrun", "accelerate"])
def test_launched_with_a_checkpoint_and_gone_on_with_by_one(packed, tmp_path, rows, one, launcher):
    folder = tmp_path / launcher
    two = train(
        folder, packed, 2, launcher=launcher, per_device_train_batch_size=2,
        gradient_accumulation_steps=2, save_strategy="steps", save_steps=2, **EPOCH)
    assert sorted(two[0]["rows"] + two[1]["rows"]) == rows
    assert two[0]["losses"] == pytest.approx(one["losses"], abs=5e-5)
    state = json.loads((folder / "checkpoint-2/feeder.json").read_text())
    assert (state["rows"], state["rows_per_update"]) == (2 * 8, 8)
    (resumed,) = train(
        tmp_path / "resumed", packed, 1, folder / "checkpoint-2", per_device_train_batch_size=8,
        gradient_accumulation_steps=1, **EPOCH)
    assert sorted(resumed["rows"]) == sorted(one["rows"][2 * 8:])
    assert resumed["losses"] == pytest.approx(one["losses"], abs=5e-5)
