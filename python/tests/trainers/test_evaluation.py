"""Evaluation goes through every row once, and its loss does not depend on packing or batches."""
from __future__ import annotations

import pytest
import torch
from conftest import Recorder, arguments, llama, records, summed_loss

from prep_feeder import OptionError
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


def _evaluate(kind, data, folder, tokenizer, **options):
    Kind = PrepSFTTrainer if kind == "sft" else PrepTrainer
    trainer = Kind(
        model=llama(), data=data, args=arguments(folder, kind, **options),
        processing_class=tokenizer)
    seen = Recorder(trainer.model)
    return trainer.evaluate()["eval_loss"], seen


@pytest.mark.parametrize("kind", ["sft", "plain"])
def test_loss_is_the_same_whatever_the_packing(packed, unpacked, tmp_path, tokenizer, kind):
    model = llama().eval()
    with torch.no_grad():
        total = sum(
            summed_loss(model, labels, input_ids=ids)
            for ids, labels in records(unpacked, "validation"))
    count = sum(int((labels != -100).sum()) for _, labels in records(unpacked, "validation"))
    from_packed, _ = _evaluate(kind, packed, tmp_path, tokenizer)
    from_unpacked, seen = _evaluate(
        kind, unpacked, tmp_path, tokenizer, per_device_eval_batch_size=3)
    assert from_packed == pytest.approx(from_unpacked, rel=1e-5)
    assert from_packed == pytest.approx(total / count, rel=1e-4)
    rows = [
        ids for call in seen.calls for ids, labels in
        zip(call["input_ids"].tolist(), call["labels"].tolist()) if set(labels) != {-100}]
    assert len(rows) == sum(1 for _ in records(unpacked, "validation"))
    assert len({tuple(row) for row in rows}) == len(rows)


def test_evaluation_twice_is_the_same_and_leaves_training_where_it_is(packed, tmp_path, tokenizer):
    trainer = PrepSFTTrainer(
        model=llama(), data=packed, processing_class=tokenizer,
        args=arguments(tmp_path, max_steps=4, eval_strategy="steps", eval_steps=2))
    seen = Recorder(trainer.model)
    trainer.train()
    evaluations = [entry for entry in trainer.state.log_history if "eval_loss" in entry]
    assert len(evaluations) == 2
    assert trainer.evaluate()["eval_loss"] == pytest.approx(evaluations[-1]["eval_loss"], abs=1e-6)
    without = PrepSFTTrainer(
        model=llama(), data=packed, processing_class=tokenizer,
        args=arguments(tmp_path, max_steps=4))
    alone = Recorder(without.model)
    without.train()
    ids = {str(call["input_ids"].tolist()) for call in alone.calls}
    assert ids <= {str(call["input_ids"].tolist()) for call in seen.calls}


def test_several_evaluation_sets_by_name(packed, unpacked, tmp_path, tokenizer):
    trainer = PrepTrainer(
        model=llama(), data=packed, eval_data={"one": packed, "two": unpacked},
        args=arguments(tmp_path, "plain"))
    metrics = trainer.evaluate()
    assert metrics["eval_one_loss"] == pytest.approx(metrics["eval_two_loss"], rel=1e-5)


def test_evaluation_of_something_else_is_refused(packed, tmp_path):
    trainer = PrepTrainer(model=llama(), data=packed, args=arguments(tmp_path, "plain"))
    with pytest.raises(OptionError, match="expected a PrepDataset"):
        trainer.evaluate([{"input_ids": [1]}])
