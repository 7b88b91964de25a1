"""Training from the feeder is training on the same rows from anywhere else, also after a stop."""
from __future__ import annotations

import json

import pytest
import torch
from conftest import IS_OLD, Recorder, arguments, llama, losses
from datasets import Dataset
from transformers import TrainerCallback, default_data_collator
from trl import SFTTrainer

from prep_feeder import Feeder, StateError
from prep_feeder.attention import PackedAttention, block_diagonal_mask
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer

UPDATES, ACCUMULATION = 4, 2


def _trainer(kind, data, folder, tokenizer, attention="sdpa", **options):
    Kind = PrepSFTTrainer if kind == "sft" else PrepTrainer
    options = {"max_steps": UPDATES, "gradient_accumulation_steps": ACCUMULATION, **options}
    return Kind(
        model=llama(attention), data=data, args=arguments(folder, kind, **options),
        processing_class=tokenizer)


def _rows(data, count):
    feeder = Feeder(data, 1, seed=3)
    rows = []
    while len(rows) < count:
        rows.extend(feeder)
    return rows[:count]


class _InOrder(SFTTrainer):
    def _get_train_sampler(self, *_):
        return torch.utils.data.SequentialSampler(self.train_dataset)


def _from_rows(data, folder, tokenizer, attention):
    """The stack's own trainer over the same rows as a Hugging Face data set."""
    rows = _rows(data, UPDATES * ACCUMULATION * 2)
    columns = ("input_ids", "labels", "position_ids")
    options = dict(max_steps=UPDATES, gradient_accumulation_steps=ACCUMULATION)
    if IS_OLD:
        def collate(examples):
            batch = default_data_collator(examples)
            batch["attention_mask"] = block_diagonal_mask(batch["position_ids"], torch.float32)
            return batch

        table = Dataset.from_list([{name: row[name][0].tolist() for name in columns} for row in rows])
        return _InOrder(
            model=llama(attention), train_dataset=table, processing_class=tokenizer,
            data_collator=collate, args=arguments(folder, remove_unused_columns=False, **options))
    # TRL's own collator for packed rows makes the positions of seq_lengths.
    lengths = [
        torch.diff(torch.cat([(row["position_ids"][0] == 0).nonzero()[:, 0],
                              torch.tensor([row["position_ids"].shape[1]])])).tolist()
        for row in rows]
    table = Dataset.from_list([
        {"input_ids": row["input_ids"][0].tolist(), "labels": row["labels"][0].tolist(),
         "seq_lengths": length} for row, length in zip(rows, lengths)])
    return _InOrder(
        model=llama(attention), train_dataset=table, processing_class=tokenizer,
        args=arguments(folder, padding_free=True, max_length=None, **options,
                       dataset_kwargs={"skip_prepare_dataset": True}))


@pytest.mark.parametrize("attention", ["sdpa", "eager"])
def test_losses_equal_those_of_the_same_rows_as_a_hugging_face_dataset(
    packed, tmp_path, tokenizer, attention
):
    ours = _trainer("sft", packed, tmp_path / "ours", tokenizer, attention)
    ours.train()
    theirs = _from_rows(packed, tmp_path / "theirs", tokenizer, attention)
    theirs.train()
    assert len(losses(ours)) == UPDATES
    assert losses(ours) == pytest.approx(losses(theirs), abs=5e-5)


class _StopAfter(TrainerCallback):
    def __init__(self, updates):
        self._updates = updates

    def on_step_end(self, args, state, control, **_):
        control.should_training_stop = state.global_step == self._updates


@pytest.mark.parametrize("kind", ["sft", "plain"])
@pytest.mark.parametrize("split", [(2, 2), (1, 4), (4, 1)], ids=lambda split: f"{split[0]}x{split[1]}")
def test_stop_and_resume_in_the_middle_of_an_epoch(packed, tmp_path, tokenizer, kind, split):
    whole = _trainer(kind, packed, tmp_path / "whole", tokenizer)
    seen = Recorder(whole.model)
    whole.train()
    first = _trainer(kind, packed, tmp_path / "parts", tokenizer, save_strategy="steps", save_steps=2)
    first.add_callback(_StopAfter(2))
    first.train()
    state = json.loads((tmp_path / "parts/checkpoint-2/feeder.json").read_text())
    assert (state["epoch"], state["rows"]) == (0, 2 * ACCUMULATION * 2)
    # The same rows an update, in other micro-batches.
    second = _trainer(
        kind, packed, tmp_path / "parts", tokenizer, per_device_train_batch_size=split[0],
        gradient_accumulation_steps=split[1])
    again = Recorder(second.model)
    second.train(resume_from_checkpoint=True)
    assert losses(second) == pytest.approx(losses(whole), abs=5e-5)
    assert _ids(again) == _ids(seen)[2 * ACCUMULATION * 2:]
    assert second.state.epoch == pytest.approx(whole.state.epoch)


