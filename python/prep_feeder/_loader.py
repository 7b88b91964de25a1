"""The object that a Hugging Face trainer takes for its DataLoader."""
from __future__ import annotations

import collections
import json
from collections.abc import Callable, Iterator, Mapping
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
_FORMAT, _VERSION = "prep trainer state", 1
#: What transformers writes beside it.
_TRAINER_NAME = "trainer_state.json"


class EvaluationLoader:
    """Every row of a split once in each iteration, in the order of the shards."""

    def __init__(self, feeder: Feeder, attention: PackedAttention, dataset: Any) -> None:
        self.feeder, self.dataset, self.batch_size = feeder, dataset, feeder.batch_size
        self._attention = attention
        #: Of the batch that was given out last, which rows are the split's and not padding, as a
        #: tensor of booleans [batch_size]; None where all are, on every rank.
        self.real_rows: Any = None

    def __len__(self) -> int:
        return len(self.feeder)

    def __iter__(self) -> Iterator[Batch]:
        last = len(self) - 1 if self.feeder.info["padded_rows_per_epoch"] else None
        for number, batch in enumerate(self.feeder):
            self.real_rows = None
            if number == last:
                ids = batch["input_ids"].view(self.batch_size, -1)
                self.real_rows = (ids != self.feeder.pad_token_id).any(1)
            yield self._attention.complete(batch)


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
        # The feeder's steps of those that `trained` was not asked for; None for one without labels.
        self._given: collections.deque[int | None] = collections.deque()
        #: Is shown each batch of the feeder before the trainer gets it.
        self.on_batch: Callable[[Batch], None] | None = None

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
        self._given.clear()
        return self._batches()

    def trained(self) -> int | None:
        """The feeder's step of the earliest batch that this was not asked for: trainers take the
        batches of an update first, and train on them then, in the same order."""
        return self._given.popleft() if self._given else None

    def _batches(self) -> Iterator[Batch]:
        steps = len(self.feeder)
        # At least the last batch is read: it fills up the last update.
        last = min(self.taken, steps - 1)
        self._go(self._epoch * steps + last)
        for number, batch in enumerate(self.feeder, last):
            if number < self.taken:
                continue
            self.taken += 1
            self._given.append(self._epoch * steps + number)
            if self.on_batch is not None:
                self.on_batch(batch)
            yield self._attention.complete(batch)
        for _ in range(self.taken, len(self)):
            self.taken += 1
            self._given.append(None)
            yield self._attention.complete(_without_labels(batch))

    def _go(self, step: int) -> None:
        if self.feeder.step != step:
            self.feeder.load_state_dict({**self.feeder.state_dict(), "step": step})

    def state(self) -> dict[str, Any]:
        """The place behind the last micro-batch that was given out."""
        rows = self.taken * self.feeder.batch_size * self.feeder.world_size
        return {
            "format": _FORMAT, "version": _VERSION,
            "epoch": self._epoch, "rows": rows, "rows_per_update": self.rows_per_update,
            "feeder": self.feeder.state_dict()}

    def load_state(self, state: Mapping[str, Any], updates: int) -> None:
        """Lets the next iteration go on where `state` was taken, as `read_state` gave it.

        The batch size, accumulation and number of processes may be others as long as an update
        takes as many rows. `updates` are those that the checkpoint's trainer has made.

        Raises:
            StateError: The state is of another order, or not at the place of so many updates.
        """
        feeder = self.feeder
        if state["rows_per_update"] != self.rows_per_update:
            raise StateError(
                f"the saved state is of a run with {state['rows_per_update']} rows an update; here "
                f"it is {feeder.batch_size} rows x {feeder.world_size} processes x "
                f"{self.accumulation} accumulated = {self.rows_per_update}")
        rows_per_step = feeder.batch_size * feeder.world_size
        taken, rest = divmod(state["rows"], rows_per_step)
        if rest:
            raise StateError(
                f"the saved state is at row {state['rows']} of its epoch, which is no multiple of "
                f"the {rows_per_step} rows of a step")
        epoch = state["epoch"]
        if taken > len(self):
            raise StateError(
                f"the saved state is at row {state['rows']} of its epoch, which has "
                f"{len(self) * rows_per_step}")
        if epoch * len(self) + taken != updates * self.accumulation:
            raise StateError(
                f"the checkpoint is of {updates} updates, which take "
                f"{updates * self.accumulation} batches; its {STATE_NAME} is at batch {taken} of "
                f"epoch {epoch}, with {len(self)} an epoch: the file is damaged, or of another "
                "checkpoint")
        if taken == len(self):
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


def read_state(folder: Path) -> tuple[dict[str, Any], int]:
    """The state that `TrainingLoader.save` wrote, and the updates that the checkpoint is of.

    Raises:
        StateError: One of the two is not there, or is not what was written.
    """
    state = _read(folder, STATE_NAME)
    path = folder / STATE_NAME
    if state.get("format") != _FORMAT:
        raise StateError(f"{path}: format: expected {_FORMAT!r}, found {state.get('format')!r:.80}")
    if state.get("version") != _VERSION:
        raise StateError(f"{path}: version: expected {_VERSION}, found {state.get('version')!r:.80}; "
                         "a newer one was saved by a newer prep_feeder, which also reads it")
    for name in ("epoch", "rows", "rows_per_update"):
        _count(path, state, name)
    if not isinstance(state.get("feeder"), dict):
        raise StateError(f"{path}: feeder: expected an object, found {state.get('feeder')!r:.80}")
    return state, _count(folder / _TRAINER_NAME, _read(folder, _TRAINER_NAME), "global_step")


def _read(folder: Path, name: str) -> dict[str, Any]:
    try:
        found = read_json(folder / name)
    except OSError as error:
        raise StateError(
            f"{folder} holds no place in the data: {error}; it was not saved by a trainer with a "
            "feeder, and where it stopped in the data cannot be known") from None
    except ValueError as error:
        raise StateError(f"{folder / name} is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise StateError(f"{folder / name}: expected an object, found {found!r:.80}")
    return found


def _count(path: Path, state: Mapping[str, Any], name: str) -> int:
    found = state.get(name)
    # A boolean is a number to Python alone.
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**53:
        raise StateError(f"{path}: {name}: expected a whole number from 0, found {found!r:.80}")
    return found


def _without_labels(batch: Batch) -> Batch:
    labels = batch["labels"]
    return {**batch, "labels": labels.new_full(labels.shape, -100)}
