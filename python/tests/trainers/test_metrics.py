"""What metrics, predictions and counts of tokens are of: the rows of a split, and no padding."""
from __future__ import annotations

import numpy
import pytest
import torch
from conftest import IS_OLD, Recorder, arguments, build, llama

from prep_feeder import Feeder, OptionError, PrepDataset
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


@pytest.fixture(scope="module")
def uneven(tmp_path_factory):
    """A data set whose validation rows do not fill the last batch of 4."""
    path = build(tmp_path_factory.mktemp("data") / "uneven", "none", validation="45")
    rows = len(PrepDataset(path, "validation"))
    assert rows % 4 and rows > 4, rows
    return path


def _make(kind, data, folder, tokenizer, named=None, **options):
    Kind = PrepSFTTrainer if kind == "sft" else PrepTrainer
    return Kind(
        model=llama(), data=data, processing_class=tokenizer,
        args=arguments(folder, kind, per_device_eval_batch_size=4, **options), **(named or {}))


def _best(logits, labels):
    """Logits of 128,256 entries a token are only kept as the best of them."""
    return (logits[0] if isinstance(logits, tuple) else logits).argmax(-1)


@pytest.mark.filterwarnings("ignore:`return_outputs=True`")
@pytest.mark.parametrize("kind", ["sft", "plain"])
def test_metrics_and_predictions_are_of_the_rows_of_the_split(uneven, tmp_path, tokenizer, kind):
    seen = []

    def compute_metrics(prediction):
        seen.append((prediction.predictions, prediction.label_ids))
        return {"rows": len(prediction.predictions)}

    trainer = _make(kind, uneven, tmp_path, tokenizer, {
        "compute_metrics": compute_metrics, "preprocess_logits_for_metrics": _best})
    split = PrepDataset(uneven, "validation")
    metrics = trainer.evaluate()
    assert metrics["eval_rows"] == len(split)
    ((predictions, labels),) = seen
    assert predictions.shape == labels.shape == (len(split), split.row_length)
    # In the order of the split.
    assert [row.tolist() for row in labels] == [row["labels"].tolist() for row in split]
    # predict, which a trainer otherwise gives a loader of its own, and evaluate say the same.
    said = trainer.predict(trainer.eval_dataset)
    assert (said.predictions == predictions).all() and (said.label_ids == labels).all()
    assert said.metrics["test_rows"] == len(split)
    assert said.metrics["test_loss"] == pytest.approx(metrics["eval_loss"], rel=1e-6)
    # Another loop of the trainer's is not left with what this one needs.
    assert trainer.gather_function.__class__.__name__ != "RealRows"


def test_rows_of_padding_among_the_others_are_left_out(uneven):
    """In the last step of several ranks padding stands between rows, not behind them."""
    from prep_feeder import validation
    from prep_feeder._loader import EvaluationLoader
    from prep_feeder.attention import PackedAttention

    split, found = PrepDataset(uneven, "validation"), []
    loaders = [
        EvaluationLoader(
            validation(uneven, 2, rank=rank, world_size=2), PackedAttention(llama()), split)
        for rank in range(2)]
    for batches in zip(*map(iter, loaders)):
        for loader, batch in zip(loaders, batches):
            real = loader.real_rows
            kept = batch["labels"] if real is None else batch["labels"][real]
            found += kept.tolist()
    assert sorted(found) == sorted(row["labels"].tolist() for row in split)


def test_a_batch_that_is_one_sequence_comes_back_as_rows(uneven):
    from accelerate import Accelerator

    from prep_feeder import validation
    from prep_feeder._evaluation import RealRows
    from prep_feeder._loader import EvaluationLoader
    from prep_feeder.attention import PackedAttention

    split = PrepDataset(uneven, "validation")
    loader = EvaluationLoader(
        validation(uneven, 4, layout="padding_free"), PackedAttention(llama()), split)
    gather = RealRows(Accelerator(cpu=True), loader)
    found = [row for batch in loader for row in gather((batch["labels"],))[0].tolist()]
    assert found == [row["labels"].tolist() for row in split]


def test_what_cannot_be_evaluated_is_refused_before_it_runs(uneven, packed, tmp_path, tokenizer):
    trainer = _make("sft", uneven, tmp_path, tokenizer)
    seen = Recorder(trainer.model)
    for call in (trainer.evaluate, trainer.predict):
        with pytest.raises(OptionError, match="'other' is no name of a data set in eval_data"):
            call("other")
        with pytest.raises(OptionError, match="expected a PrepDataset"):
            call([{"input_ids": [1]}])
    several = _make(
        "plain", uneven, tmp_path, tokenizer, {"eval_data": {"one": packed, "two": uneven}})
    with pytest.raises(OptionError, match="which has 'one', 'two'"):
        several.evaluate("three")
    assert not seen.calls
    one = several.evaluate(several.eval_dataset["two"])
    assert one["eval_loss"] == pytest.approx(trainer.evaluate()["eval_loss"], rel=1e-5)
    assert several.predict("two").metrics["test_loss"] == pytest.approx(one["eval_loss"], rel=1e-5)


def test_a_data_set_without_a_validation_split_says_how_to_get_one(packed, tmp_path, tokenizer):
    without = build(tmp_path / "without", "none", validation="off")
    with pytest.raises(OptionError, match="(?s)eval_strategy='steps'.*--validation.*eval_data"):
        _make("sft", without, tmp_path, tokenizer, eval_strategy="steps", eval_steps=1)
    for given, where in ((without, "eval_data"), ({"one": without}, r"eval_data\['one'\]")):
        with pytest.raises(OptionError, match=f"{where}: .*--validation"):
            _make("sft", packed, tmp_path, tokenizer, {"eval_data": given})
    trainer = _make("sft", without, tmp_path, tokenizer)
    with pytest.raises(OptionError, match="--validation"):
        trainer.evaluate()


@pytest.mark.skipif(IS_OLD, reason="TRL 0.12 counts no tokens")
@pytest.mark.parametrize("batch", [1, 3])
def test_num_tokens_counts_every_row(packed, tmp_path, tokenizer, batch):
    trainer = PrepSFTTrainer(
        model=llama(), data=packed, processing_class=tokenizer, args=arguments(
            tmp_path, max_steps=2, gradient_accumulation_steps=2, per_device_train_batch_size=batch,
            include_num_input_tokens_seen="non_padding"))
    trainer.train()
    feeder = Feeder(packed, batch, seed=3)
    batches = iter(feeder)
    count = sum(int(next(batches)["attention_mask"].sum()) for _ in range(4))
    said = [entry["num_tokens"] for entry in trainer.state.log_history if "num_tokens" in entry]
    assert len(said) == 2 and said[-1] == count
    assert trainer.state.num_input_tokens_seen == count


def test_losses_that_metrics_are_given_are_one_a_row(uneven, tmp_path, tokenizer):
    seen = []

    def compute_metrics(prediction):
        seen.append(prediction.losses)
        return {}

    trainer = _make("plain", uneven, tmp_path, tokenizer, {
        "compute_metrics": compute_metrics, "preprocess_logits_for_metrics": _best},
        include_for_metrics=["loss"])
    trainer.evaluate()
    assert numpy.asarray(seen[0]).shape == (len(PrepDataset(uneven, "validation")),)
    assert torch.isfinite(torch.tensor(seen[0])).all()
