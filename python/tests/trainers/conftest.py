"""Data sets, a small Llama and trainers for both stacks; see Tests/System/trainers/run.sh."""
from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import torch
import transformers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from prep_feeder import PrepDataset

REPOSITORY = Path(__file__).parents[3]
PREP = REPOSITORY / ".build/release/prep"
# transformers 4.46 keeps numpy's random state in a checkpoint, which torch 2.6 and later do not load
# unless told that the file is trusted. These are the tests' own.
os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
IS_OLD = transformers.__version__.startswith("4.")
ROW_LENGTH = 128
# Tests share their cores with others: threads that spin for each other cost more than they bring.
torch.set_num_threads(1)


def build(
    folder: Path, pack: str, *, row_length: int = ROW_LENGTH, validation: str = "50"
) -> Path:
    subprocess.run(
        [PREP, "build", REPOSITORY / "fixtures/documents", "--output", folder, "--pack", pack,
         "--sequence-length", str(row_length), "--validation", validation, "--overlong", "drop",
         "--quiet"],
        check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def packed(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("data") / "packed", "best-fit")


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("data") / "unpacked", "none")


@pytest.fixture(scope="session")
def exported(packed) -> dict:
    """Labels by input_ids, as `prep export` prints them."""
    output = subprocess.run(
        [PREP, "export", packed, "--format", "jsonl"], check=True, capture_output=True, text=True)
    rows = [json.loads(line) for line in output.stdout.splitlines()]
    return {tuple(row["input_ids"]): row["labels"] for row in rows}


def llama(attention: str = "sdpa", **changes) -> LlamaForCausalLM:
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=128_256, hidden_size=16, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, max_position_embeddings=131_072,
        rope_theta=500_000.0, bos_token_id=128_000, eos_token_id=128_009,
        # Large enough that a record which sees another one has another loss.
        initializer_range=0.3,
        rope_scaling={
            "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
            "original_max_position_embeddings": 8192},
        **changes)
    return LlamaForCausalLM._from_config(config, attn_implementation=attention)


def load_tokenizer(**changes) -> PreTrainedTokenizerFast:
    """Llama 3.1's, of the files that Tests/System/trainers/run.sh made."""
    files = Path(os.environ["LLAMA_TOKENIZER"])
    return PreTrainedTokenizerFast(**{
        "tokenizer_file": str(files / "tokenizer.json"), "bos_token": "<|begin_of_text|>",
        "eos_token": "<|eot_id|>", "pad_token": "<|finetune_right_pad_id|>",
        "chat_template": (files / "oracle/llama3_1.jinja").read_text("utf-8"), **changes})


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    return load_tokenizer()


def arguments(folder: Path, kind: str = "sft", **options):
    from trl import SFTConfig

    fixed = dict(
        output_dir=str(folder), per_device_train_batch_size=2, per_device_eval_batch_size=2,
        learning_rate=1e-2, lr_scheduler_type="constant", logging_steps=1, report_to=[], seed=3,
        use_cpu=True, disable_tqdm=True, save_strategy="no", bf16=False, gradient_checkpointing=False)
    if kind == "sft":
        return SFTConfig(**{**fixed, **options})
    return transformers.TrainingArguments(**{**fixed, **options})


def losses(trainer) -> list:
    return [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]


class Recorder:
    """Keeps the keyword arguments of every forward of a model with labels."""

    def __init__(self, model) -> None:
        self.calls: list = []
        self._handle = model.register_forward_pre_hook(self._record, with_kwargs=True)

    def _record(self, _module, _positional, named) -> None:
        if named.get("labels") is not None:
            self.calls.append({
                name: value.clone() if torch.is_tensor(value) else value
                for name, value in named.items()})


def records(path: Path, split: str = "train"):
    """Each record by itself: input_ids and labels, [1, length]."""
    for row in PrepDataset(path, split):
        start = 0
        for length in row["segment_lengths"]:
            end = start + int(length)
            yield tuple(
                torch.tensor(row[name][start:end][None], dtype=torch.long)
                for name in ("input_ids", "labels"))
            start = end


def summed_loss(model, labels, **inputs) -> float:
    targets = labels[:, 1:]
    logits = model(**inputs).logits[:, :-1][targets != -100].double()
    return float(torch.nn.functional.cross_entropy(
        logits, targets[targets != -100], reduction="sum"))


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setitem(os.environ, "TOKENIZERS_PARALLELISM", "false")
