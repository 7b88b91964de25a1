"""Packed rows never attend across records."""
from __future__ import annotations

import pytest
import torch
from conftest import IS_OLD, build, llama, records, summed_loss

from prep_feeder import Feeder, MismatchError
from prep_feeder.attention import PackedAttention, block_diagonal_mask

ATTENTIONS = ["sdpa", "eager"]


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """Rows that several records fit into."""
    return build(tmp_path_factory.mktemp("data") / "several", "best-fit", validation="20")


def _segments(batch):
    """The tokens of each segment, row by row, without padding."""
    lengths = []
    for positions, mask in zip(batch["position_ids"], batch["attention_mask"]):
        starts = ((positions == 0) & (mask == 1)).nonzero()[:, 0].tolist()
        ends = [*starts[1:], int(mask.sum())]
        lengths.append([end - start for start, end in zip(starts, ends)])
    return lengths


def _batch(path):
    """The four rows, one after the other, that hold the most records."""
    batch = max(Feeder(path, 4, shuffle="off"), key=lambda batch: sum(map(len, _segments(batch))))
    assert sum(map(len, _segments(batch))) > 6
    return batch


@pytest.mark.parametrize("attention", ATTENTIONS)
@pytest.mark.parametrize("is_training", [True, False])
def test_loss_of_packed_rows_is_that_of_their_records_alone(packed, attention, is_training):
    model = llama(attention).train(is_training)
    form = PackedAttention(model)
    feeder = Feeder(packed, 4, shuffle="off")
    with torch.no_grad():
        alone = sum(summed_loss(model, labels, input_ids=ids) for ids, labels in records(packed))
        together = sum(
            summed_loss(model, batch.pop("labels"), **batch)
            for batch in map(form.complete, feeder))
    assert together == pytest.approx(alone, rel=1e-4)


@pytest.mark.parametrize("attention", ATTENTIONS)
def test_gradients_of_packed_rows_are_those_of_their_records(packed, attention):
    model = llama(attention)
    rows = _batch(packed)
    batch = PackedAttention(model).complete(rows)
    labels = batch.pop("labels")
    _sum(model(**batch).logits, labels).backward()
    together = model.model.layers[0].self_attn.q_proj.weight.grad.clone()
    model.zero_grad()
    for row, lengths in enumerate(_segments(rows)):
        start = 0
        for length in lengths:
            one = slice(start, start + length)
            ids, labels = rows["input_ids"][row, None, one], rows["labels"][row, None, one]
            _sum(model(input_ids=ids).logits, labels).backward()
            start += length
    alone = model.model.layers[0].self_attn.q_proj.weight.grad
    assert torch.allclose(together, alone, rtol=1e-3, atol=1e-5 * float(alone.abs().max()))


def _sum(logits, labels):
    return torch.nn.functional.cross_entropy(
        logits[:, :-1].reshape(-1, logits.shape[-1]), labels[:, 1:].reshape(-1), reduction="sum")


@pytest.mark.parametrize("attention", ATTENTIONS)
def test_trap_a_two_dimensional_mask_lets_records_attend_to_each_other(packed, attention):
    # What the test above would miss if it could not fail.
    model = llama(attention)
    batch = _batch(packed)
    with torch.no_grad():
        right = summed_loss(model, batch["labels"], **_inputs(PackedAttention(model).complete(batch)))
        wrong = summed_loss(model, batch["labels"], **_inputs(batch))
    assert abs(wrong - right) > 1e-3 * right


def _inputs(batch):
    return {name: value for name, value in batch.items() if name != "labels"}


@pytest.mark.parametrize("attention", ATTENTIONS)
def test_trap_position_ids_alone_isolate_nothing_while_a_cache_is_filled(packed, attention):
    # True of 4.46 in any case, and of 5.x because Llama's configuration says use_cache.
    model = llama(attention)
    batch = _batch(packed)
    bare = {name: batch[name] for name in ("input_ids", "position_ids")}
    with torch.no_grad():
        right = summed_loss(model, batch["labels"], **_inputs(PackedAttention(model).complete(batch)))
        cached = summed_loss(model, batch["labels"], **bare)
        uncached = summed_loss(model, batch["labels"], **bare, use_cache=False)
    assert abs(cached - right) > 1e-3 * right
    assert (abs(uncached - right) > 1e-3 * right) == IS_OLD


@pytest.mark.parametrize("attention", ATTENTIONS)
def test_trailing_padding_does_not_matter(packed, attention):
    model = llama(attention)
    form = PackedAttention(model)
    batch = _batch(packed)
    padding = batch["attention_mask"] == 0
    assert padding.any()
    other = {**batch, "input_ids": torch.where(padding, 17, batch["input_ids"])}
    with torch.no_grad():
        results = [
            summed_loss(model, each["labels"], **_inputs(form.complete(each)))
            for each in (batch, other)]
    assert results[0] == results[1]


@pytest.mark.parametrize("attention", ATTENTIONS)
def test_verify_accepts_what_isolates(attention):
    model = llama(attention).train()
    PackedAttention(model).verify(model)
    assert model.training


@pytest.mark.parametrize("attention", ATTENTIONS)
def test_verify_refuses_a_model_that_ignores_the_arguments(attention):
    model = llama(attention)
    form = PackedAttention(model)
    forward = model.forward

    def careless(input_ids, position_ids=None, attention_mask=None, **_):
        return forward(input_ids=input_ids)

    model.forward = careless
    with pytest.raises(MismatchError, match="lets a record attend"):
        form.verify(model)


def test_unknown_attention_is_refused():
    model = llama("sdpa")
    model.config._attn_implementation_internal = "of_somebody_else"
    model.config._attn_implementation_autoset = False
    with pytest.raises(MismatchError, match="of_somebody_else"):
        PackedAttention(model)


def test_flash_attention_gets_positions_and_no_mask(packed):
    model = llama("sdpa")
    model.config._attn_implementation_internal = "flash_attention_2"
    form = PackedAttention(model)
    assert form.layout == ("plain" if IS_OLD else "padding_free")
    batch = form.complete(next(iter(Feeder(packed, 2, layout=form.layout))))
    assert "attention_mask" not in batch and "position_ids" in batch
    assert ("cu_seq_lens_q" in batch) != IS_OLD


def test_block_diagonal_mask_is_the_obvious_one():
    positions = torch.tensor([[0, 1, 2, 0, 1, 0, 0], [0, 1, 2, 3, 4, 5, 6]])
    mask = block_diagonal_mask(positions, torch.float32)
    for row, segments in enumerate(([0, 0, 0, 1, 1, 2, 3], [0] * 7)):
        for query in range(7):
            for key in range(7):
                allowed = key <= query and segments[key] == segments[query]
                expected = 0 if allowed else torch.finfo(torch.float32).min
                assert mask[row, 0, query, key] == expected


@pytest.mark.skipif(IS_OLD, reason="TRL 0.12 has no fused head")
def test_verify_of_a_fused_head_sees_what_the_logits_show():
    from trl.trainer.utils import add_fused_lm_head

    model = llama("sdpa")
    add_fused_lm_head(model)
    form = PackedAttention(model)
    form.verify(model, has_fused_head=True)
    decoder = model.model.forward
    model.model.forward = lambda input_ids, **_: decoder(input_ids=input_ids)
    for has_fused_head in (True, False):
        with pytest.raises(MismatchError, match="lets a record attend"):
            form.verify(model, has_fused_head=has_fused_head)
