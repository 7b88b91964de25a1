"""The feeder: batches for a trainer, in an order that can be gone on with exactly."""
from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy

from . import _library as native
from ._handle import Handle
from .errors import ClosedError, ForkedError, OptionError

__all__ = ["Batch", "Feeder", "validation"]

Batch = dict[str, Any]
Shuffle = Literal["window", "full", "off"]
Tail = Literal["pad", "drop", "wrap"]
Layout = Literal["plain", "padding_free"]
Dtype = Literal["int64", "int32"]
Framework = Literal["torch", "numpy"]
Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
_IGNORED = -100


def _choice(name: str, value: str, choices: Mapping[str, int] | Sequence[str]) -> None:
    if value not in choices:
        raise OptionError(f"{name}: expected {', '.join(choices)}, found {value!r}")


class Feeder:
    """Iterates over the batches of one epoch at a time.

    `len(feeder)` is the number of steps in an epoch. Each `iter(feeder)` goes through what is left
    of the current epoch: from its start, or, after `load_state_dict`, `skip` or an iteration that
    was broken off, from the next batch that was not yet given out. After the last batch the next
    epoch is the current one.

    The tensors of a batch are the caller's own, for as long as they are held.
    """

    def __init__(
        self,
        path: Paths,
        batch_size: int,
        *,
        split: str = "train",
        seed: int = 0,
        rank: int = 0,
        world_size: int = 1,
        weights: Sequence[int] | None = None,
        shuffle: Shuffle = "window",
        window_blocks: int = 0,
        tail: Tail = "pad",
        layout: Layout = "plain",
        dtype: Dtype = "int64",
        framework: Framework = "torch",
        device: Any = None,
        slots: int = 8,
        memory_limit: int = 2 << 30,
        epoch: int = 0,
        skip: int = 0,
        restarts: bool = False,
    ) -> None:
        _choice("shuffle", shuffle, native.SHUFFLES)
        _choice("tail", tail, native.TAILS)
        _choice("layout", layout, ("plain", "padding_free"))
        _choice("dtype", dtype, native.ELEMENT_TYPES)
        _choice("framework", framework, ("torch", "numpy"))
        single = isinstance(path, (str, os.PathLike))
        paths = [path] if single else list(path)  # type: ignore[list-item, arg-type]
        self._paths = [os.fsencode(name) for name in paths]  # type: ignore[arg-type]
        if weights is not None and len(weights) != len(self._paths):
            raise OptionError(
                f"weights: expected {len(self._paths)}, one a path, found {len(weights)}")
        manifest = json.loads(Path(os.fsdecode(self._paths[0]), "manifest.json").read_bytes())
        self._pad_token = manifest["pad_token"]
        self._weights = None if weights is None else list(weights)
        self._split, self._seed = split, seed
        self.rank, self.world_size, self.batch_size = rank, world_size, batch_size
        self._shuffle, self._tail, self.layout = shuffle, tail, layout
        self._window_blocks, self._memory_limit, self._slots = window_blocks, memory_limit, slots
        self._dtype, self._framework, self._restarts = dtype, framework, restarts
        if device is not None:
            raise OptionError("device: only None so far")
        self._torch = None
        if framework == "torch":
            import torch

            self._torch = torch
        self._handle: Handle | None = self._open(0)
        self._process = os.getpid()
        self._info = self._handle.info
        self._step = 0
        if epoch or skip:
            self._move(epoch * len(self) + skip)

    def _open(self, first_step: int) -> Handle:
        options = native.Options()
        native.load().gf_options_init(ctypes.byref(options))
        options.directories = (ctypes.c_char_p * len(self._paths))(*self._paths)
        options.directory_count = len(self._paths)
        if self._weights is not None:
            options.weights = (ctypes.c_uint32 * len(self._weights))(*self._weights)
        options.split = self._split.encode()
        options.batch_size, options.rank_count = self.batch_size, self.world_size
        options.rank, options.seed = self.rank, self._seed
        options.shuffle, options.tail = native.SHUFFLES[self._shuffle], native.TAILS[self._tail]
        options.window_blocks, options.memory_limit = self._window_blocks, self._memory_limit
        options.columns = native.INPUT_IDS | native.LABELS | native.POSITION_IDS
        options.element_type = native.ELEMENT_TYPES[self._dtype]
        options.slot_count = self._slots
        options.first_step = first_step
        return Handle(options)

    def _live(self) -> Handle:
        if os.getpid() != self._process:
            raise ForkedError(
                "the feeder belongs to the process that made it; this one was forked from it: "
                "make a feeder here, or iterate in the process that made it")
        if self._handle is None:
            raise ClosedError("the feeder was closed")
        return self._handle

    def _move(self, step: int) -> None:
        if step != self._step:
            self._live().close()
            self._handle = self._open(step)
            self._step = step

    # Batches

    def __len__(self) -> int:
        return int(self._info.steps_per_epoch)

    def __iter__(self) -> Iterator[Batch]:
        self._live()
        if self._restarts:
            self._move(0)
        return _Epoch(self)

    def _next(self) -> Batch:
        handle = self._live()
        handle.next()
        try:
            batch = self._take(handle)
        finally:
            handle.release()
        self._step += 1
        return batch

    def _take(self, handle: Handle) -> Batch:
        info, leased = handle.info, handle.batch
        shape = (int(info.row_count), int(info.row_length))
        dtype = numpy.dtype(self._dtype)
        columns: Batch = {}
        for name in ("input_ids", "labels", "position_ids"):
            column = numpy.empty(shape, dtype)
            ctypes.memmove(column.ctypes.data, getattr(leased, name), column.nbytes)
            columns[name] = column
        starts = numpy.flatnonzero(columns["position_ids"].reshape(-1) == 0)
        columns["labels"].reshape(-1)[starts] = _IGNORED
        if self.layout == "plain":
            columns["attention_mask"] = self._attention_mask(columns, starts)
            return self._tensors(columns)
        columns = {name: column.reshape(1, -1) for name, column in columns.items()}
        bounds = numpy.append(starts, shape[0] * shape[1]).astype(numpy.int32)
        lengths = numpy.diff(bounds)
        longest = int(lengths.max())
        columns["seq_idx"] = numpy.repeat(
            numpy.arange(len(lengths), dtype=numpy.int32), lengths).reshape(1, -1)
        columns["cu_seq_lens_q"] = columns["cu_seq_lens_k"] = bounds
        batch = self._tensors(columns)
        batch["max_length_q"] = batch["max_length_k"] = longest
        return batch

    def _attention_mask(self, columns: Batch, starts: Any) -> Any:
        """1 for tokens and 0 for padding; a row of padding alone keeps its first token."""
        ids = columns["input_ids"]
        mask = numpy.ones_like(ids)
        for row in range(len(ids)):
            first = starts[starts < (row + 1) * ids.shape[1]][-1] - row * ids.shape[1]
            if (ids[row, first:] == self._pad_token).all():
                mask[row, max(first, 1):] = 0
        return mask

    def _tensors(self, columns: Batch) -> Batch:
        if self._torch is None:
            return columns
        return {name: self._torch.from_numpy(column) for name, column in columns.items()}

    # Place

    @property
    def epoch(self) -> int:
        """The epoch of the next batch."""
        return self._step // len(self)

    @property
    def step_in_epoch(self) -> int:
        """The next batch's number in its epoch."""
        return self._step % len(self)

    def set_epoch(self, epoch: int) -> None:
        """Goes to the start of `epoch`; does nothing where the next batch is in it already."""
        self._live()
        if epoch != self.epoch:
            self._move(epoch * len(self))

    def state_dict(self) -> dict[str, Any]:
        """The place of the next batch, and what decides the order: some 300 bytes of JSON."""
        state: dict[str, Any] = json.loads(self._live().state())
        state["step"] = self._step
        return state

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Goes to where `state_dict` was taken.

        Raises `StateError` for the state of a feeder of another order.
        """
        handle = self._live()
        from .errors import StateError

        here = json.loads(handle.state())
        for name, value in here.items():
            if name != "step" and state.get(name) != value:
                raise StateError(
                    f"the saved state does not belong here: its {name} is {state.get(name)!r}, "
                    f"here it is {value!r}")
        self._move(int(state["step"]))

    # The rest

    @property
    def info(self) -> dict[str, int]:
        """What is fed: rows, lengths, steps, and what the tail rule does to an epoch."""
        return {name: int(getattr(self._info, name)) for name, _ in native.Info._fields_}

    def close(self) -> None:
        """Stops the thread; again does nothing. Batches that were given out stay valid."""
        handle, self._handle = self._handle, None
        if handle is not None and os.getpid() == self._process:
            handle.close()

    def __enter__(self) -> Feeder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError(
            "a Feeder cannot be pickled: make one in each process, or pickle a PrepDataset")


class _Epoch:
    """What is left of one epoch."""

    def __init__(self, feeder: Feeder) -> None:
        self._feeder = feeder
        self._end = (feeder.epoch + 1) * len(feeder)

    def __iter__(self) -> _Epoch:
        return self

    def __next__(self) -> Batch:
        if self._feeder._step >= self._end:
            raise StopIteration
        return self._feeder._next()


def validation(
    path: Paths,
    batch_size: int,
    *,
    split: str = "validation",
    **options: Any,
) -> Feeder:
    """A feeder that serves every row of a split once, in the order of the shards.

    The last batch is filled up with rows of padding, whose labels are all -100. Each `iter` starts
    from the first row. `options` are those of `Feeder`.
    """
    return Feeder(path, batch_size, split=split, shuffle="off", tail="pad", restarts=True, **options)
