"""What differs between versions of transformers, TRL and datasets, and is set right here."""
from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from .feeder import Batch

__all__ = [
    "counting_tokens", "has_fused_head", "multiplies_evaluation_loss", "without_progress_bars",
]


def has_fused_head(trainer: Any) -> bool:
    """Whether the trainer's model takes ``fused_lm_head=True`` and trains with it (TRL 1.16)."""
    try:
        from trl import SFTTrainer
        from trl.trainer import utils
    except ImportError:
        return False
    return isinstance(trainer, SFTTrainer) and hasattr(utils, "add_fused_lm_head")


def multiplies_evaluation_loss(trainer: Any) -> bool:
    """Whether this trainer multiplies a loss by the number of processes without a count of items."""
    from transformers import Trainer, __version__

    is_old = tuple(int(part) for part in __version__.split(".")[:2]) < (4, 48)
    takes = getattr(trainer, "model_accepts_loss_kwargs", False)
    return bool(is_old and isinstance(trainer, Trainer) and takes
                and trainer.args.average_tokens_across_devices)


@contextlib.contextmanager
def counting_tokens(trainer: Any, inputs: Batch, pad_token: int) -> Iterator[None]:
    """Sets TRL's ``num_tokens`` right, which without an attention mask counts one row of a batch.

    Counts tokens of all processes that are not padding, as TRL does where there is a mask.
    """
    before = getattr(trainer, "_total_train_tokens", None)
    yield
    if before is None or not trainer.model.training:
        return
    count = (inputs["input_ids"] != pad_token).sum()[None]
    trainer._total_train_tokens = before + int(trainer.accelerator.gather(count).sum())
    trainer._metrics["train"]["num_tokens"] = [trainer._total_train_tokens]


@contextlib.contextmanager
def without_progress_bars() -> Iterator[None]:
    """Keeps `datasets` from showing progress over the one row that stands in for the data set."""
    try:
        from datasets import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars
    except ImportError:
        yield
        return
    if are_progress_bars_disabled():
        yield
        return
    disable_progress_bars()
    try:
        yield
    finally:
        enable_progress_bars()
