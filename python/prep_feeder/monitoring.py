"""What a run has seen of its data, beside the loss: for TensorBoard, W&B and whatever else reports.

    from prep_feeder.monitoring import DataMetrics

    trainer = PrepSFTTrainer(..., callbacks=[DataMetrics()])
"""
from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from typing import Any

from transformers import TrainerCallback
from transformers.trainer_callback import ExportableState

from ._loader import TrainingLoader
from ._manifest import read_manifest
from .errors import OptionError
from .feeder import Batch

__all__ = ["DataMetrics", "put_first"]


class DataMetrics(TrainerCallback, ExportableState):  # type: ignore[misc]
    """Adds to each logged loss what was seen of the data up to then, by all processes together:

    - ``data/rows``, ``data/tokens``, ``data/trained_tokens``: without padding. Checkpoints keep
      these counts, and a run that goes on counts on.
    - ``data/padding_share``: of the tokens in rows, those that are padding.
    - ``data/share/NAME``, ``data/epoch/NAME``: a data set's share of the rows, which a mixture's
      weights decide, and how often it has been gone through; NAME is its directory's.
    - ``data/wait_seconds``: how long this process has waited for batches since it began to train.
    - ``data/wait_share``: the same since the last log, as a share of the time.

    Belongs to trainers with `FeederMixin`, which let it run before the callbacks that report.
    """

    def __init__(self) -> None:
        self._loader: TrainingLoader | None = None
        self._data_sets: list[tuple[str, float, int]] = []
        # Rows, tokens and trained tokens of all processes: before this run, and in it.
        self._before = [0, 0, 0]
        self._in_run: Any = None
        # Those of this process: a tensor where batches are, so that counting waits for no device.
        self._own: Any = None
        self._waited, self._last_count, self._last_log = 0.0, 0.0, 0.0

    # Counting

    def on_train_begin(
        self, args: Any, state: Any, control: Any, train_dataloader: Any = None, **_: Any
    ) -> None:
        if not isinstance(train_dataloader, TrainingLoader):
            raise OptionError(
                "callbacks: DataMetrics counts what a feeder gives; expected a trainer with "
                f"FeederMixin, found one with a {type(train_dataloader).__name__}")
        self._loader = train_dataloader
        self._loader.on_batch = self._count
        feeder = self._loader.feeder
        self._data_sets = _data_sets(feeder._paths, feeder._weights, feeder.split)
        self._in_run = self._own = None
        saved = state.stateful_callbacks.get(type(self).__name__)
        self._before = _saved_totals(saved)
        # transformers saves a callback's state only where the checkpoint it went on from had one.
        state.stateful_callbacks[type(self).__name__] = self.state()
        self._waited, self._last_count = 0.0, 0.0
        self._last_log = time.monotonic()

    def _count(self, batch: Batch) -> None:
        import torch

        assert self._loader is not None
        feeder = self._loader.feeder
        is_token = (batch["input_ids"] != feeder.pad_token_id).view(feeder.batch_size, -1)
        counts = torch.stack([
            is_token.any(1).sum(), is_token.sum(), (batch["labels"] != -100).sum()])
        self._own = counts if self._own is None else self._own + counts

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        import torch.distributed

        if self._own is None:
            return
        # In every update, since not every process logs or saves.
        self._in_run = self._own.clone()
        if torch.distributed.is_available() and torch.distributed.is_initialized():
            torch.distributed.all_reduce(self._in_run)

    def _totals(self) -> list[int]:
        in_run = [0, 0, 0] if self._in_run is None else self._in_run.tolist()
        return [before + count for before, count in zip(self._before, in_run)]

    def state(self) -> dict[str, Any]:
        """What a checkpoint's ``trainer_state.json`` keeps."""
        return {"args": {}, "attributes": {"_before": self._totals()}}

    # Reporting

    def on_log(
        self, args: Any, state: Any, control: Any, logs: dict[str, float] | None = None, **_: Any
    ) -> None:
        # Evaluation and the end of training log too, and have seen nothing more.
        if self._loader is None or not logs or "loss" not in logs:
            return
        found = self._metrics()
        logs.update(found)
        # The trainer has put a copy of `logs` there.
        state.log_history[-1].update(found)

    def _metrics(self) -> dict[str, float]:
        assert self._loader is not None
        feeder = self._loader.feeder
        rows, tokens, trained = self._totals()
        metrics = {
            "data/rows": rows, "data/tokens": tokens, "data/trained_tokens": trained,
            "data/padding_share": 1 - tokens / max(1, rows * feeder.row_length)}
        for name, share, row_count in self._data_sets:
            metrics[f"data/share/{name}"] = share
            metrics[f"data/epoch/{name}"] = rows * share / row_count
        return metrics | self._wait()

    def _wait(self) -> dict[str, float]:
        assert self._loader is not None
        count = self._loader.feeder.counts["data_wait_nanoseconds"] / 1e9
        # A feeder that was moved elsewhere counts from its start again.
        waited = count - self._last_count if count >= self._last_count else count
        now = time.monotonic()
        share = waited / max(now - self._last_log, 1e-9)
        self._waited += waited
        self._last_count, self._last_log = count, now
        return {"data/wait_seconds": self._waited, "data/wait_share": share}


def put_first(handler: Any) -> None:
    """Lets `DataMetrics` see a trainer's logs before the callbacks that report them."""
    handler.callbacks.sort(key=lambda callback: not isinstance(callback, DataMetrics))


def _saved_totals(saved: Any) -> list[int]:
    """The counts in a checkpoint's state of this callback; zeros where it has none."""
    attributes = saved.get("attributes") if isinstance(saved, Mapping) else None
    found = attributes.get("_before") if isinstance(attributes, Mapping) else None
    if isinstance(found, list) and len(found) == 3 and all(type(count) is int for count in found):
        return found
    return [0, 0, 0]


def _data_sets(
    paths: Sequence[str], weights: Sequence[int] | None, split: str
) -> list[tuple[str, float, int]]:
    """Name, share and number of rows of each data set."""
    names = [os.path.basename(path) for path in paths]
    if len(set(names)) < len(names):
        names = [f"{number}-{name}" for number, name in enumerate(names)]
    weights = weights or [1] * len(paths)
    counts = [
        next(int(found["rows"]) for found in read_manifest(path)["splits"] if found["name"] == split)
        for path in paths]
    return [(name, weight / sum(weights), max(1, count))
            for name, weight, count in zip(names, weights, counts)]
