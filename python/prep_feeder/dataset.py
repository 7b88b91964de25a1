"""A split of a data set, row by row."""
from __future__ import annotations

import ctypes
import operator
import os
import weakref
from collections.abc import Iterator
from typing import Any

import numpy
import numpy.typing

from . import _library as native
from ._manifest import read_manifest
from ._options import absolute, split_name
from .records import Record

__all__ = ["PrepDataset", "Row"]

Row = dict[str, numpy.typing.NDArray[numpy.int32]]


class PrepDataset:
    """The rows of a split as numpy arrays, in the order of the shards.

    ``ds[i]`` is a dictionary of int32 arrays: ``input_ids``, ``labels`` (-100 where nothing is
    trained, and at the first token of each segment) and ``position_ids`` of ``row_length``
    elements each, and ``segment_lengths``, one a segment, padding left out.

    A row costs the decoding of its block of 64 rows, about half a millisecond for rows of 2,048,
    unless the row read before was in it too: for rows at random use `Feeder`, which decodes each
    block once. The object may be pickled and used in forked processes: each opens the files anew.
    """

    def __init__(self, path: str | os.PathLike[str], split: str = "train") -> None:
        self.path = absolute("path", path)
        self.split = split_name(split)
        #: The data set's manifest.
        self.manifest: dict[str, Any] = read_manifest(self.path)
        self._reader = _Reader(self.path, split)

    @property
    def row_length(self) -> int:
        """Tokens in a row."""
        return self._reader.row_length

    @property
    def pad_token_id(self) -> int:
        """The id behind the last segment of a row."""
        return int(self.manifest["pad_token"])

    @property
    def id(self) -> str:
        """The data set's id: the same for the same rows."""
        return str(self.manifest["dataset_id"])

    def __len__(self) -> int:
        return self._reader.row_count

    def __getitem__(self, index: int) -> Row:
        return self._open().read(self._row(index))

    def _row(self, index: int) -> int:
        row = operator.index(index)
        if row < 0:
            row += len(self)
        if not 0 <= row < len(self):
            raise IndexError(f"row {index} of {len(self)}")
        return row

    def _open(self) -> _Reader:
        """The reader of this process."""
        if self._reader.process != os.getpid():
            self._reader = _Reader(self.path, self.split)
        return self._reader

    def records(self, index: int) -> list[Record]:
        """The records that a row is made of, in the order in which they stand in it."""
        row = self._row(index)
        inputs = self.manifest["inputs"]
        first, records = 0, []
        for found in self._open().records(row):
            records.append(Record(
                self.path, self.split, row, str(inputs[found.file]["path"]), found.line,
                found.token_start, first, found.token_count))
            first += found.token_count
        return records

    def __iter__(self) -> Iterator[Row]:
        for row in range(len(self)):
            yield self[row]

    def __reduce__(self) -> tuple[Any, ...]:
        return (PrepDataset, (self.path, self.split))

    def __repr__(self) -> str:
        return f"PrepDataset({self.path!r}, split={self.split!r}): {len(self)} rows"


def _free(library: ctypes.CDLL, pointer: ctypes.c_void_p, process: int) -> None:
    # A lock may have been held at the fork, for ever.
    if pointer and os.getpid() == process:
        library.gf_rows_free(pointer)


class _Reader:
    """Owns a `gf_rows`."""

    def __init__(self, path: str, split: str) -> None:
        library = native.load()
        pointer = ctypes.c_void_p()
        count, length = ctypes.c_uint64(), ctypes.c_uint64()
        message = ctypes.create_string_buffer(native.MESSAGE_CAPACITY)
        self.process = os.getpid()
        # Before it is opened: an interrupt may come as the library answers. Not as the interpreter
        # ends, when a daemon thread may be reading.
        weakref.finalize(self, _free, library, pointer, self.process).atexit = False
        status = library.gf_rows_open(
            os.fsencode(path), split.encode(), ctypes.byref(pointer), ctypes.byref(count),
            ctypes.byref(length), message, len(message))
        if status != native.OK or pointer.value is None:
            raise native.failure(status, message.value)
        self._library, self._pointer = library, pointer.value
        self.row_count, self.row_length = count.value, length.value

    def records(self, row: int) -> list[native.Record]:
        records = (native.Record * self.row_length)()
        count = ctypes.c_uint64()
        message = ctypes.create_string_buffer(native.MESSAGE_CAPACITY)
        status = self._library.gf_rows_records(
            self._pointer, row, records, len(records), ctypes.byref(count), message, len(message))
        if status != native.OK:
            raise native.failure(status, message.value)
        return records[: count.value]

    def read(self, row: int) -> Row:
        # One allocation; the last part is cut to the segments that there are.
        numbers = numpy.empty((4, self.row_length), numpy.int32)
        columns = native.RowColumns(*(part.ctypes.data for part in numbers))
        message = ctypes.create_string_buffer(native.MESSAGE_CAPACITY)
        status = self._library.gf_rows_read(
            self._pointer, row, ctypes.byref(columns), message, len(message))
        if status != native.OK:
            raise native.failure(status, message.value)
        return {
            "input_ids": numbers[0],
            "labels": numbers[1],
            "position_ids": numbers[2],
            "segment_lengths": numbers[3][: columns.segment_count].copy(),
        }
