"""`DataMetrics` and `last_checkpoint`, with the trainers of both stacks."""
from __future__ import annotations

import json
import shutil

import pytest
import transformers
from conftest import arguments, build, llama

from prep_feeder import Feeder, OptionError, PrepDataset, StateError
from prep_feeder.checkpoints import last_checkpoint
from prep_feeder.monitoring import DataMetrics
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


def _train(data, folder, kind="plain", resume=None, callbacks=True, **options):
    trainer = (PrepSFTTrainer if kind == "sft" else PrepTrainer)(
        model=llama(), data=data, callbacks=[DataMetrics()] if callbacks else None,
        data_options=options.pop("data_options", None), checks=False,
        args=arguments(folder, kind, **{"gradient_accumulation_steps": 2, **options}),
        **({"processing_class": options.pop("tokenizer")} if "tokenizer" in options else {}))
    trainer.train(resume_from_checkpoint=resume)
    return [entry for entry in trainer.state.log_history if "loss" in entry]


def _counts(data, count, rows=2, seed=3):
    """Rows, tokens and trained tokens of the first `count` batches."""
    feeder = Feeder(data, rows, seed=seed)
    found, left = [0, 0, 0], count
    while left:
        for batch in feeder:
            is_token = batch["input_ids"] != feeder.pad_token_id
            for place, number in enumerate((
                    is_token.any(1).sum(), is_token.sum(), (batch["labels"] != -100).sum())):
                found[place] += int(number)
            left -= 1
            if not left:
                break
    feeder.close()
    return found


def _logged(entry):
    return [entry[f"data/{name}"] for name in ("rows", "tokens", "trained_tokens")]


def test_counts_of_each_update(packed, tmp_path):
    logged = _train(packed, tmp_path, max_steps=3)
    assert [_logged(entry) for entry in logged] == [_counts(packed, 2 * step) for step in (1, 2, 3)]


def test_an_epoch_is_every_row_once(packed, tmp_path):
    """Rows of padding, and batches that fill up the last update, are not counted."""
    last = _train(packed, tmp_path, num_train_epochs=2, gradient_accumulation_steps=3)[-1]
    split = next(s for s in PrepDataset(packed).manifest["splits"] if s["name"] == "train")
    assert _logged(last) == [2 * split[name] for name in ("rows", "tokens", "trained_tokens")]
    assert last["data/epoch/packed"] == 2.0
    assert last["data/padding_share"] == pytest.approx(
        split["padding_tokens"] / (split["tokens"] + split["padding_tokens"]))


def test_a_run_that_goes_on_counts_on(packed, tmp_path):
    whole = _train(packed, tmp_path, max_steps=4, save_strategy="steps", save_steps=2)
    resumed = _train(packed, tmp_path / "resumed", max_steps=4, resume=str(tmp_path / "checkpoint-2"))
    assert [_logged(entry) for entry in resumed] == [_logged(entry) for entry in whole]


def test_a_checkpoint_of_a_run_without(packed, tmp_path):
    _train(packed, tmp_path, callbacks=False, max_steps=1, save_strategy="steps", save_steps=1)
    resumed = _train(packed, tmp_path, max_steps=2, resume=str(tmp_path / "checkpoint-1"),
                     save_strategy="steps", save_steps=1)
    before, after = _counts(packed, 2), _counts(packed, 4)
    assert _logged(resumed[-1]) == [two - one for one, two in zip(before, after)]
    assert (tmp_path / "checkpoint-2/trainer_state.json").exists()


def test_shares_of_a_mixture(packed, tmp_path):
    other = build(tmp_path / "other", "none")
    last = _train([packed, other], tmp_path / "run", max_steps=2,
                  data_options={"weights": [3, 1]})[-1]
    assert (last["data/share/packed"], last["data/share/other"]) == (0.75, 0.25)
    rows = {name: len(PrepDataset(path)) for name, path in (("packed", packed), ("other", other))}
    assert last["data/epoch/packed"] == pytest.approx(8 * 0.75 / rows["packed"])
    assert last["data/epoch/other"] == pytest.approx(8 * 0.25 / rows["other"])
    # Of one name, they are told apart by their numbers.
    twice = shutil.copytree(packed, tmp_path / "packed")
    last = _train([packed, twice], tmp_path / "run", max_steps=1)[-1]
    assert {"data/share/0-packed", "data/share/1-packed"} < last.keys()


