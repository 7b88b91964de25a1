"""Fine-tunes Llama-3.1 by QLoRA, from JSON Lines to an adapter; run again, goes on.

    python train.py data.jsonl --model meta-llama/Llama-3.1-8B-Instruct --4bit     on a GPU
    python train.py data.jsonl                      a tiny random Llama, on the processor too
    python train.py --meta                          prints the shapes of the 8B model's adapter

OUTPUT gets the data set (`data`), checkpoints with the place in the data, what TensorBoard reads
(`runs`) and the adapter (`adapter`). A run that was killed goes on from its last whole checkpoint
when the same command is given again, and ends as it would have.
"""
from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import torch
import transformers
from trl import SFTConfig

import models
import prep_feeder
from prep_command import tokenizer
from prep_feeder.checkpoints import last_checkpoint
from prep_feeder.monitoring import DataMetrics
from prep_feeder.trainers import PrepSFTTrainer

#: What is not asked for: for a model of the Hub, and for the tiny one, which has two minutes.
LARGE = {"sequence_length": 2048, "epochs": 1, "learning_rate": 2e-4, "save_steps": 500, "log_steps": 10}
TINY = {"sequence_length": 256, "epochs": 2, "learning_rate": 5e-2, "save_steps": 6, "log_steps": 1}


def main() -> None:
    options = parse()
    if options.meta:
        models.print_shapes()
        return
    data = data_set(options)
    trainer = make_trainer(options, data)
    last = last_checkpoint(options.output)
    if last is not None and transformers.__version__.startswith("4."):
        # It keeps numpy's random state, which torch 2.6 and later load of trusted files alone: our own.
        os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
    print(f"going on from {last}" if last else "starting", flush=True)
    trainer.train(resume_from_checkpoint=last)
    trainer.save_model(str(options.output / "adapter"))
    trainer.save_state()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    print(f"loss {losses[0]:.4f} at first, {losses[-1]:.4f} at last: {options.output / 'adapter'}")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", nargs="*", help="JSON Lines, or one data set of `prep build`")
    parser.add_argument("--output", type=Path, default=Path("trained"))
    parser.add_argument("--model", help="a name on the Hub or a folder; else a tiny random Llama")
    parser.add_argument("--4bit", dest="in_four_bits", action="store_true", help="NF4 by bitsandbytes")
    parser.add_argument("--meta", action="store_true")
    parser.add_argument("--tokenizer", help="a model's folder or tokenizer.json; else it is fetched")
    parser.add_argument("--report-to", nargs="*", default=["tensorboard"], help="tensorboard wandb ...")
    parser.add_argument("--batch-size", type=int, default=1)
    parser.add_argument("--accumulation", type=int, default=4)
    parser.add_argument("--max-steps", type=int, default=-1, help="updates; else --epochs decides")
    for name, value in LARGE.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value))
    options = parser.parse_args()
    if not options.data and not options.meta:
        parser.error("expected a file of JSON Lines, or a data set of `prep build`")
    for name, value in (LARGE if options.model else TINY).items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    return options


def data_set(options: argparse.Namespace) -> str:
    """The data set's folder, built where it is not there yet."""
    if (Path(options.data[0]) / "manifest.json").exists():
        (path,) = options.data
        return path
    if options.tokenizer is None:
        tokenizer.fetch()
    built = prep_feeder.build(
        options.data, options.output / "data", sequence_length=options.sequence_length,
        tokenizer=options.tokenizer)
    print(f"{built.records_kept} records of {built.records_in} in {built.rows} rows of "
          f"{built.row_length} tokens")
    return built.path


def make_trainer(options: argparse.Namespace, data: str) -> Any:
    has_device, precision = torch.cuda.is_available(), models.compute_type()
    # One line in TensorBoard, however often the run is started: by transformers 4's argument, and by
    # what later ones read.
    os.environ["TENSORBOARD_LOGGING_DIR"] = runs = str(options.output / "runs")
    logging = {"logging_dir": runs} if transformers.__version__.startswith("4.") else {}
    args = SFTConfig(
        output_dir=str(options.output), per_device_train_batch_size=options.batch_size,
        gradient_accumulation_steps=options.accumulation, num_train_epochs=options.epochs,
        max_steps=options.max_steps, learning_rate=options.learning_rate, warmup_steps=5,
        save_steps=options.save_steps, save_total_limit=3, logging_steps=options.log_steps,
        bf16=precision == torch.bfloat16, fp16=precision == torch.float16, use_cpu=not has_device,
        gradient_checkpointing=has_device, gradient_checkpointing_kwargs={"use_reentrant": False},
        # For several processes: transformers 5's default.
        average_tokens_across_devices=True, report_to=options.report_to, seed=1, **logging)
    model = models.load(options.model, options.in_four_bits) if options.model else models.tiny()
    if not options.model:
        # The stand-in for a tokenizer is none that could be checked.
        prep_feeder.check(data, model=model)
    trainer = PrepSFTTrainer(
        model=model, data=data, args=args, peft_config=models.lora(), callbacks=[DataMetrics()],
        processing_class=models.load_tokenizer(options.model), checks=bool(options.model))
    if precision == torch.float16:
        # TRL makes the adapter of a 4-bit model bf16, of which fp16's scaling of gradients knows nothing.
        for weight in trainer.model.parameters():
            if weight.requires_grad:
                weight.data = weight.data.float()
    return trainer


if __name__ == "__main__":
    main()
