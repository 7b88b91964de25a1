"""Whole runs as people make them: TRL's trainer with a resume, and a model loaded in 4 bits."""
from __future__ import annotations

import json
import os
import tempfile
import time
from typing import Any

import torch

import models
from bench import Bench, NotRun, has
from check import require
from prep_feeder.attention import PackedAttention


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
        "precision": "nf4" if is_small else str(bench.dtype).removeprefix("torch."),
        "updates": updates, "losses": whole, "furthest_after_resume": furthest,
        "seconds_an_update": round(seconds / updates, 3)}


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
