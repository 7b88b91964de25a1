"""Ways to train on the wrong tokens in silence, each with a test of its name."""
from __future__ import annotations

import pytest
import torch
from conftest import IS_OLD, arguments, llama
from transformers import default_data_collator

from prep_feeder import OptionError, PrepDataset
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


def _make(data, folder, tokenizer, kind="sft", options=None, **named):
    Kind = PrepSFTTrainer if kind == "sft" else PrepTrainer
    return Kind(
        model=llama(), data=data, processing_class=tokenizer,
        args=arguments(folder, kind, **(options or {})), **named)


@pytest.mark.parametrize("name, value", [
    ("packing", True), ("eval_packing", True), ("neftune_noise_alpha", 5.0),
    ("label_smoothing_factor", 0.1), ("dataloader_drop_last", True), ("auto_find_batch_size", True),
    ("max_seq_length" if IS_OLD else "max_length", 64),
    *([("group_by_length", True)] if IS_OLD else [
        ("padding_free", True), ("assistant_only_loss", True), ("completion_only_loss", True)]),
])
def test_options_that_contradict_the_data_set_are_refused(packed, tmp_path, tokenizer, name, value):
    with pytest.raises(OptionError, match=name):
        _make(packed, tmp_path, tokenizer, options={name: value})


@pytest.mark.parametrize("name, value", [
    ("data_collator", default_data_collator), ("train_dataset", [1]), ("eval_dataset", [1]),
    ("formatting_func", str), ("dataset_text_field", "text"), ("packing", True),
])
def test_arguments_that_contradict_the_data_set_are_refused(packed, tmp_path, tokenizer, name, value):
    with pytest.raises(OptionError, match=name):
        _make(packed, tmp_path, tokenizer, **{name: value})


def test_options_of_the_feeder_that_the_trainer_sets_are_refused(packed, tmp_path, tokenizer):
    with pytest.raises(OptionError, match="rank"):
        _make(packed, tmp_path, tokenizer, data_options={"rank": 1})


def test_a_loss_that_is_a_mean_of_micro_batches_is_refused(packed, tmp_path):
    class MeanLoss(type(llama())):
        accepts_loss_kwargs = False

        def forward(self, input_ids=None, labels=None, position_ids=None, attention_mask=None,
                    use_cache=None):
            raise AssertionError("never run")

    model = llama()
    model.__class__ = MeanLoss
    with pytest.raises(OptionError, match="mean"):
        PrepTrainer(model=model, data=packed, args=arguments(tmp_path, "plain"))


@pytest.mark.skipif(not IS_OLD, reason="the collator of TRL 0.12")
def test_trap_the_default_collator_replaces_labels(packed, tokenizer):
    # Why a collator is refused and batches come whole from the feeder.
    from transformers import DataCollatorForLanguageModeling

    row = PrepDataset(packed)[0]
    example = {"input_ids": row["input_ids"].tolist(), "labels": row["labels"].tolist()}
    batch = DataCollatorForLanguageModeling(tokenizer, mlm=False)([example])
    assert (batch["labels"][0] != torch.tensor(example["labels"])).any()


@pytest.mark.skipif(not IS_OLD, reason="the collator of TRL 0.12")
def test_trap_pad_as_eos_masks_every_end_of_turn(tokenizer):
    from transformers import DataCollatorForLanguageModeling

    end = tokenizer.convert_tokens_to_ids("<|eot_id|>")
    tokenizer.pad_token, before = tokenizer.eos_token, tokenizer.pad_token
    try:
        batch = DataCollatorForLanguageModeling(tokenizer, mlm=False)([{"input_ids": [0, 5, end]}])
    finally:
        tokenizer.pad_token = before
    assert batch["labels"][0].tolist() == [0, 5, -100]


def test_trap_pad_as_eos_does_not_reach_the_labels(packed, tmp_path, tokenizer):
    tokenizer.pad_token, before = tokenizer.eos_token, tokenizer.pad_token
    try:
        batch = next(iter(_make(packed, tmp_path, tokenizer).get_train_dataloader()))
    finally:
        tokenizer.pad_token = before
    ends = (batch["input_ids"] == 128_009) & (batch["labels"] != -100)
    assert ends.any(1).all()


def test_a_row_never_trains_the_first_token_of_a_record(packed, tmp_path, tokenizer):
    for batch in _make(packed, tmp_path, tokenizer).get_train_dataloader():
        assert (batch["labels"][batch["position_ids"] == 0] == -100).all()
