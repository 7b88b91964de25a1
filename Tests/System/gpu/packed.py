"""Whether the records of a packed row are kept apart, whatever attention runs."""
from __future__ import annotations

from typing import Any

import torch

import models
from bench import Bench, has
from check import require
from prep_feeder.attention import PackedAttention


def packed(bench: Bench) -> dict[str, Any]:
    """The loss of each record in a packed row is that of the record alone, whatever attention runs.

    The records alone run with eager attention, without a mask. Beside it stands what the loss would
    be if the records of a row did see each other, so that the check is known to see it.
    """
    figures: dict[str, Any] = {}
    single = models.llama(bench.small, "eager", torch.float32, bench.device).eval()
    for layer in single.model.layers:
        # Random weights of the usual size attend to all tokens alike, and to little effect.
        layer.self_attn.q_proj.weight.data.mul_(4)
        layer.self_attn.o_proj.weight.data.mul_(4)
    rows = 8
    with bench.feeder(rows, layout="plain") as feeder:
        batch = next(iter(feeder))
    alone = torch.cat([losses_alone(single, batch, row) for row in range(rows)])
    require(len(alone) > rows, f"{len(alone)} records in {rows} rows: nothing is packed")
    blind = record_losses(
        single(batch["input_ids"], attention_mask=torch.ones_like(batch["input_ids"])).logits, batch)
    figures["records"] = len(alone)
    figures["difference if records saw each other"] = sight = difference(blind, alone)
    wanted = ["sdpa", "eager"]
    if not bench.is_tiny:
        wanted.append("flex_attention")
    for implementation in wanted + (["flash_attention_2"] if has("flash_attn") else []):
        dtypes = [torch.float32, torch.bfloat16]
        if bench.is_tiny or "flash_attention" in implementation:
            dtypes = [bench.dtype]
        for dtype in dtypes:
            model = models.llama(bench.small, implementation, dtype, bench.device).eval()
            model.load_state_dict(single.state_dict())
            attention = PackedAttention(model)
            attention.verify(model)
            with torch.no_grad(), bench.feeder(rows, layout=attention.layout) as feeder:
                other = next(iter(feeder))
                logits = model(**attention.complete(other)).logits
            found = difference(record_losses(logits.reshape(*batch["labels"].shape, -1), batch), alone)
            name = f"{implementation}, {str(dtype).removeprefix('torch.')}"
            figures[name] = found
            limit = 1e-3 if dtype == torch.float32 else 0.1
            require(
                found <= limit and found < sight / 4,
                f"{name}: a record's loss differs by {found:.3g} from that of the record alone; "
                f"where records see each other by {sight:.3g}")
    if not has("flash_attn"):
        figures["flash_attention_2"] = "not run: flash-attn is not installed"
    return figures


def difference(one: Any, other: Any) -> float:
    return float(f"{float((one - other).abs().max()):.3g}")


def segments(batch: dict[str, Any], row: int) -> list[tuple[int, int]]:
    """First and last token, exclusive, of the records of a row that train some token."""
    starts = (batch["position_ids"][row] == 0).nonzero()[:, 0].tolist()
    bounds = list(zip(starts, [*starts[1:], batch["position_ids"].shape[1]]))
    labels = batch["labels"][row]
    return [(start, end) for start, end in bounds if bool((labels[start + 1:end] != -100).any())]


def segment_loss(logits: Any, labels: Any) -> Any:
    return torch.nn.functional.cross_entropy(logits[:-1].float(), labels[1:], ignore_index=-100)


def losses_alone(model: Any, batch: dict[str, Any], row: int) -> Any:
    found = []
    with torch.no_grad():
        for start, end in segments(batch, row):
            logits = model(batch["input_ids"][row, start:end][None]).logits[0]
            found.append(segment_loss(logits, batch["labels"][row, start:end]))
    return torch.stack(found)


def record_losses(logits: Any, batch: dict[str, Any]) -> Any:
    return torch.stack([
        segment_loss(logits[row, start:end], batch["labels"][row, start:end])
        for row in range(len(batch["labels"])) for start, end in segments(batch, row)]).detach()
