"""A checkpoint's feeder.json is looked at when it is read, not at the next save."""
from __future__ import annotations

import json
import os
import shutil

import pytest
from conftest import Recorder, arguments, llama

from prep_feeder import OptionError, StateError
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


def _trainer(data, folder, **options):
    return PrepTrainer(
        model=llama(), data=data, args=arguments(
            folder, "plain", **{"max_steps": 3, "gradient_accumulation_steps": 2, **options}))


@pytest.fixture(scope="module")
def checkpoint(packed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    _trainer(packed, folder, save_strategy="steps", save_steps=1).train()
    return folder / "checkpoint-2"


def _resume(packed, checkpoint, folder, text):
    copy = shutil.copytree(checkpoint, folder / "checkpoint-2")
    (copy / "feeder.json").write_text(text)
    trainer = _trainer(packed, folder)
    seen = Recorder(trainer.model)
    try:
        trainer.train(resume_from_checkpoint=str(copy))
    finally:
        assert not seen.calls or text == (checkpoint / "feeder.json").read_text()


def test_as_it_was_saved_it_is_gone_on_with(packed, checkpoint, tmp_path):
    _resume(packed, checkpoint, tmp_path, (checkpoint / "feeder.json").read_text())


@pytest.mark.parametrize("text", ["null", "[1]", "3", "", "{", "{}", '"text"', "[" * 100_000])
def test_something_else_in_its_place(packed, checkpoint, tmp_path, text):
    with pytest.raises(StateError):
        _resume(packed, checkpoint, tmp_path, text)


@pytest.mark.parametrize("change", [
    {"rows": 12}, {"rows": 4}, {"rows": -6}, {"rows": 7}, {"rows": "x"}, {"rows": None},
    {"rows": True}, {"rows": 10**30}, {"rows": 1.5}, {"epoch": 1}, {"epoch": -1}, {"epoch": None},
    {"rows_per_update": 3}, {"rows_per_update": None}, {"feeder": None}, {"feeder": {}},
    {"version": 2}, {"version": None}, {"format": "x"},
], ids=str)
def test_another_place_or_a_member_less(packed, checkpoint, tmp_path, change):
    state = json.loads((checkpoint / "feeder.json").read_text())
    assert (state["rows"], state["epoch"]) == (8, 0)
    changed = {name: value for name, value in {**state, **change}.items() if value is not None}
    with pytest.raises(StateError):
        _resume(packed, checkpoint, tmp_path, json.dumps(changed))


def test_that_of_another_checkpoint_of_the_run(packed, checkpoint, tmp_path):
    with pytest.raises(StateError, match="of 2 updates.*of another checkpoint"):
        _resume(packed, checkpoint, tmp_path,
                (checkpoint.parent / "checkpoint-3/feeder.json").read_text())


def test_a_checkpoint_without_the_trainers_own_state(packed, checkpoint, tmp_path):
    copy = shutil.copytree(checkpoint, tmp_path / "checkpoint-2")
    (copy / "trainer_state.json").unlink()
    # transformers 5 asks for it before.
    with pytest.raises((StateError, FileNotFoundError), match="trainer_state.json"):
        _trainer(packed, tmp_path).train(resume_from_checkpoint=str(copy))


def test_relative_paths_after_a_change_of_directory(packed, tmp_path, monkeypatch):
    folder, name = os.path.split(packed)
    monkeypatch.chdir(folder)
    trainer = PrepTrainer(
        model=llama(), data=name, eval_data=name,
        args=arguments(tmp_path / "run", "plain", max_steps=1))
    monkeypatch.chdir(tmp_path)
    trainer.train()
    assert trainer.evaluate()["eval_loss"] > 0


@pytest.mark.parametrize("data", [None, [], 5, [None]], ids=str)
def test_what_is_no_data_set(tmp_path, data):
    with pytest.raises(OptionError, match="data: expected"):
        PrepSFTTrainer(model=llama(), data=data, args=arguments(tmp_path))
