"""Trains from the feeder on a CUDA device: an 8B-shaped Llama with random weights and LoRA.

Usage: train.py DATA_SET [--tiny] [--only NAME,...] [--steps N] [--json FILE]

Needs torch, transformers and peft; `sft` needs TRL too, and the parts in 4 bits bitsandbytes: what is
not there is not run, and that is said. --tiny takes a model of a few weights on the processor: that
shows that the checks work, and nothing of a device. Exit status 1 where a check failed.
"""
from __future__ import annotations

import argparse
import gc
import json
import os
import random
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("PYTORCH_CUDA_ALLOC_CONF", "expandable_segments:True")

import torch

import models
from check import Failed, endless, repeat, require
from prep_feeder import Feeder, PrepDataset
from prep_feeder.attention import PackedAttention


class NotRun(Exception):
    """What a check would need."""


class Bench:
    """The device, the data set and the size of the models."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.data, self.is_tiny, self.steps = options.data, options.tiny, options.steps
        self.device = torch.device("cpu" if self.is_tiny else "cuda")
        self.large, self.small = ("tiny", "tiny") if self.is_tiny else ("8B", "small")
        # bf16 is slow on processors without instructions for it.
        self.dtype = torch.float32 if self.is_tiny else torch.bfloat16
        self.row_length = int(PrepDataset(self.data).row_length)

    def title(self) -> str:
        if self.is_tiny:
            return "the processor, with a tiny model: no figure here says anything of a device"
        return f"{torch.cuda.get_device_name()}, torch {torch.__version__}"

    def feeder(self, rows: int, **options: Any) -> Feeder:
        return Feeder(self.data, rows, seed=3, device=None if self.is_tiny else "cuda", **options)

    def drain(self) -> None:
        if not self.is_tiny:
            torch.cuda.synchronize()

    def forget(self) -> None:
        gc.collect()
        if not self.is_tiny:
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats()

    def peak_gigabytes(self) -> float | None:
        return None if self.is_tiny else round(torch.cuda.max_memory_allocated() / 1e9, 2)


def has(module: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(module) is not None


# Packed rows


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


# Steps


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


# The trainer


def sft(bench: Bench) -> dict[str, Any]:
    """TRL's trainer on the feeder: what resumes from a checkpoint ends as what was not stopped."""
    for module in ("trl", "datasets"):
        if not has(module):
            raise NotRun(f"{module} is not installed")
    is_small = has("bitsandbytes") and not bench.is_tiny
    updates = 4 if bench.is_tiny else 8
    with tempfile.TemporaryDirectory() as folder:
        whole, seconds = trained(bench, folder, updates, is_small, None)
        checkpoint = os.path.join(folder, f"checkpoint-{updates // 2}")
        with open(os.path.join(checkpoint, "feeder.json"), encoding="utf-8") as file:
            require(bool(json.load(file)), f"{checkpoint} holds no state of the feeder")
        resumed, _ = trained(bench, folder, updates, is_small, checkpoint)
    require(len(whole) == updates, f"{len(whole)} losses of {updates} updates")
    require(len(resumed) == updates - updates // 2, f"{len(resumed)} losses after the resume")
    furthest = max(abs(one - other) for one, other in zip(whole[updates // 2:], resumed))
    require(furthest <= 2e-3 * whole[-1], f"resumed: {resumed}; not stopped: {whole}")
    return {
        "precision": "nf4" if is_small else "bf16", "updates": updates, "losses": whole,
        "furthest_after_resume": furthest, "seconds_an_update": round(seconds / updates, 3)}


def trained(
    bench: Bench, folder: str, updates: int, is_small: bool, checkpoint: str | None
) -> tuple[list[float], float]:
    """The losses of a run, and the seconds that it took."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from transformers import PreTrainedTokenizerFast
    from trl import SFTConfig

    from prep_feeder.trainers import PrepSFTTrainer

    bench.forget()
    model = models.llama(bench.large, "sdpa", bench.dtype, bench.device)
    if is_small:
        model = models.in_four_bits(model)
    words = {"<|finetune_right_pad_id|>": 0, "<|eot_id|>": 1}
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(WordLevel(words, unk_token="<|eot_id|>")),
        pad_token="<|finetune_right_pad_id|>", eos_token="<|eot_id|>")
    arguments = SFTConfig(
        folder, per_device_train_batch_size=1, gradient_accumulation_steps=4, max_steps=updates,
        save_steps=updates // 2, save_only_model=False, logging_steps=1, learning_rate=1e-4,
        lr_scheduler_type="constant", bf16=not bench.is_tiny, gradient_checkpointing=True,
        report_to=[], disable_tqdm=True, dataloader_pin_memory=False, use_cpu=bench.is_tiny)
    trainer = PrepSFTTrainer(
        model=model, data=bench.data, args=arguments, processing_class=tokenizer,
        peft_config=models.lora(), checks=False)
    start = time.perf_counter()
    trainer.train(resume_from_checkpoint=checkpoint)
    seconds = time.perf_counter() - start
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    first = 0 if checkpoint is None else updates // 2
    return losses[-(updates - first):], seconds


def loading(bench: Bench) -> dict[str, Any]:
    """`from_pretrained` in 4 bits, as the run that prep has to serve first loads its model."""
    if not has("bitsandbytes"):
        raise NotRun("bitsandbytes is not installed")
    if bench.is_tiny:
        raise NotRun("needs a device")
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    with tempfile.TemporaryDirectory() as folder:
        models.llama("small", "sdpa", torch.bfloat16, bench.device).save_pretrained(folder)
        model = AutoModelForCausalLM.from_pretrained(
            folder, device_map="auto", quantization_config=BitsAndBytesConfig(
                load_in_4bit=True, bnb_4bit_quant_type="nf4",
                bnb_4bit_compute_dtype=torch.bfloat16))
        attention = PackedAttention(model)
        attention.verify(model)
        with bench.feeder(2, layout=attention.layout) as feeder:
            loss = float(model(**attention.complete(next(iter(feeder)))).loss)
    require(0 < loss < 20, f"a loss of {loss}")
    return {"class": type(model.model.layers[0].mlp.up_proj).__name__, "loss": round(loss, 3)}


CHECKS = {check.__name__: check for check in (packed, loading, bf16, nf4, sft)}


def versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("torch", "transformers", "peft", "trl", "accelerate", "bitsandbytes", "flash-attn"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--tiny", action="store_true", help="a few weights, on the processor")
    parser.add_argument("--only", default=",".join(CHECKS))
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--json", help="where to write the figures")
    options = parser.parse_args()
    bench = Bench(options)
    print(f"{bench.title()}; {versions()}", flush=True)
    results: dict[str, Any] = {}
    failures = 0
    for name in options.only.split(","):
        start = time.perf_counter()
        try:
            results[name] = CHECKS[name](bench)
            word = "passed"
        except NotRun as reason:
            results[name], word = {"not_run": str(reason)}, "not run"
        except Exception as error:  # What a check meets must not keep the others from being run.
            failures += 1
            results[name], word = {"failed": f"{type(error).__name__}: {error}"}, "FAILED"
            if not isinstance(error, Failed):
                traceback.print_exc()
        bench.forget()
        seconds = time.perf_counter() - start
        print(f"{word:7} {name}, {seconds:.1f} s: {json.dumps(results[name])}", flush=True)
        if options.json:
            with open(options.json, "w", encoding="utf-8") as file:
                json.dump(
                    {"device": bench.title(), "versions": versions(), "results": results}, file,
                    indent=1)
    print(f"{failures} failed, on {bench.title()}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
