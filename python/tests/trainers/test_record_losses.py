"""The loss of each record of a run: equal to that of the record alone, and led back to its line."""
from __future__ import annotations

import json
import subprocess

import pytest
import torch
from conftest import PREP, arguments, llama, records, summed_loss

from prep_feeder import Feeder, OptionError, PrepDataset
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


def _train(data, folder, tokenizer, path, trainer=PrepSFTTrainer, resume=None, **options):
    kind = "sft" if trainer is PrepSFTTrainer else "plain"
    made = trainer(
        model=llama(), data=data, record_losses=path, processing_class=tokenizer,
        args=arguments(folder, kind, **options))
    made.train(resume_from_checkpoint=resume)
    return made


def _read(path):
    header, *lines = map(json.loads, path.read_text("utf-8").splitlines())
    assert header == {"format": "prep record losses", "version": 1}
    return lines


def _alone(data):
    """Mean loss and trained tokens of each record by itself, by file and line."""
    model = llama().eval()
    rows = PrepDataset(data)
    places = [record for row in range(len(rows)) for record in rows.records(row)]
    found = {}
    for record, (ids, labels) in zip(places, records(data), strict=True):
        count = int((labels[:, 1:] != -100).sum())
        with torch.no_grad():
            found[record.file, record.line] = (summed_loss(model, labels, input_ids=ids) / count, count)
    return found


@pytest.mark.parametrize("trainer", [PrepSFTTrainer, PrepTrainer])
def test_each_record_has_the_loss_that_it_has_alone(
    packed, tmp_path, tokenizer, trainer
):
    path = tmp_path / "losses.jsonl"
    # Two batches an update, and the last update is filled up with batches without labels.
    made = _train(
        packed, tmp_path, tokenizer, path, trainer, learning_rate=0.0, num_train_epochs=2,
        per_device_train_batch_size=3, gradient_accumulation_steps=4)
    lines, alone = _read(path), _alone(packed)
    assert len(lines) == 2 * len(alone)
    for epoch in (0, 1):
        assert {(line["file"], line["line"]) for line in lines if line["epoch"] == epoch} == set(alone)
    for line in lines:
        loss, count = alone[line["file"], line["line"]]
        assert line["loss"] == pytest.approx(loss, rel=1e-4)
        assert (line["trained_tokens"], line["token_start"]) == (count, 0)
    updates = made.state.global_step
    assert {line["step"] for line in lines} == set(range(1, updates + 1))
    # The step says which batch it was in.
    with Feeder(packed, 3, seed=3, framework="numpy") as feeder:
        first = {r.place for step in range(4) for row in feeder.records(step) for r in row}
    assert {f"{line['file']}:{line['line']}" for line in lines if line["step"] == 1} == first


def test_a_run_that_goes_on_has_each_batch_once(packed, tmp_path, tokenizer):
    path, whole = tmp_path / "losses.jsonl", tmp_path / "whole.jsonl"
    options = dict(per_device_train_batch_size=3, num_train_epochs=2)
    _train(packed, tmp_path / "whole", tokenizer, whole, **options)
    _train(packed, tmp_path / "run", tokenizer, path, save_strategy="steps", save_steps=3,
           **options)
    # As after a kill: more was written than the checkpoint knows, the last line half.
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")
    _train(packed, tmp_path / "run", tokenizer, path, resume=str(tmp_path / "run/checkpoint-3"),
           save_strategy="steps", save_steps=3, **options)
    keys = ("file", "line", "epoch", "step", "trained_tokens")
    assert [[line[key] for key in keys] for line in _read(path)] == [
        [line[key] for key in keys] for line in _read(whole)]
    for one, other in zip(_read(path), _read(whole), strict=True):
        assert one["loss"] == pytest.approx(other["loss"], rel=1e-3)


def test_the_records_change_nothing_in_the_training(packed, tmp_path, tokenizer):
    with_losses = _train(packed, tmp_path, tokenizer, tmp_path / "losses.jsonl", max_steps=4)
    without = _train(packed, tmp_path, tokenizer, None, max_steps=4)
    for one, other in zip(with_losses.model.parameters(), without.model.parameters(), strict=True):
        assert torch.equal(one, other)


def test_another_file_is_left_alone(packed, tmp_path, tokenizer):
    path = tmp_path / "losses.jsonl"
    path.write_text('{"mine": 1}\n')
    with pytest.raises(OptionError, match="left alone"):
        _train(packed, tmp_path, tokenizer, path, max_steps=1)
    assert path.read_text() == '{"mine": 1}\n'


def test_a_spike_is_led_back_to_its_line(tmp_path, tokenizer):
    data = tmp_path / "data.jsonl"
    lines = [
        {"instruction": f"What is item {number}?", "response": "It is a small red box."}
        for number in range(60)]
    lines[37]["response"] = "qX7 zzv!! 0x9f ;;; wkrp"
    data.write_text("".join(json.dumps(line) + "\n" for line in lines))
    subprocess.run(
        [PREP, "build", data, "--output", tmp_path / "out", "--sequence-length", "128", "--quiet"],
        check=True, stdout=subprocess.DEVNULL)
    path = tmp_path / "losses.jsonl"
    _train(tmp_path / "out", tmp_path, tokenizer, path, num_train_epochs=3)
    last = [line for line in _read(path) if line["epoch"] == 2]
    assert len(last) == 60
    assert max(last, key=lambda line: line["loss"])["line"] == 38
    shown = subprocess.run(
        [PREP, "inspect", tmp_path / "out", "--losses", path, "--highest", "1"], check=True,
        capture_output=True, text=True).stdout
    assert f"{data}:38" in shown and "0x9f" in shown