def _ids(recorder):
    return [row for call in recorder.calls for row in call["input_ids"].tolist()]


@pytest.mark.parametrize("accumulation", [1, 3])
def test_two_epochs_take_every_row_once_each(packed, tmp_path, tokenizer, accumulation, exported):
    trainer = _trainer(
        "sft", packed, tmp_path, tokenizer, max_steps=-1, num_train_epochs=2,
        gradient_accumulation_steps=accumulation, per_device_train_batch_size=4,
        save_strategy="epoch")
    seen = Recorder(trainer.model)
    trainer.train()
    trained = sorted(
        tuple(ids) for call in seen.calls for ids, labels in
        zip(call["input_ids"].tolist(), call["labels"].tolist()) if set(labels) != {-100})
    rows = sorted(tuple(row["input_ids"].tolist()) for row in trainer.train_dataset)
    assert trained == sorted(rows * 2)
    updates = -(-len(rows) // (4 * accumulation))
    assert trainer.state.global_step == 2 * updates
    state = json.loads((tmp_path / f"checkpoint-{updates}/feeder.json").read_text())
    assert state["rows"] == updates * 4 * accumulation
    # From the end of an epoch the next one begins.
    resumed = _trainer(
        "sft", packed, tmp_path, tokenizer, max_steps=-1, num_train_epochs=2,
        gradient_accumulation_steps=accumulation, per_device_train_batch_size=4)
    again = Recorder(resumed.model)
    resumed.train(resume_from_checkpoint=str(tmp_path / f"checkpoint-{updates}"))
    assert _ids(again) == _ids(seen)[len(_ids(seen)) // 2:]


@pytest.mark.parametrize("kind", ["sft", "plain"])
def test_labels_that_reach_forward_are_those_of_export(packed, tmp_path, tokenizer, kind, exported):
    trainer = _trainer(kind, packed, tmp_path, tokenizer)
    seen = Recorder(trainer.model)
    trainer.train()
    assert len(seen.calls) == UPDATES * ACCUMULATION
    for call in seen.calls:
        for ids, labels in zip(call["input_ids"].tolist(), call["labels"].tolist()):
            assert labels == exported[tuple(ids)]
            assert any(label == 128_009 for label in labels), "an end of turn is trained"


def test_a_plain_torch_loop_has_the_losses_of_the_trainer(packed, tmp_path, tokenizer):
    trainer = _trainer("plain", packed, tmp_path, tokenizer, max_grad_norm=0.0, optim="sgd")
    trainer.train()
    model = llama("sdpa").train()
    form = PackedAttention(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-2)
    batches = map(form.complete, Feeder(packed, 2, seed=3, layout=form.layout))
    found = []
    for _ in range(UPDATES):
        update = [next(batches) for _ in range(ACCUMULATION)]
        count = sum(int((batch["labels"][:, 1:] != -100).sum()) for batch in update)
        found.append(0.0)
        for batch in update:
            labels = batch.pop("labels")
            logits = model(**batch).logits
            loss = torch.nn.functional.cross_entropy(
                logits[:, :-1].reshape(-1, logits.shape[-1]), labels[:, 1:].reshape(-1),
                reduction="sum") / count
            loss.backward()
            found[-1] += float(loss)
        optimizer.step()
        optimizer.zero_grad()
    assert losses(trainer) == pytest.approx(found, abs=1e-4)


def test_a_checkpoint_without_a_place_in_the_data_is_refused(packed, tmp_path, tokenizer):
    first = _trainer(
        "sft", packed, tmp_path, tokenizer, save_strategy="steps", save_steps=1, max_steps=1)
    first.train()
    (tmp_path / "checkpoint-1/feeder.json").unlink()
    with pytest.raises(StateError, match="no place in the data"):
        _trainer("sft", packed, tmp_path, tokenizer).train(resume_from_checkpoint=True)


@pytest.mark.parametrize(
    "change", [{"gradient_accumulation_steps": 3}, {"seed": 4}], ids=["rows an update", "seed"])
def test_a_resume_of_another_order_is_refused(packed, tmp_path, tokenizer, change):
    first = _trainer(
        "sft", packed, tmp_path, tokenizer, save_strategy="steps", save_steps=1, max_steps=1)
    first.train()
    with pytest.raises(StateError):
        _trainer("sft", packed, tmp_path, tokenizer, **change).train(resume_from_checkpoint=True)
