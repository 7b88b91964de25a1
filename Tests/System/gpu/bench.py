"""The device, the data set and the models' sizes that the checks of train.py share."""
from __future__ import annotations

import argparse
import gc
import importlib.util
from typing import Any

import torch

from prep_feeder import Feeder, PrepDataset


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
    return importlib.util.find_spec(module) is not None
