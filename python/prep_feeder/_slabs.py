"""Memory for whole batches, which numpy or torch own, and the columns seen in it.

A slab is lent to the feeder, filled by its thread, and handed over as the columns of a batch: they
share it, and it is freed with the last of them.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

import numpy

__all__ = ["Column", "NumpySlabs", "Slabs", "TorchSlabs"]


class Column(NamedTuple):
    """Where the elements of a column stand in a slab."""

    #: "int64" or "int32".
    dtype: str
    #: The first byte, a multiple of 256.
    offset: int
    shape: tuple[int, ...]


#: The columns of a slab, seen in it.
Views = Callable[[Any], Sequence[Any]]


class Slabs(Protocol):
    """How a framework makes slabs and looks into them."""

    def allocate(self, byte_count: int) -> tuple[Any, int]:
        """A new slab and its address, aligned to 16."""
        ...

    def views(self, columns: Sequence[Column], byte_count: int) -> Views:
        """What shows `columns`, which stand in the order of their offsets, in slabs of so many bytes.

        A column of one dimension is only to be given to `first`: it may have padding behind it.
        """
        ...

    def first(self, column: Any, count: int) -> Any:
        """The first elements of a column of one dimension."""
        ...


class NumpySlabs:
    def allocate(self, byte_count: int) -> tuple[Any, int]:
        slab = numpy.empty(byte_count, numpy.uint8)
        return slab, slab.ctypes.data

    def views(self, columns: Sequence[Column], byte_count: int) -> Views:
        return lambda slab: [
            numpy.ndarray(shape, dtype, slab, offset) for dtype, offset, shape in columns]

    def first(self, column: Any, count: int) -> Any:
        return column[:count]


class TorchSlabs:
    """Slabs of torch, on the processor or on a device: int64 of [1, elements].

    A call of torch costs 1 to 4 µs, and many times that where other work has displaced it from the
    caches: columns are seen with as few calls as there can be.
    """

    def __init__(self, torch: Any, device: Any = None) -> None:
        self._empty, self._int64, self._int32 = torch.empty, torch.int64, torch.int32
        self._device = device

    def allocate(self, byte_count: int) -> tuple[Any, int]:
        slab = self._empty((1, byte_count // 8), dtype=self._int64, device=self._device)
        return slab, slab.data_ptr()

    def views(self, columns: Sequence[Column], byte_count: int) -> Views:
        ends = [column.offset for column in columns[1:]] + [byte_count]
        sizes = [(end - column.offset) // 8 for column, end in zip(columns, ends)]
        shape = columns[0].shape
        if all(column.dtype == "int64" and column.shape == shape for column in columns) and (
            sizes == [shape[0] * shape[1]] * len(columns)
        ):
            whole = (len(columns), *shape)
            return lambda slab: slab.view(whole).unbind()
        # What the piece of each column needs: 32-bit elements, and its shape where there is padding
        # behind it.
        needs = []
        for column, size in zip(columns, sizes):
            width = size * (1 if column.dtype == "int64" else 2)
            # Of a column of one dimension the caller takes the first elements himself.
            is_whole = column.shape == (1, width) or len(column.shape) == 1
            needs.append((column.dtype == "int32", None if is_whole else column.shape))
        int32 = self._int32

        def views(slab: Any) -> list[Any]:
            made = []
            for piece, (is_narrow, cut) in zip(slab.split_with_sizes(sizes, 1), needs):
                if is_narrow:
                    piece = piece.view(int32)
                if cut is not None:
                    piece = piece.as_strided(cut, (cut[1], 1))
                made.append(piece)
            return made

        return views

    def first(self, column: Any, count: int) -> Any:
        return column.as_strided((count,), (1,))
