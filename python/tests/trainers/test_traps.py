"""Ways to train on the wrong tokens in silence, each with a test of its name."""
from __future__ import annotations

import contextlib

import pytest
import torch
from conftest import IS_OLD, arguments, llama, load_tokenizer
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from transformers import PreTrainedTokenizerFast, default_data_collator

from prep_feeder import MismatchError, OptionError, PrepDataset
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


def _make(data, folder, tokenizer, kind="sft", options=None, **named):
    Kind = PrepSFTTrainer if kind == "sft" else PrepTrainer
    return Kind(
        model=llama(), data=data, processing_class=tokenizer,
        args=arguments(folder, kind, **(options or {})), **named)


@pytest.mark.parametrize("name, value", [
    ("packing", True), ("eval_packing", True), ("neftune_noise_alpha", 5.0),
    ("batch_eval_metrics", True),
    ("label_smoothing_factor", 0.1), ("dataloader_drop_last", True), ("auto_find_batch_size", True),
    ("max_seq_length" if IS_OLD else "max_length", 64),
    *([("group_by_length", True)] if IS_OLD else [
        ("train_sampling_strategy", "sequential"), ("train_sampling_strategy", "group_by_length"),
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


def test_a_tokenizer_with_another_pad_token_is_refused(packed, tmp_path):
    pad_as_eos = load_tokenizer(pad_token="<|eot_id|>")
    with pytest.raises(MismatchError, match="pad token is 128009, the data set's is 128004"):
        _make(packed, tmp_path, pad_as_eos)
    # Where the user says so, the labels are still the data set's.
    batch = next(iter(_make(packed, tmp_path, pad_as_eos, checks=False).get_train_dataloader()))
    ends = (batch["input_ids"] == 128_009) & (batch["labels"] != -100)
    assert ends.any(1).all()


def test_a_tokenizer_without_a_pad_token_gets_the_data_sets(packed, tmp_path):
    bare = load_tokenizer(pad_token=None)
    trainer = _make(packed, tmp_path, bare)
    assert bare.pad_token_id == trainer.processing_class.pad_token_id == 128_004
    # And so a second trainer takes it.
    _make(packed, tmp_path, bare)


@pytest.mark.parametrize("kind", ["sft", "plain"])
def test_another_tokenizer_or_template_is_refused(packed, tmp_path, tokenizer, kind):
    cases = (
        (load_tokenizer(chat_template="{{ messages[0].content }}"), "another chat template"),
        (load_tokenizer(chat_template=None), "no chat template"),
    )
    for other, what in cases:
        with pytest.raises(MismatchError, match=what):
            _make(packed, tmp_path, other, kind)
    words = Tokenizer(WordLevel({"a": 0, "b": 1}, "b"))
    other = PreTrainedTokenizerFast(tokenizer_object=words, eos_token="b", pad_token="b")
    with pytest.raises(MismatchError, match="another vocabulary"):
        _make(packed, tmp_path, other, kind)


def test_another_model_is_refused(packed, tmp_path, tokenizer):
    def trainer(model, **named):
        return PrepTrainer(
            model=model, data=packed, processing_class=tokenizer,
            args=arguments(tmp_path, "plain"), **named)

    small = llama()
    small.resize_token_embeddings(32_000)
    with pytest.raises(MismatchError, match="embeddings for 32000"):
        trainer(small)
    with pytest.raises(MismatchError, match="embeddings for 32000"):
        trainer(None, model_init=lambda: small)
    padded = llama(pad_token_id=0)
    with pytest.raises(MismatchError, match="model's pad token is 0"):
        trainer(padded)
    trainer(padded, checks=False)


def test_a_tokenizer_and_model_by_name_are_checked(packed, tmp_path):
    name = str(tmp_path / "model")
    llama().save_pretrained(name)
    load_tokenizer(pad_token=None).save_pretrained(name)
    trainer = PrepSFTTrainer(model=name, data=packed, args=arguments(tmp_path / "run"))
    # Not the end of turn, which TRL would take.
    assert trainer.processing_class.pad_token_id == 128_004
    assert trainer.model.config.pad_token_id in (None, 128_004)
    load_tokenizer(chat_template="{{ messages[0].content }}").save_pretrained(name)
    with pytest.raises(MismatchError, match="another chat template"):
        PrepSFTTrainer(model=name, data=packed, args=arguments(tmp_path / "run"))


def test_a_row_never_trains_the_first_token_of_a_record(packed, tmp_path, tokenizer):
    for batch in _make(packed, tmp_path, tokenizer).get_train_dataloader():
        assert (batch["labels"][batch["position_ids"] == 0] == -100).all()


def test_nothing_is_shown_of_the_row_that_stands_in_for_the_data_set(
    packed, tmp_path, tokenizer, capfd, monkeypatch
):
    import datasets

    datasets.enable_progress_bars()
    _make(packed, tmp_path, tokenizer)
    shown = capfd.readouterr()
    assert "1/1" not in shown.err + shown.out and "examples/s" not in shown.err
    # The user's own are shown as before.
    assert not datasets.are_progress_bars_disabled()
    if IS_OLD:
        return  # It takes a data set that is tokenized as it is.
    from prep_feeder import trainers

    monkeypatch.setattr(trainers, "without_progress_bars", contextlib.nullcontext)
    _make(packed, tmp_path, tokenizer)
    assert "1/1" in capfd.readouterr().err, "what would be shown"
