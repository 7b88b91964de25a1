"""The feeder: batches for a trainer, in an order that can be gone on with exactly."""
from __future__ import annotations

import ctypes
import json
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from . import _library as native
from ._device import DeviceHandle, cuda_of
from ._handle import Handle
from ._layouts import LAYOUTS, byte_count, layout_of
from ._manifest import read_manifest
from ._options import Path, choice, memory_for, paths_of, split_name, weights_of, whole
from ._slabs import NumpySlabs, Slabs, TorchSlabs
from .dataset import PrepDataset
from .errors import ClosedError, ForkedError, OptionError, StateError
from .records import Record

__all__ = ["Batch", "Feeder"]

#: What an iteration gives: tensors (or numpy arrays) by the names of the model's arguments.
Batch = dict[str, Any]
Shuffle = Literal["window", "full", "off"]
Tail = Literal["pad", "drop", "wrap"]
Layout = Literal["plain", "padding_free"]
Dtype = Literal["int64", "int32"]
Framework = Literal["torch", "numpy"]

#: What the library takes of ranks, of rows in a batch, and of steps.
_ROW_LIMIT, _STEP_LIMIT = 1_048_576, 2**63 - 1
_STATE_VERSION = 1


class Feeder:
    """Iterates over the batches of one epoch at a time.

    ``len(feeder)`` is the number of steps in an epoch. Each ``iter(feeder)`` goes through what is
    left of the current epoch: all of it, or, after `load_state_dict`, ``skip`` or an iteration
    that was broken off, from the next batch that was not yet given out. With the last batch of an
    epoch the next one becomes current.

    The tensors of a batch belong to the caller: they stay as they are for as long as they are held,
    after `close` too, and any number of batches may be held. They share one allocation, which is
    freed with the last of them. There is no copy: the feeder's thread writes into memory that torch
    (or numpy) allocated, and each batch that is given out is replaced by new memory.

    A feeder belongs to the process that made it and to one thread at a time: one that asks for a
    batch while another is given one is refused. `close` may come from any thread.

    Args:
        path: The data set's directory, or several to mix; made absolute here.
        batch_size: Rows in a batch of this rank, at most 1,048,576.
        split: The split to feed.
        seed: Decides the order, together with the data set's id and the epoch.
        rank: This process's number among ``world_size``; each takes its share of every step.
        world_size: Processes that train together.
        weights: Shares in which several data sets are mixed, with a sum of at most 1,048,576; None
            for equal ones.
        shuffle: "window" (rows within windows of blocks), "full" (needs memory for all rows), "off".
        window_blocks: Blocks in a window; 0 for as many as hold 4 Mi tokens.
        tail: What happens to rows that do not fill the last step: "pad" fills it with rows of
            padding, "drop" leaves them out, "wrap" fills it with the epoch's first rows.
        layout: "plain": ``input_ids``, ``labels``, ``attention_mask`` and ``position_ids`` of shape
            [batch_size, row_length]. "padding_free": the rows one after the other as one sequence,
            ``input_ids``, ``labels``, ``position_ids`` and ``seq_idx`` of shape [1, tokens],
            ``cu_seq_lens_q`` and ``cu_seq_lens_k`` int32 [segments + 1] (one tensor under two
            names), ``max_length_q`` and ``max_length_k`` int; no attention mask. The padding at a
            row's end is a segment of its own with labels of -100.
        dtype: Of the columns but ``cu_seq_lens`` and ``seq_idx``, which are int32.
        framework: "torch" or "numpy".
        device: None or "cpu"; or a CUDA device, to which each batch is copied on the stream that is
            current there, without waiting for it.
        slots: Batches that are made ahead, 2 to 1024; refused where the machine has less memory
            available than they take.
        memory_limit: Bytes that "full" may take.
        epoch: The epoch to begin in.
        skip: Steps to skip in it, at most ``len(feeder)``.
        restarts: Whether each ``iter`` begins its epoch anew, as an evaluation wants it.
        cuda_library: The CUDA driver to load; None for libcuda.so.1.

    Raises:
        OptionError: An option makes no sense for the data set.
        DataError: A data set cannot be read. While iterating, `shard`, `block` and `row` say where.
    """

    def __init__(
        self,
        path: Path | Sequence[Path],
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
        cuda_library: str | None = None,
    ) -> None:
        choice("shuffle", shuffle, native.SHUFFLES)
        choice("tail", tail, native.TAILS)
        choice("layout", layout, LAYOUTS)
        choice("dtype", dtype, native.ELEMENT_TYPES)
        choice("framework", framework, ("torch", "numpy"))
        self._paths = paths_of("path", path)
        self._weights = weights_of(weights, len(self._paths))
        self.split, self.seed = split_name(split), whole("seed", seed, 0, 2**64 - 1)
        self.batch_size = whole("batch_size", batch_size, 1, _ROW_LIMIT)
        self.world_size = whole("world_size", world_size, 1, _ROW_LIMIT)
        self.rank = whole("rank", rank, 0, self.world_size - 1)
        self.layout, self.dtype, self.framework = layout, dtype, framework
        self._shuffle, self._tail, self._restarts = shuffle, tail, restarts
        self._window_blocks = whole("window_blocks", window_blocks, 0, 65_536)
        self._slots = whole("slots", slots, 2, 1024)
        self._memory_limit = whole("memory_limit", memory_limit, 0, 2**64 - 1)
        epoch, skip = whole("epoch", epoch, 0, _STEP_LIMIT), whole("skip", skip, 0, _STEP_LIMIT)
        self._cuda_library = cuda_library
        torch = _torch() if framework == "torch" else None
        self._slabs: Slabs = NumpySlabs() if torch is None else TorchSlabs(torch)
        self._cuda = cuda_of(torch, device)
        #: Where batches are: None for the processor.
        self.device = None if self._cuda is None else self._cuda.device
        row_length = int(read_manifest(self._paths[0])["row_length"])
        self._byte_count = byte_count(layout, dtype, self.batch_size * row_length)
        memory_for(self._slots, self._byte_count)
        self._process = os.getpid()
        # For `records`, each opened when it is asked for.
        self._datasets: dict[int, PrepDataset] = {}
        # The thread that is in `_next`, under the one key 0.
        self._taker: dict[int, int] = {}
        self._handle: Handle | None = None
        # Where a feeder that was closed stood; that of an open one is its handle's.
        self._last_step = 0
        self._info = self._open(0).info
        if epoch or skip:
            whole("skip", skip, 0, len(self))
            self._move(self._start(epoch) + skip)

    def _open(self, step: int, state: str | None = None) -> Handle:
        """Opens the library's feeder at `step` in the place of the one that is open."""
        options = native.Options()
        native.load().gf_options_init(ctypes.byref(options))
        options.directories = (ctypes.c_char_p * len(self._paths))(
            *map(os.fsencode, self._paths))
        options.directory_count = len(self._paths)
        if self._weights is not None:
            options.weights = (ctypes.c_uint32 * len(self._weights))(*self._weights)
        options.split = self.split.encode()
        options.batch_size, options.rank_count = self.batch_size, self.world_size
        options.rank, options.seed = self.rank, self.seed
        options.shuffle, options.tail = native.SHUFFLES[self._shuffle], native.TAILS[self._tail]
        options.window_blocks, options.memory_limit = self._window_blocks, self._memory_limit
        options.columns = LAYOUTS[self.layout][0]
        options.element_type = native.ELEMENT_TYPES[self.dtype]
        options.slot_count, options.slot_byte_count = self._slots, self._byte_count
        options.first_step = step
        if state is not None:
            options.state = state.encode()
        if self._cuda_library is not None:
            options.cuda_library = os.fsencode(self._cuda_library)
        if self._cuda is not None:
            handle: Handle = DeviceHandle(options, self._byte_count, self._cuda)
            slabs = self._cuda.slabs
        else:
            slabs = self._slabs
            handle = Handle(options, self._byte_count, slabs)
        handle.step = step
        handle.build = layout_of(self.layout, handle.info, self.dtype, slabs)
        # One assignment: an interrupt leaves the place and the batches of one handle.
        before, self._handle = self._handle, handle
        if before is not None:
            before.close()
        return handle

    def _live(self) -> Handle:
        if os.getpid() != self._process:
            raise ForkedError(
                "the feeder belongs to the process that made it, and this one was forked from it: "
                "iterate there, or make a feeder here; a DataLoader around one "
                "(prep_feeder.torch_data) takes num_workers=0")
        handle = self._handle
        if handle is None:
            raise ClosedError("the feeder was closed")
        return handle

    def _start(self, epoch: int) -> int:
        """The first step of an epoch."""
        return whole("epoch", epoch, 0, _STEP_LIMIT // len(self)) * len(self)

    def _move(self, step: int) -> None:
        if step != self.step:
            self._open(step)

    # Batches

    def __len__(self) -> int:
        return int(self._info.steps_per_epoch)

    def __getitem__(self, index: object) -> Batch:
        # What torch's DataLoader asks for where it is given no IterableDataset.
        raise OptionError(
            "a feeder gives whole batches in an order of its own, and none by number: iterate over "
            "it without a DataLoader, or give the DataLoader "
            "prep_feeder.torch_data.FeederDataset(feeder)")

    def __iter__(self) -> Iterator[Batch]:
        self._live()
        if self._restarts:
            self._move(self.epoch * len(self))
        return _Epoch(self, (self.epoch + 1) * len(self))

    def _next(self, end: int) -> Batch:
        """The next batch, before step `end`."""
        # No lock: an interrupt could leave one held. It leaves at most its own thread's number here.
        thread = threading.get_ident()
        if self._taker.setdefault(0, thread) != thread:
            self._live()
            raise OptionError(
                "another thread is taking a batch of this feeder: take all in one thread and hand them "
                "to the others through a queue.Queue, or hold a threading.Lock around next()")
        try:
            if self.step >= end:
                raise StopIteration
            handle = self._handle
            if handle is None or os.getpid() != self._process:
                handle = self._live()
            step = handle.step
            slab = handle.take(step)
            batch = handle.build(slab, handle.batch)
            address = handle.batch.slot_memory
            # An interrupt up to here is followed by the same batch, and one after it by the next.
            handle.step = step + 1
            handle.lent.pop(address, None)
            return batch
        finally:
            self._taker.clear()

    # The place

    @property
    def epoch(self) -> int:
        """The epoch of the next batch."""
        return self.step // len(self)

    @property
    def step_in_epoch(self) -> int:
        """The next batch's number in its epoch."""
        return self.step % len(self)

    @property
    def step(self) -> int:
        """Batches from the start of epoch 0 to the next one."""
        handle = self._handle
        return self._last_step if handle is None else handle.step

    def set_epoch(self, epoch: int) -> None:
        """Goes to the start of `epoch`; does nothing where the next batch is in it already."""
        self._live()
        step = self._start(epoch)
        if step != self._start(self.epoch):
            self._move(step)

    def state_dict(self) -> dict[str, Any]:
        """The place of the next batch, and what decides the order: some 300 bytes of JSON.

        Counts batches that were given out. Belongs to a feeder of the same data sets, split, seed,
        shuffle, tail and global batch; ranks, layout, dtype and device may be others.
        """
        state: dict[str, Any] = json.loads(self._live().state())
        state["step"] = self.step
        return state

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Goes to where `state_dict` was taken: the next batch is the one that followed then.

        Raises:
            StateError: The state is of a feeder of another order; the text says what differs.
        """
        self._live()
        try:
            text = json.dumps(dict(state))
            step = whole("step", state["step"], 0, _STEP_LIMIT)
            version = state.get("version")
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise StateError(f"the saved state is none of a feeder: {error!r}") from None
        if isinstance(version, int) and version > _STATE_VERSION:
            raise StateError(
                f"the saved state is of version {version}, and this prep_feeder reads "
                f"{_STATE_VERSION}: it was saved by a newer one, which also reads it")
        self._open(step, text)

    # What is fed

    def records(self, step: int | None = None) -> list[list[Record]]:
        """The records of which this rank's batch `step` is made, row by row; none for padding.

        Steps count through all epochs, as `step` does, which is the one that is meant without: the
        next. The batch may have been fed long ago or be yet to come; its place is known from the
        order alone, and only its rows are read. With gradient accumulation a step of a trainer is
        several.
        """
        step = self.step if step is None else whole("step", step, 0, _STEP_LIMIT)
        rows = self._live().rows_of(step, self.batch_size)
        return [self._rows(number).records(row) if row >= 0 else [] for number, row in rows]

    def _rows(self, number: int) -> PrepDataset:
        if number not in self._datasets:
            self._datasets[number] = PrepDataset(self._paths[number], self.split)
        return self._datasets[number]

    @property
    def info(self) -> dict[str, int]:
        """Rows, lengths, steps in an epoch, and what the tail rule does to it."""
        names = (
            "row_count", "row_length", "pad_token", "steps_per_epoch", "rows_per_epoch",
            "padded_rows_per_epoch", "dropped_rows_per_epoch", "repeated_rows_per_epoch", "pinned",
        )
        return {name: int(getattr(self._info, name)) for name in names}

    @property
    def counts(self) -> dict[str, int]:
        """What happened since the feeder was opened: batches, waits, processor time."""
        counts = self._live().counts()
        return {field[0]: int(getattr(counts, field[0])) for field in native.Counts._fields_}

    @property
    def row_length(self) -> int:
        """Tokens in a row."""
        return int(self._info.row_length)

    @property
    def pad_token_id(self) -> int:
        """The id behind the last segment of a row."""
        return int(self._info.pad_token)

    # The end

    def close(self) -> None:
        """Stops the thread; again does nothing. Batches that were given out stay as they are."""
        if os.getpid() != self._process:
            return
        handle = self._handle
        if handle is not None:
            self._last_step = handle.step
            handle.close()
            self._handle = None

    def __enter__(self) -> Feeder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError(
            "a Feeder cannot be pickled or copied: make one in each process, or send a PrepDataset")

    def __repr__(self) -> str:
        return (
            f"Feeder({', '.join(self._paths)}, batch_size={self.batch_size}, split={self.split!r}): "
            f"{len(self)} steps an epoch, next {self.step_in_epoch} of epoch {self.epoch}")


class _Epoch:
    """What is left of one epoch."""

    def __init__(self, feeder: Feeder, end: int) -> None:
        self._feeder, self._end = feeder, end

    def __iter__(self) -> _Epoch:
        return self

    def __next__(self) -> Batch:
        return self._feeder._next(self._end)


def _torch() -> Any:
    try:
        import torch
    except ImportError:
        raise OptionError(
            "framework: torch is not installed; install it, or ask for framework='numpy'"
        ) from None
    return torch
