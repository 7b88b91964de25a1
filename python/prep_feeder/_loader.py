"""The object that a Hugging Face trainer takes for its DataLoader."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ._files import read_json, replacing
from .attention import PackedAttention
from .dataset import PrepDataset
from .errors import StateError
from .feeder import Batch, Feeder

__all__ = ["STATE_NAME", "EvaluationLoader", "TrainingLoader"]

#: The file of a checkpoint that holds the place in the data.
STATE_NAME = "feeder.json"
_VERSION = 1


class EvaluationLoader:
    """Every row of a split once in each iteration, in the order of the shards."""

    def __init__(self, feeder: Feeder, attention: PackedAttention, dataset: Any) -> None:
        self.feeder, self.dataset, self.batch_size = feeder, dataset, feeder.batch_size
        self._attention = attention

    def __len__(self) -> int:
        return len(self.feeder)

    def __iter__(self) -> Iterator[Batch]:
        return map(self._attention.complete, self.feeder)


class TrainingLoader:
    """The micro-batches of one epoch in each iteration, a whole number of updates of them.

    An update takes ``accumulation`` micro-batches. Where an epoch's steps do not fill the last one,
    it is filled up with batches without labels, so that no row is left out, none comes twice, and
    every epoch begins with an update of its own. Trainers differ in what they do otherwise: transformers
    4.46 carries such a rest over into the next epoch or leaves it out.

    Iterating begins at the start of the epoch that `set_epoch` named, or, in the epoch of a loaded
    state, at its place; an iteration that was broken off has no effect on the next.
    """

    def __init__(
        self, feeder: Feeder, attention: PackedAttention, dataset: PrepDataset, accumulation: int
    ) -> None:
        self.feeder, self.dataset, self.batch_size = feeder, dataset, feeder.batch_size
        self._attention, self.accumulation = attention, accumulation
        self._epoch = 0
        self._resumed: tuple[int, int] | None = None
        #: Micro-batches given out in the epoch of the last iteration.
        self.taken = 0

    @property
    def rows_per_update(self) -> int:
        """Rows of all ranks in an update."""
        return self.feeder.batch_size * self.feeder.world_size * self.accumulation

    def __len__(self) -> int:
        return -(-len(self.feeder) // self.accumulation) * self.accumulation

    def set_epoch(self, epoch: int) -> None:
        """Lets the next iteration go through `epoch`."""
        if self._resumed is not None and epoch != self._resumed[0]:
            raise StateError(
                f"the trainer goes on in epoch {epoch}, the data in epoch {self._resumed[0]}: "
                "resume with the batch size, accumulation and number of processes that multiply to "
                "the rows an update took")
        self._epoch = epoch

    def __iter__(self) -> Iterator[Batch]:
        self.taken = 0 if self._resumed is None else self._resumed[1]
        self._resumed = None
        return self._batches()

    def _batches(self) -> Iterator[Batch]:
        steps = len(self.feeder)
        # At least the last batch is read: it fills up the last update.
        last = min(self.taken, steps - 1)
        self._go(self._epoch * steps + last)
        for number, batch in enumerate(self.feeder, last):
            if number < self.taken:
                continue
            self.taken += 1
            yield self._attention.complete(batch)
        for _ in range(self.taken, len(self)):
            self.taken += 1
            yield self._attention.complete(_without_labels(batch))

    def _go(self, step: int) -> None:
        if self.feeder.step != step:
            self.feeder.load_state_dict({**self.feeder.state_dict(), "step": step})

    def state(self) -> dict[str, Any]:
        """The place behind the last micro-batch that was given out."""
        rows = self.taken * self.feeder.batch_size * self.feeder.world_size
        return {
            "format": "prep trainer state", "version": _VERSION,
            "epoch": self._epoch, "rows": rows, "rows_per_update": self.rows_per_update,
            "feeder": self.feeder.state_dict()}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Lets the next iteration go on where `state` was taken.

        The batch size, accumulation and number of processes may be others as long as an update
        takes as many rows.
        """
        feeder = self.feeder
        if state.get("format") != "prep trainer state" or state.get("version") != _VERSION:
            raise StateError("the saved state is none of a trainer, version 1")
        if state["rows_per_update"] != self.rows_per_update:
            raise StateError(
                f"the saved state is of a run with {state['rows_per_update']} rows an update; here "
                f"it is {feeder.batch_size} rows x {feeder.world_size} processes x "
                f"{self.accumulation} accumulated = {self.rows_per_update}")
        rows_per_step = feeder.batch_size * feeder.world_size
        taken, rest = divmod(int(state["rows"]), rows_per_step)
        if rest:
            raise StateError(
                f"the saved state is at row {state['rows']} of its epoch, which is no multiple of "
                f"the {rows_per_step} rows of a step")
        epoch = int(state["epoch"])
        if taken >= len(self):
            epoch, taken = epoch + 1, 0
        # Says what differs where the order is another one.
        feeder.load_state_dict({
            **state["feeder"], "global_batch_size": rows_per_step,
            "step": epoch * len(feeder) + min(taken, len(feeder))})
        self._resumed = (epoch, taken)
        self._epoch, self.taken = epoch, taken

    def save(self, folder: Path) -> None:
        """Writes the state into a checkpoint's folder, whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(folder / STATE_NAME) as file:
            file.write((json.dumps(self.state(), indent=1) + "\n").encode())


def read_state(folder: Path) -> dict[str, Any]:
    """The state that `TrainingLoader.save` wrote."""
    path = folder / STATE_NAME
    try:
        state: dict[str, Any] = read_json(path)
    except OSError as error:
        raise StateError(
            f"{folder} holds no place in the data: {error}; it was not saved by a trainer with a "
            "feeder, and where it stopped in the data cannot be known") from None
    except ValueError as error:
        raise StateError(f"{path} is no JSON: {error}") from None
    return state


def _without_labels(batch: Batch) -> Batch:
    labels = batch["labels"]
    return {**batch, "labels": labels.new_full(labels.shape, -100)}
