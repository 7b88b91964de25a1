"""What a training step costs from the feeder, and from what else gives batches."""
from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

import torch

import models
from bench import Bench, NotRun, has
from check import endless, repeat
from prep_feeder import PrepDataset
from prep_feeder.attention import PackedAttention


class Step:
    """A model with an adapter, and what a step of its training does."""

    def __init__(self, bench: Bench, precision: str) -> None:
        from peft import get_peft_model

        if precision == "nf4" and not has("bitsandbytes"):
            raise NotRun("bitsandbytes is not installed")
        base = models.llama(bench.large, "sdpa", bench.dtype, bench.device)
        if precision == "nf4":
            base = models.in_four_bits(base)
        base.config.use_cache = False
        for weight in base.parameters():
            weight.requires_grad_(False)
        base.enable_input_require_grads()
        self.base, self.model = base, get_peft_model(base, models.lora())
        self.model.train()
        self.attention = PackedAttention(base)
        trained = [weight for weight in self.model.parameters() if weight.requires_grad]
        self.trained = sum(weight.numel() for weight in trained)
        self.optimizer = torch.optim.AdamW(trained, lr=1e-4, fused=not bench.is_tiny)

    def checkpoint(self, is_on: bool) -> None:
        if is_on:
            self.base.gradient_checkpointing_enable({"use_reentrant": False})
        else:
            self.base.gradient_checkpointing_disable()

    def run(self, batch: dict[str, Any]) -> Any:
        loss = self.model(**batch).loss
        loss.backward()
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return loss.detach()


def loader_batches(bench: Bench, rows: int) -> Iterator[Any]:
    """torch's DataLoader on the same rows, with pinned memory and two worker processes."""
    columns = ("input_ids", "labels", "position_ids")
    data = PrepDataset(bench.data)
    listed = [
        {name: torch.from_numpy(data[number][name]).long() for name in columns}
        for number in range(len(data))]
    loader = torch.utils.data.DataLoader(
        listed, batch_size=rows, shuffle=True, drop_last=True, pin_memory=not bench.is_tiny,
        num_workers=0 if bench.is_tiny else 2, persistent_workers=not bench.is_tiny)
    while True:
        for batch in loader:
            yield {name: value.to(bench.device, non_blocking=True) for name, value in batch.items()}


def steps(bench: Bench, step: Step, rows: int, count: int) -> dict[str, Any]:
    """`count` steps of each way to get batches, in turns of five: milliseconds a step and in `next`."""
    complete = step.attention.complete
    with bench.feeder(rows, layout=step.attention.layout) as feeder:
        kept = next(iter(feeder))
        causal = {"input_ids": kept["input_ids"], "labels": kept["labels"], "use_cache": False}
        ways: dict[str, Iterator[Any]] = {
            "cached": repeat(complete(kept)),
            "feeder": (complete(batch) for batch in endless(feeder)),
            "DataLoader, pinned": (complete(batch) for batch in loader_batches(bench, rows)),
            "cached, records not kept apart": repeat(causal)}
        milliseconds: dict[str, list[float]] = {name: [] for name in ways}
        waits: dict[str, list[float]] = {name: [] for name in ways}
        turn, draw = min(5, count), random.Random(1)
        for way in ways.values():
            step.run(next(way))
        for _ in range(max(1, count // turn)):
            # In another order each time: a step takes longer or shorter than the one before for
            # reasons of its own.
            for name in draw.sample(list(ways), len(ways)):
                way = ways[name]
                bench.drain()
                waited, start = 0.0, time.perf_counter()
                for _ in range(turn):
                    before = time.perf_counter()
                    batch = next(way)
                    waited += time.perf_counter() - before
                    step.run(batch)
                bench.drain()
                milliseconds[name].append((time.perf_counter() - start) / turn * 1e3)
                waits[name].append(waited / turn * 1e3)
    figures: dict[str, Any] = {"rows": rows, "steps": len(milliseconds["cached"]) * turn}
    for name in ways:
        median = statistics.median(milliseconds[name])
        in_next = statistics.median(waits[name])
        figures[name] = {
            "ms_a_step": round(median, 2), "ms_in_next": round(in_next, 4),
            "share_in_next": round(in_next / median, 6),
            "tokens_per_second": round(rows * bench.row_length / median * 1e3)}
        if name != "cached":
            more = [own / base - 1 for own, base in zip(milliseconds[name], milliseconds["cached"])]
            figures[name]["more_than_cached"] = quartiles(more)
    peak = next((flops for part, flops in models.PEAK_FLOPS.items() if part in bench.title()), None)
    if peak:
        needed = models.training_flops_per_token(step.base, bench.row_length)
        figures["model_flops_utilisation"] = round(
            figures["feeder"]["tokens_per_second"] * needed / peak, 4)
    return figures


def quartiles(values: list[float]) -> list[float]:
    """First quartile, median and third quartile."""
    cuts = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return [round(cut, 4) for cut in cuts]


def training(bench: Bench, precision: str) -> dict[str, Any]:
    step = Step(bench, precision)
    figures: dict[str, Any] = {"trained_weights": step.trained}
    for rows in (1, 4):
        step.checkpoint(True)
        figures[f"batch {rows}, checkpointing"] = steps(
            bench, step, rows, bench.steps if rows == 1 else max(1, bench.steps // 5))
    figures["peak_gigabytes"] = memory(bench, step)
    return figures


def memory(bench: Bench, step: Step) -> dict[str, Any]:
    """The most memory that a step takes, by rows and checkpointing."""
    peaks: dict[str, Any] = {}
    for is_on in (True, False):
        step.checkpoint(is_on)
        for rows in (1, 2, 4):
            name = f"batch {rows}, {'' if is_on else 'no '}checkpointing"
            bench.forget()
            with bench.feeder(rows, layout=step.attention.layout) as feeder:
                batch = step.attention.complete(next(iter(feeder)))
            try:
                step.run(batch)
                peaks[name] = bench.peak_gigabytes()
            except torch.OutOfMemoryError:
                peaks[name] = "out of memory"
                step.optimizer.zero_grad(set_to_none=True)
    return peaks


def bf16(bench: Bench) -> dict[str, Any]:
    """A LoRA step of the model in bf16: from the feeder, from a batch that is there already, and
    from torch's DataLoader."""
    return training(bench, "bf16")


def nf4(bench: Bench) -> dict[str, Any]:
    """The same in 4 bits, which is QLoRA."""
    return training(bench, "nf4")