def test_waits(packed, tmp_path, monkeypatch):
    nanoseconds = iter([3_000_000_000, 4_000_000_000, 500_000_000])
    monkeypatch.setattr(Feeder, "counts", property(
        lambda _: {"data_wait_nanoseconds": next(nanoseconds)}))
    logged = _train(packed, tmp_path, max_steps=3)
    # The third count is of a feeder that was opened anew.
    assert [entry["data/wait_seconds"] for entry in logged] == [3.0, 4.0, 4.5]
    assert all(entry["data/wait_share"] > 0 for entry in logged)


def test_a_callback_added_later_is_reported_too(packed, tmp_path):
    seen = []

    class Reporter(transformers.TrainerCallback):
        def on_log(self, args, state, control, logs=None, **_):
            seen.append(dict(logs))

    trainer = PrepTrainer(model=llama(), data=packed, callbacks=[Reporter()],
                          args=arguments(tmp_path, "plain", max_steps=1))
    trainer.add_callback(DataMetrics())
    trainer.train()
    assert [entry["data/rows"] for entry in seen if "loss" in entry] == [2]
    assert not any("data/rows" in entry for entry in seen if "loss" not in entry)


def test_a_trainer_without_a_feeder_is_refused(tmp_path):
    from datasets import Dataset

    trainer = transformers.Trainer(
        model=llama(), callbacks=[DataMetrics()], args=arguments(tmp_path, "plain", max_steps=1),
        train_dataset=Dataset.from_dict({"input_ids": [[1, 2]], "labels": [[1, 2]]}))
    with pytest.raises(OptionError, match="expected a trainer with FeederMixin"):
        trainer.train()


def test_a_finished_run_makes_no_further_update(packed, tmp_path):
    options = {"save_strategy": "steps", "save_steps": 1, "max_steps": 2}
    _train(packed, tmp_path, callbacks=False, **options)
    trainer = PrepTrainer(
        model=llama(), data=packed,
        args=arguments(tmp_path, "plain", gradient_accumulation_steps=2, **options))
    trainer.train(resume_from_checkpoint=str(tmp_path / "checkpoint-2"))
    assert trainer.state.global_step == 2
    assert sorted(path.name for path in tmp_path.glob("checkpoint-*")) == ["checkpoint-1", "checkpoint-2"]


def test_last_checkpoint(packed, tmp_path):
    assert last_checkpoint(tmp_path / "none") is None
    assert last_checkpoint(tmp_path) is None
    _train(packed, tmp_path, max_steps=2, save_strategy="steps", save_steps=1)
    (tmp_path / "checkpoint-x").mkdir()
    # By number, not by name: 10 comes after 2.
    shutil.copytree(tmp_path / "checkpoint-2", tmp_path / "checkpoint-10")
    assert last_checkpoint(tmp_path) == str(tmp_path / "checkpoint-10")
    state = tmp_path / "checkpoint-10/trainer_state.json"
    state.write_text(state.read_text()[:-2])
    assert last_checkpoint(tmp_path) == str(tmp_path / "checkpoint-2")
    (tmp_path / "checkpoint-2/feeder.json").unlink()
    with pytest.raises(StateError, match="feeder"):
        last_checkpoint(tmp_path)
    for number in (1, 2, 10):
        (tmp_path / f"checkpoint-{number}/trainer_state.json").unlink()
    assert last_checkpoint(tmp_path) is None


def test_the_state_of_a_checkpoint(packed, tmp_path):
    logged = _train(packed, tmp_path, max_steps=2, save_strategy="steps", save_steps=2)
    state = json.loads((tmp_path / "checkpoint-2/trainer_state.json").read_text())
    assert state["stateful_callbacks"]["DataMetrics"]["attributes"]["_before"] == _logged(logged[-1])
